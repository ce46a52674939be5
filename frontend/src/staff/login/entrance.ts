/** From the door to the desk: who is logged in, logging in, choosing a unit, logging out. Holds the one desk of the tab. */
import { errorText } from "../../core/errors/errorText"
import { asRefusal, Refusal } from "../../core/errors/refusal"
import { request } from "../../core/net/http"
import { Observable, type Watched } from "../../core/observable"
import type { StaffLoggedIn, StaffMe, UnitChoice, UnitWanted } from "../../core/protocol/wire"
import * as m from "../../texts/messages"
import { Desk } from "../desk/desk"
import { type Sentence, warn } from "../notices"
import { doorSentence } from "../refusals"
import { deskIsOpen, rememberDesk } from "./openDesk"

export type Entrance =
  | { step: "checking" }
  | { step: "broken"; sentence: Sentence }
  | { step: "login"; sentence: Sentence | null; busy: boolean }
  | { step: "unit"; units: readonly UnitChoice[]; sentence: Sentence | null; busy: boolean }
  | { step: "in"; desk: Desk }

/** Said to whoever had a desk: what was half-written lies in the browser until they are back. */
const LOGGED_OUT: Sentence = () => errorText(new Refusal("not_logged_in"))

export class Doorway {
  private readonly state = new Observable<Entrance>({ step: "checking" })
  private leaving = false

  get entrance(): Watched<Entrance> {
    return this.state
  }

  /** Whoever has a login that stands goes straight in. */
  async check(): Promise<void> {
    this.state.set({ step: "checking" })
    try {
      await this.enter(await request<StaffMe>("GET", "/api/staff/me"))
    } catch (thrown) {
      const refusal = asRefusal(thrown)
      if (refusal.code === "not_logged_in") this.state.set({ step: "login", sentence: deskIsOpen() ? LOGGED_OUT : null, busy: false })
      else this.state.set({ step: "broken", sentence: () => errorText(refusal) })
    }
  }

  async logIn(userName: string, password: string): Promise<void> {
    this.state.set({ step: "login", sentence: null, busy: true })
    try {
      const body = { user_name: userName, password, unit_id: null }
      const answer = await request<StaffLoggedIn | UnitWanted>("POST", "/api/staff/login", body)
      if (answer.step === "logged_in") await this.enter(answer.me)
      else this.state.set({ step: "unit", units: answer.units, sentence: null, busy: false })
    } catch (thrown) {
      const refusal = asRefusal(thrown)
      this.state.set({ step: "login", sentence: () => doorSentence(refusal), busy: false })
    }
  }

  async chooseUnit(unitId: string): Promise<void> {
    const now = this.state.get()
    if (now.step !== "unit") return
    this.state.set({ ...now, busy: true })
    try {
      const answer = await request<StaffLoggedIn>("POST", "/api/staff/login/unit", { unit_id: unitId })
      await this.enter(answer.me)
    } catch (thrown) {
      const refusal = asRefusal(thrown)
      if (refusal.code === "not_logged_in") this.state.set({ step: "login", sentence: LOGGED_OUT, busy: false })
      else this.state.set({ ...now, sentence: () => doorSentence(refusal), busy: false })
    }
  }

  /** Of one's own will: nothing half-written is left in the browser. Where the login cannot be ended nothing is removed. */
  async logOut(): Promise<void> {
    const now = this.state.get()
    if (now.step !== "in" || this.leaving) return
    this.leaving = true
    try {
      await request<undefined>("POST", "/api/staff/logout")
    } catch (thrown) {
      if (asRefusal(thrown).code !== "not_logged_in") {
        this.leaving = false
        warn(m.leave_failed)
        return
      }
    }
    rememberDesk(false)
    await now.desk.leave()
    this.leaving = false
    this.state.set({ step: "login", sentence: null, busy: false })
  }

  private async enter(me: StaffMe): Promise<void> {
    const desk = await Desk.open(me)
    const ended = (): void => {
      if (this.leaving) return
      desk.stop()
      this.state.set({ step: "login", sentence: LOGGED_OUT, busy: false })
    }
    desk.socket.connection.subscribe((connection) => {
      if (connection.state === "ended" && connection.reason === "login_ended") ended()
    })
    desk.shutOut.subscribe(ended)
    rememberDesk(true)
    this.state.set({ step: "in", desk })
    desk.start()
  }
}
