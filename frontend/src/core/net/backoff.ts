/** How long to wait before the next attempt: full jitter, so that a restarted server is not met by everyone at once. */
const FIRST_MS = 500
const MOST_MS = 30_000

export function backoffMs(attempt: number, random: () => number = Math.random): number {
  return random() * Math.min(MOST_MS, FIRST_MS * 2 ** Math.min(attempt, 16))
}
