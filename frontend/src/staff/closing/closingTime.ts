/** What closing time does to the unit's open cases, asked for now and then: before it, and as long as the unit is closed. */
import { request } from "../../core/net/http"
import { Observable } from "../../core/observable"
import type { ClosingView } from "../../core/protocol/wire"

const EVERY_MS = 20_000

export class ClosingTime {
  /** Null before the first answer. */
  readonly view = new Observable<ClosingView | null>(null)
  private timer: ReturnType<typeof setInterval> | null = null

  start(): void {
    this.timer = setInterval(() => {
      if (document.visibilityState === "visible") void this.ask()
    }, EVERY_MS)
  }

  stop(): void {
    if (this.timer !== null) clearInterval(this.timer)
    this.timer = null
  }

  async ask(): Promise<void> {
    try {
      this.view.set(await request<ClosingView>("GET", "/api/staff/closing"))
    } catch {
      // What was known still holds; the next round asks again.
    }
  }
}
