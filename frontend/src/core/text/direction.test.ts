import { expect, test } from "vitest"
import { apart } from "./direction"

test.each([
  ["Anna Lind", "Anna Lind"],
  ["مريم حداد", "\u2068مريم حداد\u2069"],
  ["Anna\u202e dniL", "\u2068Anna dniL\u2069"],
  ["Anna\u2069 Lind", "\u2068Anna Lind\u2069"],
  ["Anna\u2067 Lind", "\u2068Anna Lind\u2069"],
  ["\u2069\u2068Anna", "\u2068Anna\u2069"],
])("%j stands apart from what is beside it", (given, shown) => {
  expect(apart(given)).toBe(shown)
})

test("what is set apart already may be part of it, and keeps its own place", () => {
  expect(apart(`${apart("مريم")}, 34`)).toBe("\u2068\u2068مريم\u2069, 34\u2069")
})
