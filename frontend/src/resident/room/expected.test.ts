import { expect, test } from "vitest"
import type { ExpectedWait } from "../../core/protocol/wire"
import { bandOf, expectedAt } from "./expected"

const NOW = "2026-11-18T13:00:00Z"
const now = Date.parse(NOW)
const wait = (earliest: string, latest: string): ExpectedWait => ({
  asked_at: NOW,
  earliest: `2026-11-${earliest}:00Z`,
  likely: `2026-11-${latest}:00Z`,
  latest: `2026-11-${latest}:00Z`,
  people: 3,
  alike: 80,
})

test("a short wait is told in minutes, rounded so that it never says less than it is", () => {
  expect(expectedAt(wait("18T13:14", "18T13:26"), now)).toEqual({ state: "minutes", from: 10, to: 30 })
  expect(expectedAt(wait("18T13:07", "18T13:13"), now)).toEqual({ state: "minutes", from: 7, to: 13 })
  expect(expectedAt(wait("18T13:01", "18T13:02"), now)).toEqual({ state: "within", minutes: 5 })
  expect(expectedAt(wait("18T13:00", "18T13:22"), now)).toEqual({ state: "within", minutes: 25 })
})

test("a long wait is told by the clock, and by the day when it is another", () => {
  expect(expectedAt(wait("18T13:52", "18T15:11"), now)).toEqual({
    state: "between",
    from: new Date("2026-11-18T13:50:00Z"),
    to: new Date("2026-11-18T15:15:00Z"),
  })
  expect(expectedAt(wait("19T07:10", "19T08:20"), now)).toMatchObject({ state: "day" })
  expect(expectedAt(wait("18T15:30", "19T08:20"), now)).toEqual({ state: "long", from: new Date("2026-11-18T15:30:00Z") })
})

test("an interval that has gone by is not told", () => {
  expect(expectedAt(wait("18T12:40", "18T12:55"), now)).toEqual({ state: "over" })
})

test("the band lies between now and a little after the end", () => {
  const band = bandOf(wait("18T13:10", "18T13:20"), now)
  expect(band.from).toBeCloseTo(10 / 23)
  expect(band.to).toBeCloseTo(20 / 23)
  const gone = bandOf(wait("18T12:40", "18T12:50"), now)
  expect(gone.from).toBe(0)
  expect(gone.to).toBeCloseTo(1 / 1.15)
})
