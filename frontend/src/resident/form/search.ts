/** Finding a reason by its title or by the words people use for it, in either language. Pure. */
import type { ReasonView } from "../../core/protocol/wire"

export interface Found {
  reason: ReasonView
  /** The everyday word that matched, where the title does not say it. */
  by: string | null
}

/** Letters as they are typed in haste: without dots, rings and capitals. */
const plain = (text: string): string =>
  text
    .toLocaleLowerCase("sv")
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .trim()

const holds = (name: string, words: readonly string[]): boolean => words.every((word) => plain(name).includes(word))

export function matching(reasons: readonly ReasonView[], typed: string): Found[] {
  const words = plain(typed).split(/\s+/).filter(Boolean)
  return reasons.flatMap((reason): Found[] => {
    const titles = [reason.title.sv, reason.title.en]
    if (words.length === 0 || titles.some((title) => holds(title, words))) return [{ reason, by: null }]
    const by = reason.synonyms.find((name) => holds(name, words))
    return by === undefined ? [] : [{ reason, by }]
  })
}
