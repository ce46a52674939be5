/**
 * Which part of a long conversation is drawn: as much as anybody reads at once, whatever has been fetched. Pure, but for
 * `heldPlace`, which keeps what is read where it is while the rest changes.
 */

// A room has at most so many lines on the page, and one step less than two of these at a time.
const DRAWN = 80
const STEP = 50

/** `last` is the key of the last drawn line, null while the newest is drawn. */
export type LastDrawn = string | null

export interface DrawnPart {
  from: number
  to: number
}

/** The upper edge moves in whole steps, so that a new message below seldom takes anything away above. */
export function drawnPart(keys: readonly string[], last: LastDrawn): DrawnPart {
  const found = last === null ? -1 : keys.lastIndexOf(last)
  const to = found < 0 ? keys.length : found + 1
  return { from: Math.max(0, Math.floor((to - DRAWN) / STEP) * STEP), to }
}

/** One step towards the older ones; the same where nothing older is there. */
export function lastOfEarlier(keys: readonly string[], last: LastDrawn): LastDrawn {
  const { from } = drawnPart(keys, last)
  if (from === 0) return last
  return lastAt(keys, Math.max(0, from - STEP) + DRAWN)
}

export function lastOfLater(keys: readonly string[], last: LastDrawn): LastDrawn {
  return lastAt(keys, drawnPart(keys, last).to + STEP)
}

/** So that one of the lines is drawn, with what followed it below. */
export function lastToShow(keys: readonly string[], key: string): LastDrawn {
  return lastAt(keys, keys.indexOf(key) + 1 + DRAWN - STEP)
}

function lastAt(keys: readonly string[], to: number): LastDrawn {
  return to >= keys.length ? null : (keys[to - 1] ?? null)
}

/** Remembers the first line that is on screen; what it gives back puts that line where it was. */
export function heldPlace(box: Element): () => void {
  const top = box.getBoundingClientRect().top
  // What is not said by anybody may be the way to the older ones, or a day that goes.
  const said = [...box.querySelectorAll("ol > li:not(.log__event, .log__day)")]
  const line = said.find((one) => one.getBoundingClientRect().bottom > top)
  const before = line?.getBoundingClientRect().top ?? 0
  return () => {
    if (line?.isConnected) box.scrollTop += line.getBoundingClientRect().top - before
  }
}
