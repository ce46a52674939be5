/** Finding a reason by its title or by the words people use for it, in either language. Pure. */
import type { ReasonView } from "../../core/protocol/wire"

const plain = (text: string): string => text.toLocaleLowerCase("sv").normalize("NFC").trim()

export function matching(reasons: readonly ReasonView[], words: string): ReasonView[] {
  const wanted = plain(words)
  if (wanted === "") return [...reasons]
  return reasons.filter((reason) =>
    [reason.title.sv, reason.title.en, ...reason.synonyms].some((name) => plain(name).includes(wanted)),
  )
}
