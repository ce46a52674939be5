/** How a file is spoken of: a document's size and length, and why a file is hidden. */
import { language } from "../language"
import type { DocumentRef, HiddenFile } from "../protocol/wire"
import * as m from "../../texts/messages"

export const documentName = (name: string): string => name || m.document_unnamed()

export function documentFacts({ pages, size }: Pick<DocumentRef, "pages" | "size">): string {
  return m.document_facts({ count: pages, size: sizeText(size) })
}

function sizeText(bytes: number): string {
  const locale = language.get() === "sv" ? "sv-SE" : "en-GB"
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1_000)).toLocaleString(locale)} kB`
  return `${(bytes / 1_000_000).toLocaleString(locale, { maximumFractionDigits: 1 })} MB`
}

export function hiddenText({ reason }: Pick<HiddenFile, "reason">): string {
  switch (reason) {
    case "wrong_person":
      return m.hidden_wrong_person()
    case "wrong_picture":
      return m.hidden_wrong_picture()
    case "sensitive":
      return m.hidden_sensitive()
  }
}
