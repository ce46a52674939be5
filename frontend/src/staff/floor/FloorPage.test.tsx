import { act, render, screen, waitFor, within } from "@testing-library/react"
import userEvent from "@testing-library/user-event"
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import type { StaffLoad } from "../../core/protocol/wire"
import { PETER, ROOM_ID, SARA, workItem } from "../testing/people"
import { sent, showList, type TestDesk, testDesk } from "../testing/testDesk"
import { FloorPage } from "./FloorPage"
import { showOnWall } from "./wall"

let test: TestDesk

const load = (account: typeof SARA, presence: StaffLoad["presence"]): StaffLoad => ({
  account_id: account.id,
  name: account.name,
  title: { sv: "Sjuksköterska", en: "Nurse" },
  initials: account.initials,
  presence,
  holding: 0,
  capacity: 8,
})

beforeEach(() => {
  test = testDesk({ roles: ["supervisor"] })
  render(<FloorPage desk={test.desk} />)
  act(() => test.desk.staffing.now.set({ staff: [load(SARA, "available"), load(PETER, "offline")], at: Date.now(), failing: false }))
})

afterEach(() => {
  test.desk.stop()
  vi.unstubAllGlobals()
})

describe("the floor", () => {
  it("lists open cases with their holder, and gives one to somebody who is here by the keyboard", async () => {
    const user = userEvent.setup()
    act(() => showList(test, [workItem()]))
    const row = screen.getByRole("row", { name: /Anna Lind, 34/ })
    expect(within(row).getByText("Ingen än")).toBeVisible()
    within(row).getByRole("button", { name: "Ge Anna Lind till" }).focus()
    await user.keyboard("{Enter}")
    const menu = await screen.findByRole("menu")
    expect(within(menu).getAllByRole("menuitem").map((item) => item.textContent)).toEqual([expect.stringContaining("Sara Holm")])
    await user.keyboard("{Enter}")
    expect(sent(test, "case.reassign")).toMatchObject({ to_account_id: SARA.id })
  })

  it("keeps a row's menu open, and the focus where it was, while somebody takes the case", async () => {
    const user = userEvent.setup()
    const held = workItem({ state: "active", holder_id: PETER.id, holder_name: PETER.name })
    act(() => showList(test, [workItem()]))
    screen.getByRole("button", { name: "Mer om Anna Lind" }).focus()
    await user.keyboard("{Enter}")
    expect(await screen.findByRole("menuitem", { name: "Ändra prioritet" })).toBeVisible()
    act(() => showList(test, [held], 2))
    await user.click(screen.getByRole("menuitem", { name: "Ändra prioritet" }))
    expect(await screen.findByRole("dialog")).toBeVisible()
    act(() => showList(test, [workItem()], 3))
    await user.keyboard("{Escape}")
    expect(screen.queryByRole("dialog")).toBeNull()
    await waitFor(() => expect(screen.getByRole("button", { name: "Mer om Anna Lind" })).toHaveFocus())
  })

  it("shows who is here and what they carry", () => {
    act(() => showList(test, [workItem({ state: "active", holder_id: SARA.id, holder_name: SARA.name })]))
    expect(screen.getByText("1 av 2 är här")).toBeVisible()
    expect(screen.getByRole("img", { name: "1 väntar på personal, 0 på invånaren, av 8 platser" })).toBeVisible()
  })

  it("says how old the figures of the staff are when they cannot be had", () => {
    act(() => test.desk.staffing.now.set({ ...test.desk.staffing.now.get(), failing: true }))
    expect(screen.getByText(/Uppgifterna om personalen är från/)).toBeVisible()
  })

  it("can put back in the queue what was given from it", async () => {
    const user = userEvent.setup()
    act(() => showList(test, [workItem()]))
    act(() => test.desk.happenings.expect(ROOM_ID, PETER.name))
    act(() => showList(test, [workItem({ state: "active", holder_id: PETER.id, holder_name: PETER.name })], 2))
    expect(screen.getByText(/Du gav Anna Lind till Peter Åkesson\./)).toBeVisible()
    await user.click(screen.getByRole("button", { name: "Ångra överlämningen av Anna Lind" }))
    expect(sent(test, "case.release")).toMatchObject({ room_id: ROOM_ID })
  })

  it("names nobody it is about on a wall, and who did what by name", () => {
    act(() => showOnWall(true))
    act(() => showList(test, [workItem()]))
    act(() => test.desk.happenings.expect(ROOM_ID, PETER.name))
    act(() => showList(test, [workItem({ state: "active", holder_id: PETER.id, holder_name: PETER.name })], 2))
    expect(screen.getByText(/Sara Holm gav ärende 4 812 till Peter Åkesson\./)).toBeVisible()
    expect(screen.queryByText(/Anna/)).toBeNull()
    act(() => showOnWall(false))
  })

  it("says so when nothing is open", () => {
    act(() => showList(test, []))
    expect(screen.getByRole("heading", { name: "Inga öppna ärenden" })).toBeVisible()
  })
})
