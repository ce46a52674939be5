/** Overflow: which cases of other units I may take, what two units have agreed, and the command. Pure but for the asking. */
import { errorText } from "../../core/errors/errorText"
import type { Refusal } from "../../core/errors/refusal"
import { request } from "../../core/net/http"
import { Observable } from "../../core/observable"
import type { HelpGiven, OverflowCase, OverflowView, StaffMe } from "../../core/protocol/wire"
import { wallTime } from "../../core/times"
import * as m from "../../texts/messages"
import type { Desk } from "../desk/desk"

const EVERY_MS = 20_000

/** Cases of other units that were not shown here before and that somebody of my profession may take. */
export function newlyLent(before: readonly OverflowCase[], after: readonly OverflowCase[], me: Pick<StaffMe, "profession">): OverflowCase[] {
  const known = new Set(before.map(({ case_id: id }) => id))
  return after.filter((item) => !known.has(item.case_id) && fits(item, me))
}

export const fits = ({ profession }: Pick<OverflowCase, "profession">, me: Pick<StaffMe, "profession">): boolean => profession === me.profession

/** "kl. 08.00–16.30", "hela dygnet". */
export function hoursWords({ opens, closes }: Pick<HelpGiven, "opens" | "closes">): string {
  if (opens % 1440 === closes % 1440) return m.overflow_all_day()
  return m.overflow_hours({ from: wallTime(opens), until: wallTime(closes) })
}

/** Of which cases. */
export const termsWords = ({ after }: Pick<HelpGiven, "after">): string => (after === 0 ? m.overflow_at_once() : m.overflow_when({ percent: after }))

/** Whether it holds now. `helped` and `helper` are the two units' names. */
export function stateWords({ state, waiting }: Pick<HelpGiven, "state" | "waiting">, { helped, helper }: { helped: string; helper: string }): string {
  switch (state) {
    case "now":
      return m.overflow_now({ count: waiting })
    case "closed":
      return m.overflow_closed({ unit: helped })
    case "helper_closed":
      return m.overflow_closed({ unit: helper })
    case "outside":
      return m.overflow_outside()
  }
}

/** Takes it to the own unit, and has the room before one. */
export async function takeLent(desk: Desk, item: OverflowCase): Promise<void> {
  await desk.claim(item, { type: "overflow.take" })
}

export function notTaken(refusal: Refusal): string {
  if (refusal.code === "not_found") return m.overflow_over()
  return refusal.code === "conflict" ? m.overflow_unfit() : errorText(refusal)
}

/** What is agreed, asked for now and then: whether it holds changes with the hours. */
export class Agreed {
  /** Null before the first answer. */
  readonly view = new Observable<OverflowView | null>(null)
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
      this.view.set(await request<OverflowView>("GET", "/api/staff/overflow"))
    } catch {
      // What was known still holds; the next round asks again.
    }
  }
}
