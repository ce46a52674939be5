/** Tells the server what this side observes of the path, at once when it changes and again and again as a lease. */

export type Observed = "connected" | "lost" | "failed"

// The server waits twice this long before it counts a party as silent (signaling/patience.py).
const EVERY_MS = 15_000
/** A stall that ends by itself within this time is nobody's news. */
const LOST_AFTER_MS = 3_000

export class Reporting {
  private readonly report: (observed: Observed) => void
  private readonly every: ReturnType<typeof setInterval>
  private pending: ReturnType<typeof setTimeout> | null = null
  private last: Observed = "lost"

  constructor(report: (observed: Observed) => void) {
    this.report = report
    this.every = setInterval(() => this.report(this.last), EVERY_MS)
  }

  /** A new connection: what was said of the earlier one counts no more. */
  begin(): void {
    this.forget()
    this.last = "lost"
  }

  connected(): void {
    this.forget()
    if (this.last !== "connected") this.say("connected")
  }

  lost(): void {
    if (this.pending !== null || this.last !== "connected") return
    this.pending = setTimeout(() => {
      this.pending = null
      this.say("lost")
    }, LOST_AFTER_MS)
  }

  failed(): void {
    this.forget()
    this.say("failed")
  }

  /** The server can be reached again and may have missed the last report. */
  again(): void {
    this.report(this.last)
  }

  close(): void {
    clearInterval(this.every)
    this.forget()
  }

  private say(observed: Observed): void {
    this.last = observed
    this.report(observed)
  }

  private forget(): void {
    if (this.pending !== null) clearTimeout(this.pending)
    this.pending = null
  }
}
