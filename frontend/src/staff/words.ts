/** Figures and codes as people say them: clock times, waits, outcomes, presence, steps of a case's way. */
import { language, localized } from "../core/language"
import type { ClosingCard, CustodyStep, StaffLoad, WorkItem } from "../core/protocol/wire"
import { withoutTurns } from "../core/text/direction"
import { clockTime, dayAndMonth, daysAway, exactTime } from "../core/times"
import { priorityWord } from "../design/Priority"
import * as m from "../texts/messages"
import { haste, waited } from "./desk/waiting"
import { againstTarget } from "./floor/summary"

/** Staff choose one of these; `merged` the server says by itself. */
export type Outcome = Exclude<ClosingCard["outcome"], "merged">

export const OUTCOMES: readonly Outcome[] = [
  "advice_given",
  "visit_booked",
  "prescription_made",
  "referred",
  "sent_to_emergency",
  "withdrawn",
  "no_contact",
  "other",
]

/** Who a case is about. A name that would turn the direction of what follows must not set the digits of the age about. */
export const nameAndAge = (name: string, age: number): string => m.staff_years({ name: withoutTurns(name), age })

/** How the server signs what no person did. */
const SYSTEM = "Vårdrum"

const LOCALES = { sv: "sv-SE", en: "en-GB" } as const

/** The clock alone for today, else with the day before it. */
export function moment(iso: string, now: number): string {
  return daysAway(iso, new Date(now)) === 0 ? clockTime(iso) : exactTime(iso)
}

/** "4 812", so that a number can be read aloud. */
export function caseNumber(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, "\u00a0")
}

export function waitWords(item: WorkItem, now: number): string {
  const wait = waited(item, now)
  switch (wait.kind) {
    case "against":
      return m.desk_wait_against({ minutes: wait.minutes, target: wait.target })
    case "minutes":
      return m.desk_wait_minutes({ minutes: wait.minutes })
    case "hours":
      return m.desk_wait_hours({ hours: wait.hours, minutes: wait.minutes })
    case "days":
      return m.desk_wait_days({ count: wait.days })
  }
}

/** What the alarm words are about, and who has opened the room without taking the case. */
export function alarmWords(alarm: NonNullable<WorkItem["alarm"]>): string {
  const title = localized(alarm.title)
  return alarm.seen_by === null ? m.alarm_row({ title }) : m.alarm_row_seen({ title, name: alarm.seen_by })
}

/** How long it has been the turn of whoever's turn it is. */
export function turnWords(item: WorkItem, now: number): string {
  const minutes = Math.max(0, Math.floor((now - Date.parse(item.turn_at)) / 60_000))
  if (minutes < 60) return m.desk_wait_minutes({ minutes })
  if (minutes < 1_440) return m.desk_wait_hours({ hours: Math.floor(minutes / 60), minutes: minutes % 60 })
  return m.desk_wait_days({ count: Math.floor(minutes / 1_440) })
}

/** A length of time as figures: "4 min", "1 tim 11 min", "3 dygn". */
export function spanWords(milliseconds: number): string {
  const minutes = Math.max(0, Math.floor(milliseconds / 60_000))
  if (minutes < 60) return m.desk_wait_minutes({ minutes })
  if (minutes < 1_440) return m.desk_wait_hours({ hours: Math.floor(minutes / 60), minutes: minutes % 60 })
  return m.desk_wait_days({ count: Math.floor(minutes / 1_440) })
}

/** The target under a wait, or how far the wait is over it. */
export function targetWords(item: WorkItem, now: number): string {
  const against = againstTarget(item, now)
  switch (against.kind) {
    case "over":
      return m.floor_over({ time: spanWords(against.minutes * 60_000) })
    case "target":
      return m.floor_target_minutes({ minutes: against.minutes })
    case "by":
      return m.floor_target_by({ time: dayOfTarget(against.at, now) })
  }
}

/** "i dag 14.30", "i morgon": a promise that ends with a day is said as the day. */
function dayOfTarget(at: string, now: number): string {
  const end = new Date(Date.parse(at) - 1)
  const time = clockTime(new Date(at))
  const midnight = daysAway(end, new Date(at)) !== 0
  switch (daysAway(end, new Date(now))) {
    case 0:
      return midnight ? m.floor_today() : m.floor_today_at({ time })
    case 1:
      return midnight ? m.floor_tomorrow() : m.floor_tomorrow_at({ time })
    default:
      return midnight ? dayAndMonth(end) : exactTime(at)
  }
}

