import { describe, expect, it } from "vitest"
import { workItem } from "../testing/people"
import { loadOf, nextForMe, rowsOf } from "./rows"

const ME = "me"
const items = [
  workItem({ case_id: "flagged", priority: 1, red_flag: { sv: "Tryck över bröstet", en: "Pressure on the chest" } }),
  workItem({ case_id: "theirs", holder_id: "peter", state: "active" }),
  workItem({ case_id: "answered", holder_id: ME, state: "active", turn: "resident" }),
  workItem({ case_id: "asked", holder_id: ME, state: "active", turn: "staff" }),
  workItem({ case_id: "asked-too", holder_id: ME, state: "active", turn: "staff" }),
]
const ids = (rows: readonly { case_id: string }[]): string[] => rows.map((row) => row.case_id)

describe("rows", () => {
  it("puts what waits for me first among mine and keeps the order of service elsewhere", () => {
    const rows = rowsOf(items, ME, "all")
    expect(ids(rows.mine)).toEqual(["asked", "asked-too", "answered"])
    expect(ids(rows.waiting)).toEqual(["flagged"])
    expect(ids(rows.others)).toEqual(["theirs"])
  })
  it("filters by whose turn it is and by red flags", () => {
    expect(ids(rowsOf(items, ME, "mine").mine)).toEqual(["asked", "asked-too"])
    expect(ids(rowsOf(items, ME, "mine").waiting)).toEqual([])
    expect(ids(rowsOf(items, ME, "flags").waiting)).toEqual(["flagged"])
  })
  it("counts what somebody carries", () => {
    expect(loadOf(items, ME)).toEqual({ staff: 2, resident: 1 })
    expect(loadOf(items, "nobody")).toEqual({ staff: 0, resident: 0 })
  })
  it("goes round among the rooms that wait for me", () => {
    expect(nextForMe(items, ME, null)?.case_id).toBe("asked")
    expect(nextForMe(items, ME, "asked")?.case_id).toBe("asked-too")
    expect(nextForMe(items, ME, "asked-too")?.case_id).toBe("asked")
    expect(nextForMe([], ME, null)).toBeNull()
  })
})
