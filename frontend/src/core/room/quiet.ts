/**
 * A conversation that is read out is busy while older messages are put into it. A screen reader looks a moment after
 * the page has changed: the conversation must still be busy then, or the old is read out as if it were new.
 */
const BUSY_ON_MS = 500

export function afterBackfill(done: () => void): void {
  setTimeout(done, BUSY_ON_MS)
}
