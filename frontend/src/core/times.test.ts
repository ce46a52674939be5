import { afterEach, expect, test } from "vitest"
import { chooseLanguage } from "./language"
import { clockEnd, clockTime, dayAndMonth, daysAway, exactTime, lastMoment, minutesAndSeconds, spokenEnd, spokenTime, weekday } from "./times"

afterEach(() => chooseLanguage("sv"))

const WINTER = "2026-11-18T13:32:00Z"

test("times are the clinics' time, in the language's way", () => {
  expect(clockTime(WINTER)).toBe("14.32")
  expect(exactTime(WINTER)).toBe("18 november 14.32")
  chooseLanguage("en")
  expect(clockTime(WINTER)).toBe("14:32")
})

test("whole hours are said without minutes", () => {
  expect(spokenTime("2026-11-18T07:00:00Z")).toBe("8")
  expect(spokenTime("2026-11-18T06:30:00Z")).toBe("7.30")
  chooseLanguage("en")
  expect([spokenTime("2026-11-18T07:00:00Z"), spokenTime("2026-11-18T06:30:00Z")]).toEqual(["08:00", "07:30"])
})

test("what ends at midnight ends with the day before", () => {
  const midnight = "2026-11-18T23:00:00Z"
  expect([clockEnd(midnight), spokenEnd(midnight), weekday(lastMoment(midnight))]).toEqual(["24.00", "24", "onsdag"])
  expect([clockEnd(WINTER), spokenEnd(WINTER), spokenEnd("2026-11-18T19:00:00Z")]).toEqual(["14.32", "14.32", "20"])
  chooseLanguage("en")
  expect([clockEnd(midnight), spokenEnd(midnight)]).toEqual(["24:00", "midnight"])
})

test("a call is counted like a stopwatch", () => {
  expect([7_400, 760_000, -50].map(minutesAndSeconds)).toEqual(["0.07", "12.40", "0.00"])
})

test("days are counted at the clinics' midnight", () => {
  const lateEvening = new Date("2026-11-18T22:30:00Z")
  expect(daysAway("2026-11-18T23:30:00Z", lateEvening)).toBe(1)
  expect(daysAway(WINTER, lateEvening)).toBe(0)
  expect(daysAway("2026-11-17T12:00:00Z", lateEvening)).toBe(-1)
  expect([weekday(WINTER), dayAndMonth(WINTER)]).toEqual(["onsdag", "18 november"])
})
