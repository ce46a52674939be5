/** How well a text answers what is searched for, and which of its letters did. Pure. */
import type { Span } from "../room/blanks"

export interface Match {
  /** 0 for a word's beginning everywhere, higher for what lies inside words. */
  rank: number
  letters: readonly Span[]
}

const lower = (text: string): string => text.toLocaleLowerCase("sv")
const isLetter = (sign: string | undefined): boolean => sign !== undefined && /[\p{L}\p{N}]/u.test(sign)

/** Every word searched for must be in the text, best at the beginning of one of its words. */
export function matched(text: string, query: string): Match | null {
  const words = lower(query).split(/\s+/).filter(Boolean)
  const among = lower(text)
  let rank = 0
  const letters: Span[] = []
  for (const word of words) {
    const start = placeOf(among, word)
    if (start === null) return null
    if (isLetter(among[start - 1])) rank += 1
    letters.push({ start, end: start + word.length })
  }
  return { rank, letters: letters.sort((one, other) => one.start - other.start) }
}

function placeOf(among: string, word: string): number | null {
  let inside: number | null = null
  for (let at = among.indexOf(word); at >= 0; at = among.indexOf(word, at + 1)) {
    if (!isLetter(among[at - 1])) return at
    inside ??= at
  }
  return inside
}

/** Figures searched for, however they are set off: "4 812", "19920314-9829". Null when it is no number. */
export function figures(query: string): string | null {
  const bare = query.replace(/[\s-]/g, "")
  return /^\d{2,}$/.test(bare) ? bare : null
}

/** The text in pieces, those that answer set apart. */
export function inPieces(text: string, letters: readonly Span[]): { text: string; strong: boolean }[] {
  const pieces: { text: string; strong: boolean }[] = []
  let at = 0
  for (const { start, end } of letters) {
    if (end <= at) continue
    const from = Math.max(start, at)
    if (from > at) pieces.push({ text: text.slice(at, from), strong: false })
    pieces.push({ text: text.slice(from, end), strong: true })
    at = end
  }
  return at < text.length ? [...pieces, { text: text.slice(at), strong: false }] : pieces
}
