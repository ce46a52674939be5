/**
 * Which way a tab reaches the server: by WebSocket, or by requests where something in between refuses those. Pure.
 *
 * Only an attempt that nobody of ours answered counts against the WebSocket. While neither works they take turns: then
 * it is the network that is away, and whichever is back first is taken.
 */
export type Way = "socket" | "requests"

const REFUSED_ATTEMPTS = 2

export class Ways {
  private refused = 0
  private requestsWork = false
  private last: Way = "socket"

  next(): Way {
    if (this.refused < REFUSED_ATTEMPTS) this.last = "socket"
    else if (this.requestsWork) this.last = "requests"
    else this.last = this.last === "socket" ? "requests" : "socket"
    return this.last
  }

  welcomed(): void {
    if (this.last === "socket") this.begin()
    else this.requestsWork = true
  }

  /** The attempt ended before a welcome. */
  failed(): void {
    if (this.last === "socket") this.refused += 1
    else this.requestsWork = false
  }

  /** WebSockets get through again, or have not been tried yet. */
  begin(): void {
    this.refused = 0
    this.requestsWork = false
  }
}
