import { expect, test } from "vitest"
import { Refusal } from "../../core/errors/refusal"
import type { HelpGiven } from "../../core/protocol/wire"
import { hoursWords, notTaken, stateWords, termsWords } from "./overflow"

const units = { helped: "Björkdalen", helper: "Rehab Norr" }
const help = (change: Partial<HelpGiven> = {}): HelpGiven => ({ unit: "Rehab Norr", opens: 480, closes: 990, after: 50, state: "now", waiting: 2, ...change })

test("the hours are told as they are agreed, and all day where there are none", () => {
  expect(hoursWords(help())).toBe("kl. 08.00–16.30")
  expect(hoursWords(help({ opens: 1320, closes: 360 }))).toBe("kl. 22.00–06.00")
  expect(hoursWords(help({ opens: 0, closes: 0 }))).toBe("hela dygnet")
  expect(hoursWords(help({ opens: 0, closes: 1440 }))).toBe("hela dygnet")
})

test("it is said of which cases", () => {
  expect(termsWords(help())).toContain("väntat 50 procent")
  expect(termsWords(help({ after: 0 }))).toBe("Alla ärenden som väntar.")
})

test.each([
  ["now", "Gäller nu. 2 ärenden kan tas."],
  ["closed", "Gäller inte nu: Björkdalen har stängt."],
  ["helper_closed", "Gäller inte nu: Rehab Norr har stängt."],
  ["outside", "Gäller inte nu."],
] as const)("whether it holds: %s", (state, words) => {
  expect(stateWords(help({ state }), units)).toBe(words)
})

test("a refusal is told as what it means", () => {
  expect(notTaken(new Refusal("not_found"))).toBe("Ärendet väntar inte på hjälp längre.")
  expect(notTaken(new Refusal("conflict", { why: "other_profession" }))).toBe("Du kan inte ta det här ärendet. Det behöver någon annan.")
  expect(notTaken(new Refusal("not_allowed"))).not.toBe("")
})
