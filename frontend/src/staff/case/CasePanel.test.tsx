import { act, render, screen } from "@testing-library/react"
import userEvent from "@testing-library/user-event"
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { chooseLanguage } from "../../core/language"
import type { StaffView } from "../../core/protocol/wire"
import { notices } from "../notices"
import { ANNA, caseSummary, custodyStep, PETERS_NOTE, roomView, staffView } from "../testing/people"
import { ack, noticeTexts, sent, type TestDesk, testDesk } from "../testing/testDesk"
import { CasePanel } from "./CasePanel"
import { foldPanel } from "./folding"

const NOW = Date.parse("2026-11-18T15:00:00Z")
let test: TestDesk

const panel = (staff: Partial<StaffView> = {}): ReturnType<typeof render> =>
  render(<CasePanel desk={test.desk} room={roomView()} staff={staffView(staff)} hue={1} now={NOW} />)

const headings = (): string[] => screen.getAllByRole("heading", { level: 3 }).map((heading) => heading.textContent)

beforeEach(() => {
  chooseLanguage("sv")
  test = testDesk()
  act(() => foldPanel(false))
})

afterEach(() => {
  test.desk.stop()
  vi.unstubAllGlobals()
})

describe("the case panel", () => {
  it("puts what is needed first at the top, under headings one can jump between", async () => {
    panel({ notes: [PETERS_NOTE], custody: [custodyStep()] })
    expect(screen.getByRole("heading", { level: 2, name: "Anna Lind, 34" })).toBeVisible()
    expect(headings().map((words) => words.replace(/^.*Skyndsamt, därför$/, "därför"))).toEqual([
      "därför",
      "Röda flaggor",
      "Fritext",
      "Mätvärden",
      "Anteckningar",
      "Ärendets väg",
      "Tidigare ärenden",
    ])
    expect(await screen.findByRole("button", { name: "Försök igen" })).toBeVisible()
  })

  it("counts a red flag that is not known, and words it", () => {
    panel()
    expect(screen.getByText("1 vet inte")).toBeVisible()
    expect(screen.getByText("Vet inte")).toBeVisible()
  })

  it("keeps a text read for this reader when the panel is drawn again, and marks a form added later by itself", async () => {
    const user = userEvent.setup()
    const added = { sequence: 9, at: "2026-11-18T14:50:00Z", summary: caseSummary({ free_text: ["Nu har jag utslag."] }) }
    const first = panel({ added: [added] })
    const [mark] = screen.getAllByRole("button", { name: "Markera läst" })
    if (mark) await user.click(mark)
    first.unmount()
    panel({ added: [added] })
    expect(screen.getByText("Läst av dig")).toBeVisible()
    expect(screen.getAllByText("Oläst")).toHaveLength(1)
  })

  it("says that a resident has not been reached, which is a task that can be done", async () => {
    panel({ unreached: { why: "failed", at: "2026-11-18T14:50:00Z" } })
    expect(screen.getByText("Notisen om svaret kom inte fram")).toBeVisible()
    await userEvent.setup().click(screen.getByRole("button", { name: "Klart, vi har nått varandra" }))
    expect(sent(test, "reach.settle")).toMatchObject({ room_id: roomView().id })
    act(() => ack(test, "reach.settle"))
    await vi.waitFor(() => expect(noticeTexts()).toContain("Anna Lind har nåtts."))
  })

  it("shows the old priority beside the new one, with who, when and why", () => {
    const raised = custodyStep({ sequence: 2, move: "prioritised", priority: 1, by_name: "Helena Strand", reason: "Blekare nu", at: "2026-11-18T14:30:00Z" })
    panel({ priority: 1, custody: [custodyStep(), raised] })
    expect(screen.getByText("Helena Strand, 15.30")).toBeVisible()
    expect(screen.getAllByText(/Blekare nu/)).not.toHaveLength(0)
    expect(screen.getByText("Formulärets bedömning, Skyndsamt, därför:")).toBeVisible()
  })

  it.each([
    ["Stugan i Åre", "Stugan i Åre"],
    ["", "At home"],
  ])("says where the resident is as it was written (%s), else as it was chosen", (place, words) => {
    chooseLanguage("en")
    panel({ summary: caseSummary({ place, where: { sv: "Hemma", en: "At home" } }) })
    expect(screen.getByText(words)).toBeVisible()
  })

  it("warns of another country, and copies today's number at one press", async () => {
    const user = userEvent.setup()
    panel({ summary: caseSummary({ place: "Alicante, hotellet", country: "ES" }) })
    expect(screen.getByText("Är utomlands: Spanien")).toBeVisible()
    await user.click(screen.getByRole("button", { name: "Kopiera numret 070-174 06 12" }))
    expect(await navigator.clipboard.readText()).toBe("070-174 06 12")
    expect(notices.get().map((notice) => notice.text())).toEqual(["Numret 070-174 06 12 är kopierat."])
  })

  it.each([
    [true, false, "Skriv först, samtal går bra"],
    [true, true, "Skriv först, gärna videosamtal"],
    [false, false, "Skriv, ring inte"],
    [null, false, "Inte tillfrågad om samtal"],
  ])("says by the number whether it may be rung (%s, video rather: %s)", (may_call, prefers_video, words) => {
    panel({ summary: caseSummary({ may_call, prefers_video }) })
    expect(screen.getByText(/^Skriv|^Inte tillfrågad/)).toHaveTextContent(words)
  })

  it("folds away and comes back by the same button", async () => {
    const user = userEvent.setup()
    panel({ guardian: { ...ANNA, name: "Maria Nyberg", role: "guardian" } })
    expect(screen.getByText("Ombud: Maria Nyberg, skriver för Anna Lind")).toBeVisible()
    await user.click(screen.getByRole("button", { name: "Fäll ihop ärendet" }))
    expect(screen.queryAllByRole("heading")).toEqual([])
    await user.click(screen.getByRole("button", { name: "Visa ärendet" }))
    expect(screen.getByRole("heading", { name: "Röda flaggor" })).toBeVisible()
  })
})
