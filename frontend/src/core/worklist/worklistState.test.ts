import { expect, test } from "vitest"
import type { WorklistEvent } from "../protocol/frames"
import type { WorkItem } from "../protocol/wire"
import { workItem } from "../testing/frames"
import { applyWorklistEvent, asWorklistSnapshot, inOrderOfService, worklistOf } from "./worklistState"

const header = { stream: "worklist:unit", at: "2026-11-18T13:49:00Z", by: { kind: "system" as const, id: null, name: "" } }
const empty = worklistOf({ type: "worklist.snapshot", unit_id: "unit", unit_name: "Björkdalen", cursor: 4, items: [] })

const listed = (sequence: number, item: WorkItem): WorklistEvent => ({ type: "case.listed", item, sequence, ...header })
const unlisted = (sequence: number, number: number): WorklistEvent => ({
  type: "case.unlisted",
  case_id: `case-${number}`,
  sequence,
  ...header,
})

test("1 before 2 before the rest, the rest by deadline, then by priority, arrival and number", () => {
  const early = "2026-11-18T10:00:00Z"
  const items = [
    workItem(1, { priority: 5 }),
    workItem(2, { priority: 3 }),
    workItem(3, { priority: null, administrative: true, open_by: early }),
    workItem(4, { priority: 2 }),
    workItem(5, { priority: 1 }),
    workItem(6, { priority: 4, arrived_at: early }),
    workItem(7, { priority: 4 }),
    workItem(8, { priority: null, administrative: true, arrived_at: early }),
    workItem(9),
  ]
  expect(items.sort(inOrderOfService).map((item) => item.number)).toEqual([5, 4, 3, 2, 9, 6, 7, 1, 8])
})

test("an alarm that nobody has taken comes before everything", () => {
  const alarm = { title: { sv: "bröstsmärta", en: "chest pain" }, at: "2026-11-18T13:40:00Z", seen_by: null }
  const items = [workItem(1, { priority: 1 }), workItem(2, { alarm: null }), workItem(3, { priority: 5, alarm }), workItem(4, { alarm: { ...alarm, seen_by: "Johan" } })]
  expect(items.sort(inOrderOfService).map((item) => item.number)).toEqual([3, 4, 1, 2])
})

test("a turn that passes changes what hangs on it, and what it leaves out is null", () => {
  const before = workItem(2, { turn: "staff", wrote_at: "2026-11-18T13:40:00Z", worse_at: "2026-11-18T13:41:00Z" })
  const state = { ...empty, items: [workItem(1), before, workItem(3)] }
  const turned: WorklistEvent = { type: "case.turned", case_id: before.case_id, turn: "resident", turn_at: "2026-11-18T13:50:00Z", seek_at: "2026-11-18T15:50:00Z", sequence: 5, ...header }
  const after = applyWorklistEvent(state, turned)
  const changed = { turn: "resident", turn_at: "2026-11-18T13:50:00Z", seek_at: "2026-11-18T15:50:00Z", wrote_at: null, worse_at: null, unopened: null, overdue: null, withdraw_at: null, absence: null }
  expect(after).toMatchObject({ outcome: "applied", state: { cursor: 5, items: [workItem(1), { ...before, ...changed }, workItem(3)] } })
})

test("a turn of a case that is not on the list changes nothing", () => {
  const turned: WorklistEvent = { type: "case.turned", case_id: "elsewhere", turn: "staff", turn_at: "2026-11-18T13:50:00Z", sequence: 5, ...header }
  expect(applyWorklistEvent({ ...empty, items: [workItem(1)] }, turned)).toMatchObject({ outcome: "applied", state: { items: [workItem(1)] } })
})

test("a listed case replaces its earlier row and finds its place", () => {
  const applied = [listed(5, workItem(1)), listed(6, workItem(2)), listed(7, workItem(2, { priority: 1 }))].reduce(
    (state, event) => {
      const next = applyWorklistEvent(state, event)
      return next.outcome === "applied" ? next.state : state
    },
    empty,
  )
  expect(applied.items.map((item) => [item.number, item.priority])).toEqual([[2, 1], [1, 3]])
  expect(asWorklistSnapshot(applied)).toMatchObject({ type: "worklist.snapshot", cursor: 7 })
})