/** What colour says beside a wait, in words; nothing while there is time. */
export function hasteWords(item: WorkItem, now: number): string {
  switch (haste(item, now)) {
    case "over":
      return m.desk_wait_over()
    case "near":
      return m.desk_wait_near()
    case "calm":
      return ""
  }
}

export function exactWait(item: WorkItem, now: number): string {
  return m.desk_wait_exact({ arrived: moment(item.arrived_at, now), deadline: moment(item.open_by, now) })
}

/** Whose words stand in the room: the guardian's for a child, with whom it is about. */
export function addressee(name: string, age: number, guardian: string | null): string {
  return guardian === null ? m.desk_to({ name, age }) : m.desk_to_guardian({ guardian, name, age })
}

/** As a sentence has it: the list's label for an errand names examples, and would read as more than one thing. */
export function priorityInWords(priority: number | null): string {
  return priority === null ? m.desk_priority_administrative() : priorityWord(priority)
}

/** "070-174 06 12": a mobile number in groups, as it is read aloud; any other as it was written. */
export function phoneWords(number: string): string {
  const [, network, first, second, third] = /^(07\d)(\d{3})(\d{2})(\d{2})$/.exec(number.replace(/[\s-]/g, "")) ?? []
  return network === undefined ? number : `${network}-${first} ${second} ${third}`
}

/** A sentence that may begin with any of its words. */
export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}

export function firstName(name: string): string {
  return name.split(" ")[0] ?? name
}

export function initialsOf(name: string): string {
  const parts = name.split(" ").filter(Boolean)
  return `${parts[0]?.[0] ?? ""}${parts.length > 1 ? (parts.at(-1)?.[0] ?? "") : ""}`.toUpperCase()
}

export function presenceWord(presence: StaffLoad["presence"]): string {
  switch (presence) {
    case "available":
      return m.staff_presence_available()
    case "busy":
      return m.staff_presence_busy()
    case "away":
      return m.staff_presence_away()
    case "offline":
      return m.staff_presence_offline()
  }
}

export function outcomeWord(outcome: ClosingCard["outcome"]): string {
  switch (outcome) {
    case "merged":
      return m.merging_outcome()
    case "advice_given":
      return m.desk_outcome_advice_given()
    case "visit_booked":
      return m.desk_outcome_visit_booked()
    case "prescription_made":
      return m.desk_outcome_prescription_made()
    case "referred":
      return m.desk_outcome_referred()
    case "sent_to_emergency":
      return m.desk_outcome_sent_to_emergency()
    case "withdrawn":
      return m.desk_outcome_withdrawn()
    case "no_contact":
      return m.desk_outcome_no_contact()
    case "other":
      return m.desk_outcome_other()
  }
}

/** The same as the resident reads it on the closing card. */
export function outcomeForResident(outcome: Outcome): string {
  const words: Record<Outcome, () => string> = {
    advice_given: m.outcome_advice_given,
    visit_booked: m.outcome_visit_booked,
    prescription_made: m.outcome_prescription_made,
    referred: m.outcome_referred,
    sent_to_emergency: m.outcome_sent_to_emergency,
    withdrawn: m.outcome_withdrawn,
    no_contact: m.outcome_no_contact,
    other: m.outcome_other,
  }
  return words[outcome]()
}

/** Steps of which only who did them is told. */
const BY_SOMEBODY = {
  call_asked: m.callback_path_asked,
  call_begun: m.callback_path_begun,
  call_forgone: m.callback_path_forgone,
  concluded: m.desk_path_concluded,
  kept: m.silence_path_kept,
  reopened: m.case_path_reopened,
  seeking: m.absence_path_taken,
  withdraw_ask: m.withdraw_path_ask,
  worse: m.worse_path,
} satisfies Partial<Record<CustodyStep["move"], (values: { by: string }) => string>>

const isBySomebody = (move: CustodyStep["move"]): move is keyof typeof BY_SOMEBODY => move in BY_SOMEBODY

