/** Which of the six patterned hues frames which room, so that two open residents never look alike. Pure. */

export const HUES = [1, 2, 3, 4, 5, 6] as const
export type Hue = (typeof HUES)[number]
export type Hues = ReadonlyMap<string, Hue>

/**
 * A room keeps its hue for as long as it is on the desk. Rooms that stand open choose first and never share one;
 * the rest take a free hue, or the one worn by fewest when there are more rooms than hues.
 */
export function assignHues(before: Hues, shown: readonly string[], others: readonly string[]): Hues {
  const after = new Map<string, Hue>()
  const wearers = (hue: Hue): number => [...after.values()].filter((worn) => worn === hue).length
  const promised = (hue: Hue): boolean =>
    [...shown, ...others].some((room) => !after.has(room) && before.get(room) === hue)
  const choose = (): Hue =>
    HUES.find((hue) => wearers(hue) === 0 && !promised(hue)) ??
    HUES.reduce((best, hue) => (wearers(hue) < wearers(best) ? hue : best))
  for (const room of shown) {
    const kept = before.get(room)
    after.set(room, kept !== undefined && wearers(kept) === 0 ? kept : choose())
  }
  for (const room of others) if (!after.has(room)) after.set(room, before.get(room) ?? choose())
  return after
}