test("a case that is reopened comes back to its old place", () => {
  const old = workItem(1, { open_by: "2026-11-18T10:00:00Z" })
  const states = [listed(5, old), listed(6, workItem(2)), unlisted(7, 1), listed(8, { ...old, turn_at: "2026-11-20T08:00:00Z" })]
  const applied = states.reduce((state, event) => {
    const next = applyWorklistEvent(state, event)
    return next.outcome === "applied" ? next.state : state
  }, empty)
  expect(applied.items.map((item) => [item.number, item.turn_at])).toEqual([[1, "2026-11-20T08:00:00Z"], [2, workItem(2).turn_at]])
})

test("an unlisted case is gone", () => {
  const one = applyWorklistEvent(empty, listed(5, workItem(1)))
  if (one.outcome !== "applied") throw new Error(one.outcome)
  const none = applyWorklistEvent(one.state, unlisted(6, 1))
  expect(none).toMatchObject({ outcome: "applied", state: { items: [], cursor: 6 } })
})

test("what is old is dropped and what is missing is noticed", () => {
  expect(applyWorklistEvent(empty, unlisted(4, 1)).outcome).toBe("old")
  expect(applyWorklistEvent(empty, unlisted(6, 1)).outcome).toBe("gap")
})

test("what another unit needs help with stands beside the list until it is taken or needs none any more", () => {
  const { case_id, number, administrative, reason, resident_name, age, arrived_at, open_by, red_flag } = workItem(3)
  const overflow = { case_id, number, priority: 3, administrative, reason, resident_name, age, arrived_at, open_by, red_flag, profession: "nurse" as const, from_unit: "Björkdalen", reasons: [] }
  const after = (state: typeof empty, event: WorklistEvent): typeof empty => {
    const next = applyWorklistEvent(state, event)
    return next.outcome === "applied" ? next.state : state
  }
  const two = [
    { type: "overflow.listed" as const, overflow, sequence: 5, ...header },
    { type: "overflow.listed" as const, overflow: { ...overflow, case_id: "urgent", priority: 1 }, sequence: 6, ...header },
  ].reduce(after, empty)
  expect(two.overflow?.map((item) => item.case_id)).toEqual(["urgent", "case-3"])
  expect(two.items).toEqual([])
  expect(after(two, { type: "overflow.unlisted", case_id: "urgent", sequence: 7, ...header }).overflow?.map((item) => item.case_id)).toEqual(["case-3"])
})

test("what another unit hands over stands beside the list until it is answered", () => {
  const { case_id, number, priority, administrative, reason, resident_name, age, arrived_at, open_by, red_flag } = workItem(3)
  const transfer = { id: "t", by_id: "sara", by_name: "Sara Holm", to_id: null, to_name: "Rehab Norr", profession: null, made_at: arrived_at, until: open_by, to_unit_id: "unit", from_unit: "Björkdalen" }
  const handed = { case_id, number, priority, administrative, reason, resident_name, age, arrived_at, open_by, red_flag, transfer }
  const after = (state: typeof empty, event: WorklistEvent): typeof empty => {
    const next = applyWorklistEvent(state, event)
    return next.outcome === "applied" ? next.state : state
  }
  const two = [
    { type: "handed.listed" as const, handed, sequence: 5, ...header },
    { type: "handed.listed" as const, handed: { ...handed, case_id: "urgent", priority: 1 }, sequence: 6, ...header },
  ].reduce(after, empty)
  expect(two.handed?.map((item) => item.case_id)).toEqual(["urgent", "case-3"])
  expect(two.items).toEqual([])
  const again = after(two, { type: "handed.listed", handed: { ...handed, priority: 1, open_by: "2026-11-18T08:00:00Z" }, sequence: 7, ...header })
  expect(again.handed?.map((item) => item.case_id)).toEqual(["case-3", "urgent"])
  expect(after(again, { type: "handed.unlisted", case_id: "case-3", sequence: 8, ...header }).handed?.map((item) => item.case_id)).toEqual(["urgent"])
})
