import { expect, test } from "vitest"
import type { AfterHours, ClosingView } from "../../core/protocol/wire"
import { ROOM_ID, SARA, workItem } from "../testing/people"
import { isUnresolved, plansOf, unresolved } from "./plans"

const OTHER = "00000000-0000-7000-8000-000000004813"
const TOLD: AfterHours = {
  closed_at: "2026-11-27T16:00:00Z",
  closed_unit: "Björkdalens vårdcentral",
  owner: "supervisor",
  unit_name: "Björkdalens vårdcentral",
  telephone: "08-465 004 10",
  opens_at: "2026-11-30T07:00:00Z",
  held: false,
}

const view: ClosingView = {
  closes_at: "2026-11-27T16:00:00Z",
  closed_at: null,
  opens_at: "2026-11-30T07:00:00Z",
  round_the_clock: null,
  soon: true,
  rooms: [
    { case_id: OTHER, owner: "supervisor" },
    { case_id: ROOM_ID, owner: "unit" },
    { case_id: "00000000-0000-7000-8000-000000004814", owner: "unit" },
  ],
}

test("a nurse sees her own in the order of service, and what has gone since is left out", () => {
  const mine = workItem({ holder_id: SARA.id })
  const items = [mine, workItem({ case_id: OTHER, holder_id: SARA.id })]
  const ofMine = plansOf(view, items, (item) => item.holder_id === SARA.id)
  expect(ofMine.map((plan) => [plan.item.case_id, plan.owner])).toEqual([
    [OTHER, "supervisor"],
    [ROOM_ID, "unit"],
  ])
  expect(plansOf(view, items, (item) => item.holder_id === null)).toEqual([])
})

test("what nobody had at closing time alarms until somebody has it", () => {
  const alarmed = workItem({ after_hours: TOLD })
  expect(isUnresolved(alarmed)).toBe(true)
  expect(isUnresolved({ ...alarmed, holder_id: SARA.id })).toBe(false)
  expect(isUnresolved(workItem({ after_hours: { ...TOLD, owner: "unit" } }))).toBe(false)
  expect(unresolved([workItem({ case_id: OTHER }), alarmed])).toEqual([alarmed])
})
