import { act, render, screen } from "@testing-library/react"
import userEvent from "@testing-library/user-event"
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { chooseLanguage } from "../../core/language"
import type { PermanentContact, RoomView, StaffLoad } from "../../core/protocol/wire"
import { PETER, ROOM_ID, roomView, SARA, staffView } from "../testing/people"
import { ack, noticeTexts, refuse, sent, type TestDesk, testDesk } from "../testing/testDesk"
import { Contact } from "./Contact"

const NOW = Date.parse("2026-11-18T15:00:00Z")
const CONTACT: PermanentContact = {
  account_id: PETER.id,
  name: PETER.name,
  title: { sv: "Läkare", en: "Physician" },
  named_by: "Helena Strand",
  named_at: "2026-11-18T14:00:00Z",
}
let test: TestDesk

const load = ({ id, name, initials }: typeof SARA, presence: StaffLoad["presence"]): StaffLoad => ({
  account_id: id,
  name,
  title: { sv: "Läkare", en: "Physician" },
  initials,
  presence,
  holding: 0,
  capacity: 8,
})

const line = (contact: PermanentContact | null, room: Partial<RoomView> = { state: "active", holder: SARA }): ReturnType<typeof render> =>
  render(
    <ul>
      <Contact desk={test.desk} room={roomView(room)} staff={staffView({ contact })} now={NOW} />
    </ul>,
  )

beforeEach(() => {
  chooseLanguage("sv")
  test = testDesk()
  test.desk.staffing.now.set({ staff: [load(SARA, "available"), load(PETER, "offline")], at: NOW, failing: false })
})

afterEach(() => {
  test.desk.stop()
  vi.unstubAllGlobals()
})

describe("the permanent care contact", () => {
  it("is told with who named them, and to themselves by a word of its own", () => {
    line(CONTACT).unmount()
    line({ ...CONTACT, account_id: SARA.id })
    expect(screen.getByText("Du är fast vårdkontakt")).toBeVisible()
    expect(screen.getByText(/^Angavs av Helena Strand/)).toBeVisible()
  })

  it("is named by whoever has the case among all of the unit, also those who are not here", async () => {
    const user = userEvent.setup()
    line(null)
    await user.click(screen.getByRole("button", { name: "Ange fast vårdkontakt för Anna Lind" }))
    await user.click(await screen.findByRole("menuitem", { name: /Peter Åkesson/ }))
    expect(sent(test, "contact.name")).toMatchObject({ room_id: ROOM_ID, account_id: PETER.id })
    act(() => ack(test, "contact.name"))
    await vi.waitFor(() => expect(noticeTexts()).toContain("Peter Åkesson är nu fast vårdkontakt för Anna Lind."))
  })

  it.each([
    ["not_found", { field: "account_id" }, "Peter Åkesson arbetar inte längre på mottagningen. Välj någon annan."],
    ["conflict", { field: "account_id", close: true }, "Peter Åkesson har sagt sig stå invånaren för nära. Välj någon annan."],
    ["conflict", { field: "account_id" }, "Någon annan har redan gjort den ändringen."],
  ])("says why it was refused: %s %o", async (code, params, sentence) => {
    const user = userEvent.setup()
    line(null)
    await user.click(screen.getByRole("button", { name: "Ange fast vårdkontakt för Anna Lind" }))
    await user.click(await screen.findByRole("menuitem", { name: /Peter Åkesson/ }))
    act(() => refuse(test, "contact.name", code, params))
    await vi.waitFor(() => expect(noticeTexts()).toContain(sentence))
  })

  it("is taken away again", async () => {
    const user = userEvent.setup()
    line(CONTACT)
    await user.click(screen.getByRole("button", { name: "Ändra fast vårdkontakt för Anna Lind" }))
    expect(screen.queryByRole("menuitem", { name: /Peter/ })).toBeNull()
    await user.click(screen.getByRole("button", { name: "Ta bort Peter Åkesson" }))
    expect(sent(test, "contact.name")).toMatchObject({ account_id: null })
    act(() => ack(test, "contact.name"))
    await vi.waitFor(() => expect(noticeTexts()).toContain("Anna Lind har inte längre någon fast vårdkontakt här."))
  })

  it("is only read by whoever neither has the case nor supervises, and where it is over", () => {
    line(CONTACT, { state: "active", holder: PETER }).unmount()
    line(null, { state: "waiting", holder: null }).unmount()
    line(CONTACT, { state: "concluded", holder: SARA })
    expect(screen.getByText("Fast vårdkontakt: Peter Åkesson, läkare")).toBeVisible()
    expect(screen.queryByRole("button")).toBeNull()
  })
})
