/** What is being answered on one screen, and the answer it becomes. Pure: fields in, an answer or what is missing out. */
import type { GiveAnswer, QuestionView } from "../../core/protocol/wire"

export type AnswerValue = GiveAnswer["answer"]
export const UNKNOWN = "unknown"

type DurationUnit = Extract<AnswerValue, { unit: string }>["unit"]
export const DURATION_UNITS = ["hours", "days", "weeks", "months"] as const satisfies readonly DurationUnit[]

/** The fields of a screen as they are filled in; half a number is text until it is whole. */
export interface Entry {
  /** An option's id, `unknown`, or text. */
  text: string
  chosen: readonly string[]
  /** "None of these", or "don't know", where several answers can be given. */
  none: boolean
  unit: DurationUnit
  /** Names what was chosen for a number or a time that is not known. */
  unknown: boolean
}

type Wrong = "missing" | "not_a_number" | "out_of_range" | "not_a_phone"
export type Read = { outcome: "answer"; answer: AnswerValue } | { outcome: Wrong }
/** Why one cannot go on from a screen yet. */
export type Problem = Wrong | "pictures_on_way"

const EMPTY: Entry = { text: "", chosen: [], none: false, unit: "days", unknown: false }

export function entryOf(answer: AnswerValue | null): Entry {
  if (answer === null) return EMPTY
  if (answer === UNKNOWN) return { ...EMPTY, text: UNKNOWN, unknown: true }
  if (typeof answer === "number") return { ...EMPTY, text: String(answer).replace(".", ",") }
  if (typeof answer === "string") return { ...EMPTY, text: answer }
  if (Array.isArray(answer)) return { ...EMPTY, chosen: answer, none: answer.length === 0 }
  return { ...EMPTY, text: String(answer.value), unit: answer.unit }
}

export function readEntry(question: QuestionView, entry: Entry): Read {
  switch (question.kind) {
    case "yes_no":
    case "one_of":
      return entry.text === "" ? { outcome: "missing" } : { outcome: "answer", answer: entry.text }
    case "many_of":
      return readChoices(question, entry)
    case "image":
      return { outcome: "answer", answer: [...entry.chosen] }
    case "text":
      return readText(question, entry)
    case "number":
    case "scale":
      return readNumber(question, entry)
    case "duration":
      return readDuration(entry)
  }
}

function readChoices(question: QuestionView, entry: Entry): Read {
  if (entry.unknown) return { outcome: "answer", answer: UNKNOWN }
  if (entry.chosen.length > 0) return { outcome: "answer", answer: [...entry.chosen] }
  return entry.none || question.none === null ? { outcome: "answer", answer: [] } : { outcome: "missing" }
}

// The shortest numbers one can be reached on have six figures, whatever stands between them.
const PHONE = /^\+?(?:[\s\-/().]*\d){6,15}[\s\-/().]*$/

function readText(question: QuestionView, entry: Entry): Read {
  const text = entry.unknown ? "" : entry.text.trim()
  if (question.format === "phone" && text !== "" && !PHONE.test(text)) return { outcome: "not_a_phone" }
  return { outcome: "answer", answer: text }
}

/** A Swedish mobile number as it is written by hand, "070-174 06 12"; any other as it is. */
export function asPeopleWrite(phone: string): string {
  return phone.replace(/^(07\d)-?(\d{3})(\d{2})(\d{2})$/, "$1-$2 $3 $4")
}

function readNumber(question: QuestionView, entry: Entry): Read {
  if (entry.unknown) return { outcome: "answer", answer: UNKNOWN }
  if (entry.text.trim() === "") return { outcome: "missing" }
  const number = Number(entry.text.trim().replace(",", "."))
  if (!Number.isFinite(number)) return { outcome: "not_a_number" }
  const low = question.minimum ?? Number.NEGATIVE_INFINITY
  const high = question.maximum ?? Number.POSITIVE_INFINITY
  return number < low || number > high ? { outcome: "out_of_range" } : { outcome: "answer", answer: number }
}

function readDuration(entry: Entry): Read {
  if (entry.unknown) return { outcome: "answer", answer: UNKNOWN }
  if (entry.text.trim() === "") return { outcome: "missing" }
  const value = Number(entry.text.trim())
  if (!Number.isInteger(value) || value < 0) return { outcome: "not_a_number" }
  return value > 1000 ? { outcome: "out_of_range" } : { outcome: "answer", answer: { unit: entry.unit, value } }
}
