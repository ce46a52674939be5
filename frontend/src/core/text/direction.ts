/** Signs that turn the direction of what follows, or overrule it. A name or an address that carries one is not what it seems. */
const TURNS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu
/** Embeddings and overrides, which end with the isolate around them, and what opens and closes isolates. */
const OVERRIDES = /[\u202a-\u202e]/gu
const ISOLATES = /[\u2066-\u2069]/gu
const [FIRST_STRONG, END] = ["\u2068", "\u2069"]
/** Letters that run from the right, and every sign that turns: what has none of them stands as it is anywhere. */
const RUNS_OTHERWISE = /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u

export function withoutTurns(name: string): string {
  return name.replace(TURNS, "")
}

/**
 * For a name or other words that are not ours, in a line with what is: whichever way they run, what stands beside them
 * keeps its place (Unicode UAX 9, isolates). What has been set apart already may be part of them.
 */
export function apart(words: string): string {
  if (!RUNS_OTHERWISE.test(words)) return words
  const inside = words.replace(OVERRIDES, "")
  return `${FIRST_STRONG}${balanced(inside) ? inside : inside.replace(ISOLATES, "")}${END}`
}

/** Each isolate that is opened is closed, and no other. */
function balanced(words: string): boolean {
  let open = 0
  for (const [sign] of words.matchAll(ISOLATES)) {
    open += sign === END ? -1 : 1
    if (open < 0) return false
  }
  return open === 0
}
