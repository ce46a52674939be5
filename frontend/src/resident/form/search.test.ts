import { expect, test } from "vitest"
import { matching } from "./search"

const reasons = [
  { id: "throat", title: { sv: "Ont i halsen", en: "Sore throat" }, administrative: false, synonyms: ["halsfluss", "svårt att svälja"] },
  { id: "chest", title: { sv: "Ont i bröstet", en: "Chest pain" }, administrative: false, synonyms: [] },
]

const ids = (typed: string): string[] => matching(reasons, typed).map((found) => found.reason.id)

test("reasons are found by title in both languages, in any order of words", () => {
  expect(ids("")).toEqual(["throat", "chest"])
  expect(ids(" HALS")).toEqual(["throat"])
  expect(ids("chest")).toEqual(["chest"])
  expect(ids("halsen ont")).toEqual(["throat"])
  expect(ids("knä")).toEqual([])
})

test("typing in haste, without dots and rings, finds the same", () => {
  expect(ids("brostet")).toEqual(["chest"])
  expect(ids("svart att svalja")).toEqual(["throat"])
})

test("the word that people use is told where the title does not say it", () => {
  expect(matching(reasons, "fluss")).toEqual([{ reason: reasons[0], by: "halsfluss" }])
  expect(matching(reasons, "hals")[0]?.by).toBeNull()
})