export function stepWords(step: CustodyStep): string {
  const { move } = step
  const holder = step.holder_name ?? ""
  if (isBySomebody(move)) return BY_SOMEBODY[move]({ by: step.by_name })
  switch (move) {
    case "queued":
      return m.desk_path_queued()
    case "claimed":
      return m.desk_path_claimed({ holder: holder || step.by_name })
    case "offered":
      return m.offer_path_offered({ holder })
    case "accepted":
      return m.offer_path_accepted({ holder })
    case "declined":
      return m.offer_path_declined({ holder })
    case "missed":
      return m.offer_path_missed({ holder })
    case "withdrawn":
      return m.offer_path_withdrawn({ holder })
    case "released":
      return step.by_name === SYSTEM ? m.desk_path_released_away() : m.desk_path_released({ by: step.by_name })
    case "reassigned":
      return m.desk_path_reassigned({ by: step.by_name, holder })
    case "transferred":
      return m.transfer_path_accepted({ holder })
    case "helped":
      return m.overflow_path({ holder, unit: step.reason })
    case "closed":
      return closedWords(step)
    case "unopened":
      return step.reason === "supervisor" ? m.silence_path_supervisor() : m.silence_path_unit()
    case "overdue":
      return m.silence_path_overdue({ holder })
    case "reminded":
      return step.reason === "" ? m.absence_path_reminded() : m.absence_path_no_way()
    case "absent":
      return step.reason === "supervisor" ? m.absence_path_supervisor() : m.absence_path_unit()
    case "silent":
      return m.silence_path_silent()
    case "call_ended":
      return m.callback_path_ended({ outcome: callOutcome(step.reason).toLowerCase() })
    case "prioritised":
      return m.case_path_prioritised_to({ by: step.by_name, to: priorityWord(step.priority) })
  }
}

/** As a code on the wire, in words; a code of tomorrow is shown as no answer. */
export function callOutcome(outcome: string): string {
  switch (outcome) {
    case "reached":
      return m.callback_reached()
    case "wrong_number":
      return m.callback_wrong_number()
    case "left_message":
      return m.callback_left_message()
    default:
      return m.callback_no_answer()
  }
}

/** Why a resident does not want their case any more; a code of tomorrow is something else. */
export function withdrawWords(why: string): string {
  switch (why) {
    case "better":
      return m.withdraw_better()
    case "elsewhere":
      return m.withdraw_elsewhere()
    case "too_long":
      return m.withdraw_too_long()
    case "mistake":
      return m.withdraw_mistake()
    default:
      return m.withdraw_other()
  }
}

/** The reason of this step is who has the case next, as a code. */
function closedWords(step: CustodyStep): string {
  if (step.holder_name !== null) return m.closing_path_moves_later({ holder: step.holder_name })
  if (step.reason === "round_the_clock") return m.closing_path_moved()
  return step.reason === "supervisor" ? m.closing_path_nobody() : m.closing_path_unit()
}

/** Why somebody does not take what they are offered or handed; a code of tomorrow is something else. */
export function reasonWords(reason: string): string {
  switch (reason) {
    case "busy":
      return m.offer_reason_busy()
    case "leaving":
      return m.offer_reason_leaving()
    case "close":
      return m.offer_reason_close()
    case "competence":
      return m.offer_reason_competence()
    default:
      return m.offer_reason_other()
  }
}

/** "mars 2026", for what lies long ago. */
export function monthAndYear(at: string): string {
  return new Intl.DateTimeFormat(LOCALES[language.get()], { month: "long", year: "numeric", timeZone: "Europe/Stockholm" }).format(new Date(at))
}

/** A country by its name in the language of the interface; what is no code was written by the resident and stands. */
export function countryName(country: string): string {
  if (!/^[A-Z]{2}$/.test(country)) return country
  return new Intl.DisplayNames(LOCALES[language.get()], { type: "region" }).of(country) ?? country
}

/** As the form says that it is none of those with a code. */
export const ANOTHER_LANGUAGE = "other"

/** A language by its name in the language of the interface. */
export function languageName(code: string): string {
  if (code === ANOTHER_LANGUAGE) return m.desk_language_other()
  try {
    return new Intl.DisplayNames(LOCALES[language.get()], { type: "language" }).of(code) ?? code
  } catch (error) {
    if (error instanceof RangeError) return code
    throw error
  }
}
