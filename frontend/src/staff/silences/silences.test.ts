import { expect, test } from "vitest"
import type { WorkItem } from "../../core/protocol/wire"
import { workItem } from "../../core/testing/frames"
import { isForSupervisor, lostBySilence, newlyForSupervisor, newlyOverdue, newlyUnopened } from "./silences"

const T0 = "2026-03-02T08:00:00Z"
const T1 = "2026-03-02T08:10:00Z"
const END = Date.parse(T1)
const unopened = (told: "unit" | "supervisor", since = T0): Partial<WorkItem> => ({ unopened: { since, told } })
const mine = (change: Partial<WorkItem> = {}): WorkItem => workItem(1, { holder_id: "me", ...change })
const overdue = { overdue: { since: T0, until: T1, kept: false } }

test("what lies unopened is news once, and again when it is another message", () => {
  const before = [workItem(1, unopened("unit"))]
  expect(newlyUnopened([workItem(1)], before)).toHaveLength(1)
  expect(newlyUnopened(before, [workItem(1, unopened("supervisor"))])).toEqual([])
  expect(newlyUnopened(before, [workItem(1, unopened("unit", T1))])).toHaveLength(1)
})

test("the supervisor is told when it is theirs, once", () => {
  const before = [workItem(1, unopened("unit")), workItem(2, unopened("supervisor"))]
  const after = [workItem(1, unopened("supervisor")), workItem(2, unopened("supervisor"))]
  expect(before.map(isForSupervisor)).toEqual([false, true])
  expect(newlyForSupervisor(before, after).map((item) => item.number)).toEqual([1])
})

test("only whoever has the case is warned, once for each silence", () => {
  expect(newlyOverdue([mine()], [mine(overdue)], "me")).toHaveLength(1)
  expect(newlyOverdue([mine(overdue)], [mine(overdue)], "me")).toEqual([])
  expect(newlyOverdue([mine()], [mine(overdue)], "eva")).toEqual([])
})

test("a case is lost by silence when its time was over, and not when I hand it back before", () => {
  const back = [workItem(1, { holder_id: null })]
  expect(lostBySilence([mine(overdue)], back, "me", END)).toHaveLength(1)
  expect(lostBySilence([mine(overdue)], back, "me", END - 1)).toEqual([])
  expect(lostBySilence([mine(overdue)], [mine()], "me", END)).toEqual([])
  expect(lostBySilence([mine()], back, "me", END)).toEqual([])
})
