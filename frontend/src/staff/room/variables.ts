/** What a phrase's variables stand for: the case, the form, the unit and the writer. Pure. Known to rooms/phrasing.py too. */
import type { Language } from "../../core/language"
import type { PhraseUnit, RoomView, StaffMe, StaffView, SummaryAnswer, WeekdayHours } from "../../core/protocol/wire"
import * as m from "../../texts/messages"

export interface Sources {
  room: RoomView
  staff: StaffView
  me: StaffMe
  unit: PhraseUnit
  /** That of the interface where a room's is asked for, else the one that is written in. */
  language: Language
}

/** A variable of the case, and the question where it is an answer. */
export interface Variable {
  variable: string
  detail: string | null
}

const VARIABLES: Record<string, (sources: Sources) => string> = {
  resident_first_name: ({ room }) => room.resident.name.split(" ")[0] ?? "",
  resident_name: ({ room }) => room.resident.name,
  staff_first_name: ({ me }) => me.given_name,
  staff_name: ({ me }) => me.name,
  staff_title: ({ me, language }) => me.title[language].toLocaleLowerCase(language),
  unit_name: ({ unit }) => unit.name,
  unit_phone: ({ unit }) => unit.phone,
  unit_address: ({ unit }) => unit.address,
  opening_hours: ({ unit, language }) => hoursIn(unit.hours, language),
  reason: ({ room, language }) => room.reason[language],
}

/** In words, as whoever writes a phrase chooses among them. */
export const variableNames = (): [string, string][] => [
  ["resident_first_name", m.phrases_variable_resident_first_name()],
  ["resident_name", m.phrases_variable_resident_name()],
  ["staff_first_name", m.phrases_variable_staff_first_name()],
  ["staff_name", m.phrases_variable_staff_name()],
  ["staff_title", m.phrases_variable_staff_title()],
  ["unit_name", m.phrases_variable_unit_name()],
  ["unit_phone", m.desk_blank_phone()],
  ["unit_address", m.desk_blank_address()],
  ["opening_hours", m.phrases_variable_opening_hours()],
  ["reason", m.phrases_variable_reason()],
]

export const isVariable = ({ variable, detail }: Variable): boolean => (detail === null ? Object.hasOwn(VARIABLES, variable) : variable === "answer")

/** What only the unit's own page says. */
export const isOfUnit = ({ variable }: Variable): boolean => variable.startsWith("unit_") || variable === "opening_hours"

/** Empty where the case does not say it. A bracket in an answer must not look like a blank. */
export function valueOf({ variable, detail }: Variable, sources: Sources): string {
  const value = variable === "answer" ? (answerTo(detail, sources.staff)?.answer[sources.language] ?? "") : (VARIABLES[variable]?.(sources) ?? "")
  return value.replaceAll("[", "(").replaceAll("]", ")").trim()
}

/** What a blank is called that stands where the variable could not be filled in. */
export function nameOf({ variable, detail }: Variable, { staff, language }: Pick<Sources, "staff" | "language">): string {
  const asked = answersOf(staff).find((given) => given.question_id === detail)
  if (asked !== undefined) return asked.question[language]
  return variableNames().find(([name]) => name === variable)?.[1] ?? (detail ?? variable).replaceAll("_", " ")
}

function answerTo(question: string | null, staff: StaffView): SummaryAnswer | undefined {
  return answersOf(staff).find((given) => given.question_id === question && !given.unknown)
}

/** Those of the newest form first: what was said last is what holds. */
function answersOf({ summary, added }: StaffView): SummaryAnswer[] {
  const forms = [...added.map((form) => form.summary).reverse(), summary]
  return forms.flatMap(({ red_flags, answers, measurements }) => [...red_flags, ...answers, ...measurements])
}

// A Monday: days and times of the week are counted from it.
const MONDAY = Date.UTC(2024, 0, 1)
const DAY = 24 * 60

/** "mån–fre 8–17, lör 10–14"; days after each other with the same hours are said together. */
export function hoursIn(hours: readonly WeekdayHours[], language: Language): string {
  const days = Array.from({ length: 7 }, (_, day) =>
    hours
      .filter(({ weekday }) => weekday === day)
      .map(({ opens, closes }) => `${timeIn(opens, language)}–${timeIn(closes, language)}`)
      .join(language === "sv" ? " och " : " and "),
  )
  const spans: { from: number; to: number; words: string }[] = []
  days.forEach((words, day) => {
    const last = spans.at(-1)
    if (last?.to === day - 1 && last.words === words) last.to = day
    else if (words !== "") spans.push({ from: day, to: day, words })
  })
  return spans.map(({ from, to, words }) => `${from === to ? dayIn(from, language) : `${dayIn(from, language)}–${dayIn(to, language)}`} ${words}`).join(", ")
}

const dayIn = (day: number, language: Language): string =>
  new Intl.DateTimeFormat(language === "sv" ? "sv-SE" : "en-GB", { weekday: "short", timeZone: "UTC" }).format(MONDAY + day * DAY * 60_000).replace(".", "")

function timeIn(minutes: number, language: Language): string {
  const [hour, minute] = [Math.floor(minutes / 60), String(minutes % 60).padStart(2, "0")]
  if (language === "en") return `${String(hour).padStart(2, "0")}:${minute}`
  return minute === "00" ? String(hour) : `${hour}.${minute}`
}
