import { render, screen } from "@testing-library/react"
import userEvent from "@testing-library/user-event"
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { chooseLanguage } from "../../core/language"
import type { StaffLoad } from "../../core/protocol/wire"
import { SARA } from "../testing/people"
import { noticeTexts, type TestDesk, testDesk } from "../testing/testDesk"
import { CompetenceDialog } from "./CompetenceDialog"

const LOAD: StaffLoad = {
  account_id: SARA.id,
  name: SARA.name,
  title: { sv: "Sjuksköterska", en: "Nurse" },
  initials: SARA.initials,
  presence: "available",
  holding: 0,
  capacity: 8,
  competences: ["diabetes"],
}
let test: TestDesk
const onClose = vi.fn()

/** What is asked of the server, which answers the writing so. */
function answered(status: number, body: object): [string, unknown][] {
  const asked: [string, unknown][] = []
  vi.stubGlobal("fetch", (address: string, given?: RequestInit) => {
    asked.push([address, given?.body])
    return Promise.resolve(new Response(status === 204 ? null : JSON.stringify(body), { status, headers: { "content-type": "application/json" } }))
  })
  return asked
}

beforeEach(() => {
  chooseLanguage("sv")
  onClose.mockReset()
  test = testDesk({ roles: ["supervisor"] })
  render(<CompetenceDialog desk={test.desk} load={LOAD} onClose={onClose} />)
})

afterEach(() => {
  test.desk.stop()
  vi.unstubAllGlobals()
})

describe("what somebody can do", () => {
  it("is chosen among all, and saved whole", async () => {
    const user = userEvent.setup()
    const asked = answered(204, {})
    expect(screen.getByRole("checkbox", { name: "Diabetes" })).toBeChecked()
    await user.click(screen.getByRole("checkbox", { name: "Diabetes" }))
    await user.click(screen.getByRole("checkbox", { name: "Sårvård" }))
    await user.click(screen.getByRole("button", { name: "Spara" }))
    await vi.waitFor(() => expect(onClose).toHaveBeenCalledOnce())
    expect(asked).toContainEqual([`/api/staff/people/${SARA.id}/competences`, JSON.stringify({ competences: ["wound_care"] })])
    expect(noticeTexts()).toContain("Kompetenserna för Sara Holm är sparade.")
  })

  it("stays open when it was refused", async () => {
    const user = userEvent.setup()
    answered(404, { code: "not_found", params: { field: "account_id" }, retryable: false })
    await user.click(screen.getByRole("button", { name: "Spara" }))
    await vi.waitFor(() => expect(noticeTexts()).toContain("Sara Holm arbetar inte längre på mottagningen."))
    expect(onClose).not.toHaveBeenCalled()
  })
})
