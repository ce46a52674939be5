import { expect, test } from "vitest"
import type { QuestionView } from "../../core/protocol/wire"
import { type AnswerValue, entryOf, readEntry } from "./answers"
import { matching } from "./search"

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

test("reasons are found by title and by the words people use, in both languages", () => {
  const reasons = [
    { id: "throat", title: { sv: "Ont i halsen", en: "Sore throat" }, administrative: false, synonyms: ["halsfluss"] },
    { id: "chest", title: { sv: "Ont i bröstet", en: "Chest pain" }, administrative: false, synonyms: [] },
  ]
  expect(matching(reasons, "").map((reason) => reason.id)).toEqual(["throat", "chest"])
  expect(matching(reasons, " HALS").map((reason) => reason.id)).toEqual(["throat"])
  expect(matching(reasons, "fluss").map((reason) => reason.id)).toEqual(["throat"])
  expect(matching(reasons, "chest").map((reason) => reason.id)).toEqual(["chest"])
  expect(matching(reasons, "knä")).toEqual([])
})
