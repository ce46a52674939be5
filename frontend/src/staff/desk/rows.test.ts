import { describe, expect, it } from "vitest"
import { workItem } from "../testing/people"
import { EVERYBODY, loadOf, narrowedBy, nextForMe, rowsOf } from "./rows"

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
  it("hides no alarm", () => {
    const alarm = { title: { sv: "bröstsmärta", en: "chest pain" }, at: "2026-11-18T13:40:00Z", seen_by: null }
    const alarmed = workItem({ case_id: "alarmed", alarm })
    expect(ids(rowsOf([...items, alarmed], ME, "flags", { ...EVERYBODY, text: "nobody" }).waiting)).toEqual(["alarmed"])
  })
  it("counts what somebody carries", () => {
    expect(loadOf(items, ME)).toEqual({ staff: 2, resident: 1, incoming: 0 })
    expect(loadOf(items, "nobody")).toEqual({ staff: 0, resident: 0, incoming: 0 })
    const offer = { id: "o", to_id: ME, to_name: "Sara", made_at: "", until: "", reasons: [] }
    expect(loadOf([workItem({ state: "offered", offer })], ME)).toEqual({ staff: 0, resident: 0, incoming: 1 })
  })
  it("keeps those who come back apart, whoever has them", () => {
    const rows = rowsOf([workItem({ case_id: "later", state: "paused", holder_id: ME })], ME, "all")
    expect(ids(rows.paused)).toEqual(["later"])
    expect(rows.mine).toEqual([])
  })
  it("goes round among the rooms that wait for me", () => {
    expect(nextForMe(items, ME, null)?.case_id).toBe("asked")
    expect(nextForMe(items, ME, "asked")?.case_id).toBe("asked-too")
    expect(nextForMe(items, ME, "asked-too")?.case_id).toBe("asked")
    expect(nextForMe([], ME, null)).toBeNull()
  })
})

describe("narrowing", () => {
  const people = [
    workItem({ case_id: "errand", priority: null, administrative: true, number: 4820, reason: { sv: "Förnya recept", en: "Renew" } }),
    workItem({ case_id: "child", guardian_name: "Maria Nyberg", resident_name: "Leo Nyberg", number: 4830 }),
    workItem({ case_id: "somali", language: "so", resident_name: "Fatima Noor", priority: 3 }),
  ]
  const left = (change: object): string[] => ids(rowsOf(people, ME, "all", { ...EVERYBODY, ...change }).waiting)

  it("is by priority, where an errand is one of its own", () => {
    expect(left({ priorities: [3] })).toEqual(["somali"])
    expect(left({ priorities: [3, null] })).toEqual(["errand", "somali"])
  })
  it("is by language and by guardian", () => {
    expect(left({ language: "so" })).toEqual(["somali"])
    expect(left({ guardian: true })).toEqual(["child"])
  })
  it("is by name, guardian, reason or number, whatever the case of the letters", () => {
    expect(left({ text: "  fatima " })).toEqual(["somali"])
    expect(left({ text: "maria" })).toEqual(["child"])
    expect(left({ text: "RECEPT" })).toEqual(["errand"])
    expect(left({ text: "4 830" })).toEqual(["child"])
  })
  it("counts the ways in use", () => {
    expect(narrowedBy(EVERYBODY)).toBe(0)
    expect(narrowedBy({ priorities: [1], text: "x", language: "so", guardian: true })).toBe(4)
    expect(narrowedBy({ ...EVERYBODY, text: "  " })).toBe(0)
  })
})
