import { render, screen, within } from "@testing-library/react"
import userEvent from "@testing-library/user-event"
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import type { StaffMe, UnitCallsView } from "../../core/protocol/wire"
import { type TestDesk, testDesk } from "../testing/testDesk"
import { decides } from "./decides"
import { SettingsPage } from "./SettingsPage"

const NOBODY_YET: UnitCallsView = { relay_only: false, has_relay: true, residents_call: false, changed_at: null, changed_by: null }
const RELAYED: UnitCallsView = { relay_only: true, has_relay: true, residents_call: false, changed_at: "2026-11-29T12:05:00Z", changed_by: "Helena Strand" }

let test: TestDesk
let asked: { method: string; body: unknown }[]

interface Answer {
  status: number
  body: unknown
}

const ok = (body: unknown): Answer => ({ status: 200, body })
const refused = (code: string, params: object = {}): Answer => ({ status: 409, body: { type: "error", id: null, code, params, retryable: false } })

/** Answers in this order; what is asked beyond them finds no network. */
function serverSays(...answers: Answer[]): void {
  vi.stubGlobal("fetch", (_path: string, init: RequestInit) => {
    asked.push({ method: init.method ?? "", body: typeof init.body === "string" ? JSON.parse(init.body) : null })
    const answer = answers.shift()
    if (answer === undefined) return Promise.reject(new Error("nobody answers"))
    return Promise.resolve(new Response(JSON.stringify(answer.body), { status: answer.status }))
  })
}

beforeEach(() => {
  test = testDesk({ roles: ["supervisor"] })
  asked = []
})

afterEach(() => {
  test.desk.stop()
  vi.unstubAllGlobals()
})

const direct = (): HTMLElement => screen.getByRole("radio", { name: /Direkt mellan dem som talar/ })
const relayed = (): HTMLElement => screen.getByRole("radio", { name: /Alltid genom vår server/ })

describe("the unit's settings", () => {
  it("are for whoever leads the unit or looks after it", () => {
    const roles: StaffMe["roles"][] = [[], ["supervisor"], ["administrator"], ["supervisor", "administrator"]]
    expect(roles.map((held) => decides({ roles: held }))).toEqual([false, true, true, true])
  })

  it("say what relayed calls mean, save the choice and then who made it", async () => {
    const user = userEvent.setup()
    serverSays(ok(NOBODY_YET), ok(RELAYED))
    render(<SettingsPage desk={test.desk} />)
    expect(await screen.findByRole("radio", { name: /Direkt mellan dem som talar/ })).toBeChecked()
    expect(relayed()).toHaveAccessibleName(/kan se någon annans nätadress/)
    expect(screen.queryByText(/Ändrades senast/)).toBeNull()
    await user.click(relayed())
    expect(relayed()).toBeChecked()
    await user.click(screen.getByRole("button", { name: "Spara" }))
    expect(await screen.findByText("Sparat.")).toBeVisible()
    expect(screen.getByText(/Ändrades senast av Helena Strand/)).toBeVisible()
    expect(asked).toEqual([
      { method: "GET", body: null },
      { method: "PUT", body: { relay_only: true, residents_call: false } },
    ])
    await user.click(direct())
    expect(screen.queryByText("Sparat.")).toBeNull()
  })

  it("keep the choice where it could not be saved, and say why", async () => {
    const user = userEvent.setup()
    serverSays(ok(NOBODY_YET), refused("conflict", { field: "relay_only" }))
    render(<SettingsPage desk={test.desk} />)
    await screen.findByRole("radio", { name: /Direkt mellan dem som talar/ })
    await user.click(relayed())
    await user.click(screen.getByRole("button", { name: "Spara" }))
    expect(await screen.findByText(/här finns ingen server som samtalen kan gå genom/)).toBeVisible()
    expect(relayed()).toBeChecked()
    expect(screen.getByRole("group", { name: "Vilken väg går ljud och bild?" })).toHaveAccessibleDescription(/här finns ingen server/)
    // No network, this time.
    await user.click(screen.getByRole("button", { name: "Spara" }))
    expect(await screen.findByText(/når|kontakt|nät/i, { selector: ".field__error span" })).toBeVisible()
    expect(screen.queryByText(/här finns ingen server/)).toBeNull()
    expect(relayed()).toBeChecked()
  })

  it("offer no relay where there is none", async () => {
    serverSays(ok({ ...NOBODY_YET, has_relay: false }))
    render(<SettingsPage desk={test.desk} />)
    expect(await screen.findByText(/Att dölja nätadresser går inte än/)).toBeVisible()
    expect(screen.queryByRole("radio", { name: /server|Direkt/ })).toBeNull()
  })

  it("let residents call, and say so in one go with the way", async () => {
    const user = userEvent.setup()
    serverSays(ok({ ...NOBODY_YET, has_relay: false }), ok({ ...RELAYED, relay_only: false, has_relay: false, residents_call: true }))
    render(<SettingsPage desk={test.desk} />)
    const who = await screen.findByRole("group", { name: "Vem kan ringa?" })
    expect(within(who).getByRole("radio", { name: /Bara ni/ })).toBeChecked()
    await user.click(within(who).getByRole("radio", { name: /Både ni och invånarna/ }))
    await user.click(screen.getByRole("button", { name: "Spara" }))
    expect(await screen.findByText("Sparat.")).toBeVisible()
    expect(asked.at(-1)).toEqual({ method: "PUT", body: { relay_only: false, residents_call: true } })
    expect(within(who).getByRole("radio", { name: /Både ni och invånarna/ })).toBeChecked()
  })

  it("show the way out where the relay is gone", async () => {
    serverSays(ok({ ...RELAYED, has_relay: false }))
    render(<SettingsPage desk={test.desk} />)
    expect(await screen.findByText(/Nu kan ingen ringa/)).toBeVisible()
    expect(relayed()).toBeChecked()
  })

  it("can be asked for again", async () => {
    const user = userEvent.setup()
    serverSays()
    render(<SettingsPage desk={test.desk} />)
    expect(await screen.findByRole("heading", { name: "Inställningarna kunde inte hämtas" })).toBeVisible()
    serverSays(ok(NOBODY_YET))
    await user.click(screen.getByRole("button", { name: "Försök igen" }))
    expect(await screen.findByRole("radio", { name: /Direkt mellan dem som talar/ })).toBeChecked()
  })
})
