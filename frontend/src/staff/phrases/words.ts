/** What the libraries are called. */
import type { Phrase } from "../../core/protocol/wire"
import * as m from "../../texts/messages"

export type Library = Phrase["library"]

export function libraryWord(library: Library): string {
  switch (library) {
    case "own":
      return m.phrases_library_own()
    case "unit":
      return m.phrases_library_unit()
    case "shared":
      return m.phrases_library_shared()
  }
}
