import { expect, test } from "vitest"
import { workItem } from "../../core/testing/frames"
import { newAlarms, unopened } from "./alarms"

const alarm = (at: string, seenBy: string | null = null) => ({ title: { sv: "stroke", en: "stroke" }, at, seen_by: seenBy })

test("an alarm that somebody has opened alerts nobody else", () => {
  const items = [workItem(1, { alarm: alarm("08:00") }), workItem(2, { alarm: alarm("08:01", "Johan") }), workItem(3, { alarm: null }), workItem(4)]
  expect(unopened(items).map((item) => item.number)).toEqual([1])
})

test("an alarm is new once, and again when it is raised again", () => {
  const before = [workItem(1, { alarm: alarm("08:00") }), workItem(2)]
  expect(newAlarms(before, before)).toEqual([])
  expect(newAlarms(before, [workItem(1, { alarm: alarm("08:05") }), workItem(2, { alarm: alarm("08:04") })]).map((item) => item.number)).toEqual([1, 2])
  expect(newAlarms([workItem(1, { alarm: alarm("08:00", "Johan") })], [workItem(1, { alarm: alarm("08:09") })])).toHaveLength(1)
})
