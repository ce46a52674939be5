/** How the unit has its calls, as whoever decides it reads and changes it. What is chosen and not saved outlives a new
 * answer of the server. Holds no React. */
import { asRefusal, type Refusal } from "../../core/errors/refusal"
import { request } from "../../core/net/http"
import { Observable } from "../../core/observable"
import type { SetUnitCalls, UnitCallsView } from "../../core/protocol/wire"

const PATH = "/api/staff/unit/calls"

export interface CallsChoice {
  readonly relayOnly: boolean
  readonly residentsCall: boolean
}

export type Setting =
  | { phase: "asking" }
  | { phase: "broken"; refusal: Refusal }
  | {
      phase: "here"
      view: UnitCallsView
      choice: CallsChoice
      saving: "no" | "now" | "done" | Refusal
    }

export class UnitCalls {
  readonly now = new Observable<Setting>({ phase: "asking" })

  async load(): Promise<void> {
    this.now.set({ phase: "asking" })
    try {
      this.shows(await request<UnitCallsView>("GET", PATH), "no")
    } catch (thrown) {
      this.now.set({ phase: "broken", refusal: asRefusal(thrown) })
    }
  }

  choose(change: Partial<CallsChoice>): void {
    const setting = this.now.get()
    if (setting.phase !== "here" || setting.saving === "now") return
    this.now.set({ ...setting, choice: { ...setting.choice, ...change }, saving: "no" })
  }

  async save(): Promise<void> {
    const setting = this.now.get()
    if (setting.phase !== "here" || setting.saving === "now") return
    this.now.set({ ...setting, saving: "now" })
    const wish: SetUnitCalls = { relay_only: setting.choice.relayOnly, residents_call: setting.choice.residentsCall }
    try {
      this.shows(await request<UnitCallsView>("PUT", PATH, wish), "done")
    } catch (thrown) {
      this.now.set({ ...setting, saving: asRefusal(thrown) })
    }
  }

  private shows(view: UnitCallsView, saving: "no" | "done"): void {
    const choice = { relayOnly: view.relay_only, residentsCall: view.residents_call ?? false }
    this.now.set({ phase: "here", view, choice, saving })
  }
}
