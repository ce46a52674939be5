/**
 * Remembers on this device that a form was left unfinished, nothing of which, so that the start page keeps its place while
 * it is asked for. Without that the ways in would move under the reader's thumb when it comes.
 */
const HINT = "vardrum.unfinished"

export function hintedUnfinished(): boolean {
  try {
    return localStorage.getItem(HINT) !== null
  } catch {
    return false
  }
}

export function hintUnfinished(there: boolean): void {
  try {
    if (there) localStorage.setItem(HINT, "1")
    else localStorage.removeItem(HINT)
  } catch {
    // A private window keeps nothing; the page then makes room when the answer comes.
  }
}
