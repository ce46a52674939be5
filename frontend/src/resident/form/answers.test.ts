import { expect, test } from "vitest"
import type { QuestionView } from "../../core/protocol/wire"
import { type AnswerValue, asPeopleWrite, entryOf, readEntry } from "./answers"

const text = { sv: "?", en: "?" }

function question(kind: QuestionView["kind"], change: Partial<QuestionView> = {}): QuestionView {
  return {
    id: "q",
    kind,
    label: text,
    text,
    help: null,
    why: null,
    role: "context",
    block: "symptoms",
    options: [],
    none: null,
    unit: null,
    minimum: null,
    maximum: null,
    low: null,
    high: null,
    format: null,
    can_be_unknown: true,
    ...change,
  }
}

test.each<[QuestionView["kind"], AnswerValue]>([
  ["yes_no", "no"],
  ["one_of", "unknown"],
  ["many_of", ["asthma"]],
  ["many_of", "unknown"],
  ["number", 38.9],
  ["number", "unknown"],
  ["duration", { unit: "days", value: 2 }],
  ["duration", "unknown"],
  ["text", "svider"],
  ["image", ["file"]],
])("a given answer to %s comes back as it was", (kind, answer) => {
  const asked = question(kind, { minimum: 30, maximum: 45 })
  expect(readEntry(asked, entryOf(answer))).toEqual({ outcome: "answer", answer })
})

test("nothing chosen is missing, where something must be", () => {
  expect(readEntry(question("yes_no"), entryOf(null)).outcome).toBe("missing")
  expect(readEntry(question("number"), entryOf(null)).outcome).toBe("missing")
  expect(readEntry(question("duration"), entryOf(null)).outcome).toBe("missing")
  expect(readEntry(question("many_of", { none: text }), entryOf(null)).outcome).toBe("missing")
})

test("an empty text, no picture and none of these are answers", () => {
  expect(readEntry(question("text"), entryOf(null))).toEqual({ outcome: "answer", answer: "" })
  expect(readEntry(question("image"), entryOf(null))).toEqual({ outcome: "answer", answer: [] })
  expect(readEntry(question("many_of", { none: text }), { ...entryOf(null), none: true })).toEqual({ outcome: "answer", answer: [] })
})

test("numbers are read the Swedish way and kept within their bounds", () => {
  const temperature = question("number", { minimum: 34, maximum: 43 })
  expect(readEntry(temperature, { ...entryOf(null), text: "38,9" })).toEqual({ outcome: "answer", answer: 38.9 })
  expect(readEntry(temperature, { ...entryOf(null), text: "389" }).outcome).toBe("out_of_range")
  expect(readEntry(temperature, { ...entryOf(null), text: "hög" }).outcome).toBe("not_a_number")
  expect(readEntry(question("duration"), { ...entryOf(null), text: "2,5" }).outcome).toBe("not_a_number")
  expect(readEntry(question("duration"), { ...entryOf(null), text: "1001" }).outcome).toBe("out_of_range")
})

test("a telephone number is figures, as people write them", () => {
  const phone = question("text", { format: "phone" })
  for (const text of ["070-174 06 12", "+46 70 174 06 12", "(08) 465 004 10", ""]) {
    expect(readEntry(phone, { ...entryOf(null), text })).toEqual({ outcome: "answer", answer: text })
  }
  for (const text of ["hemma", "070", "070-174 06 12 eller mammas"]) {
    expect(readEntry(phone, { ...entryOf(null), text }).outcome).toBe("not_a_phone")
  }
})

test("a known number is written as people write it", () => {
  expect(asPeopleWrite("070-1740612")).toBe("070-174 06 12")
  expect(asPeopleWrite("+46701740612")).toBe("+46701740612")
})
