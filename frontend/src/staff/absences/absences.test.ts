import { expect, test } from "vitest"
import type { AttemptLine, WorkItem } from "../../core/protocol/wire"
import { workItem } from "../../core/testing/frames"
import { absenceWords, alarmsSupervisor, isAbsent, newlyAbsent, newlyAlarming, seeking } from "./absences"

const T0 = "2026-03-02T08:00:00Z"
const T1 = "2026-03-02T08:10:00Z"
const DUE = Date.parse(T1)
const ATTEMPT: AttemptLine = { id: "a", at: T0, by_name: "Sara Holm", outcome: "no_answer", made: 1, needed: 2, again_at: null, routine: false }

function absent(change: Partial<NonNullable<WorkItem["absence"]>> = {}, number = 1): WorkItem {
  return workItem(number, { holder_id: "me", turn: "resident", absence: { since: T0, told: "unit", by_phone: true, taken_by: null, ...change } })
}

test("whoever has the case is told once of each silence", () => {
  expect(newlyAbsent([workItem(1)], [absent()], "me")).toHaveLength(1)
  expect(newlyAbsent([absent()], [absent({ told: "supervisor" })], "me")).toEqual([])
  expect(newlyAbsent([absent()], [absent({ since: T1 })], "me")).toHaveLength(1)
  expect(newlyAbsent([workItem(1)], [absent()], "eva")).toEqual([])
})

test("the supervisor is told once, and no more when somebody has taken it", () => {
  const alarmed = absent({ told: "supervisor" })
  expect(newlyAlarming([absent()], [alarmed])).toHaveLength(1)
  expect(newlyAlarming([alarmed], [alarmed])).toEqual([])
  expect([absent(), alarmed, absent({ told: "supervisor", taken_by: "Helena Ek" })].map(alarmsSupervisor)).toEqual([false, true, false])
})

test("the row says what to do, or who does it", () => {
  const words = [absent(), absent({ by_phone: false }), absent({ told: "supervisor", taken_by: "Helena Ek" })].filter(isAbsent).map(absenceWords)
  expect(words).toEqual(["Svarar inte, försök per telefon", "Svarar inte", "Svarar inte, Helena Ek tar det"])
})

test("the telephone comes when the silence has lasted, or once somebody has rung", () => {
  const asked = workItem(1, { turn: "resident", seek_at: T1 })
  expect(seeking(asked, [], DUE - 1)).toEqual({ stands: "later", at: T1 })
  expect(seeking(asked, [], DUE)).toEqual({ stands: "now" })
  expect(seeking(asked, [ATTEMPT], DUE - 1)).toEqual({ stands: "now" })
  expect(seeking(workItem(1), [], DUE)).toEqual({ stands: "not" })
  expect(seeking(workItem(1), [ATTEMPT], DUE)).toEqual({ stands: "now" })
})
