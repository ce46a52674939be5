/** What has happened to a case, in the resident's words, and how it stands among the messages. Pure but for the words. */
import { localized } from "../../core/language"
import type { Message, TimelineStep } from "../../core/protocol/wire"
import { clockTime, daysAway, dayAndMonth, exactTime } from "../../core/times"
import * as m from "../../texts/messages"
import { closedStep } from "./closedNow"

export type Entry = { kind: "message"; at: string; message: Message } | { kind: "step"; at: string; step: TimelineStep }

/** In the order in which it happened. While older messages have not been fetched, older steps wait with them. */
export function inOrder(messages: readonly Message[], steps: readonly TimelineStep[], earlier: boolean): Entry[] {
  const from = earlier ? (messages[0]?.at ?? "") : ""
  const told = steps.filter((step) => step.at >= from).map((step): Entry => ({ kind: "step", at: step.at, step }))
  const said = messages.map((message): Entry => ({ kind: "message", at: message.at, message }))
  // A sort keeps equals as they are: what was said stays in the order of the room.
  return [...told, ...said].sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0))
}

export type Chapter = { kind: "step"; step: TimelineStep } | { kind: "talk"; messages: Message[] }

/** The whole case at a glance: what was said between two steps is one chapter. */
export function chapters(entries: readonly Entry[]): Chapter[] {
  const found: Chapter[] = []
  for (const entry of entries) {
    const last = found.at(-1)
    if (entry.kind === "step") found.push({ kind: "step", step: entry.step })
    else if (last?.kind === "talk") last.messages.push(entry.message)
    else found.push({ kind: "talk", messages: [entry.message] })
  }
  return found
}

const TAKEN: ReadonlySet<TimelineStep["what"]> = new Set(["taken", "given", "taken_over", "unit_took_over"])

/** That the answers were opened is news until somebody has taken the case: taking it says as much. */
export function worthTelling(steps: readonly TimelineStep[]): TimelineStep[] {
  const taken = steps.findIndex(({ what }) => TAKEN.has(what))
  return steps.filter(({ what }, place) => what !== "opened" || taken === -1 || place < taken)
}

/** Nobody needs to be told in the conversation that an answer was opened before there was one; the numbers stand there themselves. */
export const inConversation = (step: TimelineStep): boolean => step.what !== "opened" && step.what !== "help_shown"

/** How many of the entries come before the card with numbers: it stands under what was written before it. */
export function placeOfHelp(entries: readonly { at: string }[], at: string): number {
  return entries.findLastIndex((entry) => entry.at <= at) + 1
}

const IN_ONE_SENTENCE = {
  callback_asked: m.step_callback_asked,
  callback_forgone: m.step_callback_forgone,
  callback_begun: m.step_callback_begun,
  callback_waits: m.step_callback_waits,
  withdrawn: m.step_withdrawn,
  opened: m.step_opened,
  holder_away: m.step_holder_away,
  put_back: m.step_put_back,
  help_shown: m.step_help_shown,
  sought: m.step_sought,
  worse_said: m.step_worse_said,
  worse_answered: m.step_worse_answered,
  call_unanswered: m.step_call_unanswered,
} satisfies Partial<Record<TimelineStep["what"], () => string>>

const isInOneSentence = (what: TimelineStep["what"]): what is keyof typeof IN_ONE_SENTENCE => what in IN_ONE_SENTENCE

export function stepText(step: TimelineStep, unit: string): string {
  const { name, what } = step
  if (isInOneSentence(what)) return IN_ONE_SENTENCE[what]()
  switch (what) {
    case "arrived":
      return m.step_arrived({ unit })
    case "taken":
      return m.step_taken({ name })
    case "handed_back":
      return m.step_handed_back({ name })
    case "given":
      return m.step_given({ name })
    case "taken_over":
      return m.step_taken_over({ name })
    case "unit_took_over":
      return m.step_unit_took_over({ name })
    case "concluded":
      return m.step_concluded({ name })
    case "reopened":
      return step.by_resident ? m.step_reopened_own() : m.step_reopened({ name })
    case "joined":
      return m.merging_step({ reason: step.reason ? localized(step.reason) : "" })
    case "form_added":
      return m.step_form_added({ reason: step.reason ? localized(step.reason).toLowerCase() : "" })
    case "guest_entered":
      return m.step_guest_entered({ name })
    case "guest_left":
      return m.step_guest_left({ name })
    case "colleague_introduced":
      return m.step_colleague_introduced({ name })
    case "colleague_left":
      return m.step_colleague_left({ name })
    case "call_answered":
      return callText(step.seconds ?? 0)
    case "call_joined":
      return m.step_call_joined({ name })
    case "closed":
      return step.after_hours ? closedStep(step.after_hours) : m.step_closed_held()
  }
}

function callText(seconds: number): string {
  const minutes = Math.round(seconds / 60)
  return minutes === 0 ? m.step_call_short() : m.step_call_answered({ count: minutes })
}

/** The time alone today, with its day before that. */
export const shortTime = (at: string): string => (daysAway(at) === 0 ? clockTime(at) : exactTime(at))

export function dayText(at: string): string {
  const away = daysAway(at)
  if (away === 0) return m.day_today()
  return away === -1 ? m.day_yesterday() : dayAndMonth(at)
}

/** A line between days; none above a conversation that is all of today. */
export function beginsDay(at: string, before: string | undefined): boolean {
  return before === undefined ? daysAway(at) !== 0 : daysAway(at, new Date(before)) !== 0
}

/** The first message of others beyond `read`: where the mark of what is new stands. */
export function firstNew(messages: readonly Message[], read: number, me: string): string | null {
  return messages.find((message) => message.sequence > read && message.sender.id !== me)?.id ?? null
}
