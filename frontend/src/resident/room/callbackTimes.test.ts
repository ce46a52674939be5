import { expect, test } from "vitest"
import { halfHoursLeft } from "./callbackTimes"

const minutes = (at: string): number[] => halfHoursLeft(new Date(at)).map(({ minute }) => minute)

test("the half hours that are left begin after now and end before midnight at the clinic", () => {
  expect(minutes("2026-11-18T21:10:00Z")).toEqual([22 * 60 + 30, 23 * 60, 23 * 60 + 30])
  expect(minutes("2026-11-18T21:30:00Z")).toEqual([23 * 60, 23 * 60 + 30])
  expect(minutes("2026-11-18T22:30:00Z")).toEqual([])
  expect(minutes("2026-11-18T23:00:00Z")).toHaveLength(47)
})

test("each is an instant of the same day", () => {
  const [first] = halfHoursLeft(new Date("2026-11-18T21:10:20Z"))
  expect(first?.at.toISOString()).toBe("2026-11-18T21:30:00.000Z")
})
