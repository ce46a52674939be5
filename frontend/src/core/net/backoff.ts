/** How long to wait before the next attempt: full jitter, so that a restarted server is not met by everyone at once. */
const FIRST_MS = 500
const MOST_MS = 30_000
/** Of whoever cannot wait as long: two who talk must learn within ten seconds that a call has ended. They are few. */
const HURRIED_MS = 4000

export function backoffMs(attempt: number, random: () => number = Math.random, hurried = false): number {
  return random() * Math.min(hurried ? HURRIED_MS : MOST_MS, FIRST_MS * 2 ** Math.min(attempt, 16))
}
