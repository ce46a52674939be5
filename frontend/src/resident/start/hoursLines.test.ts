import { afterEach, expect, test } from "vitest"
import { chooseLanguage } from "../../core/language"
import { hoursLines } from "./hoursLines"
import { savedText, whenText } from "./openingText"

afterEach(() => chooseLanguage("sv"))

const open = (weekday: number, opens: number, closes: number) => ({ weekday, opens: opens * 60, closes: closes * 60 })

test("days that are open alike are one line", () => {
  const week = [0, 1, 2, 3].map((day) => open(day, 8, 17))
  expect(hoursLines([...week, open(4, 8, 12), open(4, 13, 15.5)])).toEqual([
    { days: "måndag till torsdag", hours: "8–17" },
    { days: "fredag", hours: "8–12, 13–15.30" },
    { days: "lördag till söndag", hours: "stängt" },
  ])
})

test("a unit that never closes says so, in either language", () => {
  const always = [0, 1, 2, 3, 4, 5, 6].map((day) => open(day, 0, 24))
  expect(hoursLines(always)).toEqual([{ days: "måndag till söndag", hours: "dygnet runt" }])
  chooseLanguage("en")
  expect(hoursLines(always)).toEqual([{ days: "Monday to Sunday", hours: "day and night" }])
})

test("when something was saved is said as people say it", () => {
  const now = new Date("2026-11-18T14:00:00Z")
  expect(savedText("2026-11-18T09:14:00Z", now)).toBe("Sparat i dag 10.14")
  expect(savedText("2026-11-17T09:14:00Z", now)).toBe("Sparat i går 10.14")
  expect(savedText("2026-11-02T09:14:00Z", now)).toBe("Sparat 2 november 10.14")
})

test("when something was is told by its day", () => {
  const now = new Date("2026-11-18T15:00:00Z")
  expect(whenText("2026-11-18T13:49:00Z", now)).toBe("i dag 14.49")
  expect(whenText("2026-11-17T13:49:00Z", now)).toBe("i går 14.49")
  expect(whenText("2026-11-10T13:49:00Z", now)).toBe("10 november 14.49")
})
