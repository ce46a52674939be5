/** Who of the unit is here and what they carry, asked for every few seconds, and my own word on whether I take cases. */
import { errorText } from "../../core/errors/errorText"
import { asRefusal } from "../../core/errors/refusal"
import { request } from "../../core/net/http"
import { Observable } from "../../core/observable"
import type { SetPresence, StaffLoad, StaffLoads } from "../../core/protocol/wire"
import { warn } from "../notices"

/** `at` is when the server last answered; null before the first answer. */
export interface StaffNow {
  staff: readonly StaffLoad[]
  at: number | null
  failing: boolean
}

const EVERY_MS = 6_000

export class Staffing {
  readonly now = new Observable<StaffNow>({ staff: [], at: null, failing: false })
  private timer: ReturnType<typeof setInterval> | null = null

  start(): void {
    void this.ask()
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
      const answer = await request<StaffLoads>("GET", "/api/staff/loads")
      this.now.set({ staff: answer.staff, at: Date.now(), failing: false })
    } catch {
      // Old figures with their time are better than none; the next round asks again.
      this.now.set({ ...this.now.get(), failing: true })
    }
  }

  async declare(declared: SetPresence["declared"]): Promise<void> {
    try {
      await request<undefined>("PUT", "/api/staff/presence", { declared })
      await this.ask()
    } catch (thrown) {
      warn(() => errorText(asRefusal(thrown)))
    }
  }
}
