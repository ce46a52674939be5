import { beforeEach, expect, test, vi } from "vitest"
import { chooseLanguage } from "../../core/language"
import type { TimelineStep } from "../../core/protocol/wire"
import { message, nurse, RESIDENT } from "../../core/testing/frames"
import { beginsDay, chapters, firstNew, inOrder, placeOfHelp, stepText, worthTelling } from "./steps"

const step = (at: string, what: TimelineStep["what"], change: Partial<TimelineStep> = {}): TimelineStep => ({
  at,
  what,
  name: "Sara Holm",
  by_resident: false,
  reason: null,
  seconds: null,
  ...change,
})
const said = (sequence: number, at: string, sender = nurse()) => ({ ...message(sequence, sender), at })

const MORNING = "2026-11-18T08:00:00Z"
const NOON = "2026-11-18T11:00:00Z"
const EVENING = "2026-11-18T18:00:00Z"

beforeEach(() => {
  vi.useRealTimers()
  chooseLanguage("sv")
})

test("the card with numbers stands under what was written before it, and first where that has not been fetched", () => {
  const entries = inOrder([said(1, MORNING), said(2, NOON), said(4, EVENING)], [], false)
  expect(placeOfHelp(entries, NOON)).toBe(2)
  expect(placeOfHelp(entries, "2026-11-18T07:00:00Z")).toBe(0)
  expect(placeOfHelp([], NOON)).toBe(0)
})

test("steps stand among the messages in the order in which they happened", () => {
  const entries = inOrder([said(1, NOON)], [step(MORNING, "arrived"), step(EVENING, "concluded")], false)
  expect(entries.map((entry) => entry.at)).toEqual([MORNING, NOON, EVENING])
})

test("messages of the same moment keep the order of the room", () => {
  const entries = inOrder([said(1, NOON), said(2, NOON), said(3, NOON)], [], false)
  expect(entries.map((entry) => entry.kind === "message" && entry.message.sequence)).toEqual([1, 2, 3])
})

test("older steps wait for the older messages", () => {
  const steps = [step(MORNING, "arrived"), step(EVENING, "concluded")]
  expect(inOrder([said(5, NOON)], steps, true).map((entry) => entry.at)).toEqual([NOON, EVENING])
})

test("what was said between two steps is one chapter", () => {
  const entries = inOrder([said(1, NOON), said(2, NOON)], [step(MORNING, "taken"), step(EVENING, "concluded")], false)
  expect(chapters(entries).map((chapter) => (chapter.kind === "talk" ? chapter.messages.length : chapter.step.what))).toEqual(["taken", 2, "concluded"])
})

test("that the answers were opened is told until somebody has the case", () => {
  const [opened, taken] = [step(NOON, "opened"), step(EVENING, "taken")]
  expect(worthTelling([opened, taken])).toEqual([opened, taken])
  expect(worthTelling([step(MORNING, "taken"), opened])).toEqual([step(MORNING, "taken")])
})

test("each step has a sentence in both languages", () => {
  const all = ["arrived", "opened", "taken", "handed_back", "holder_away", "given", "unit_took_over", "concluded", "reopened", "form_added", "worse_said", "worse_answered", "callback_asked", "callback_forgone", "callback_begun", "callback_waits", "withdrawn", "colleague_introduced", "colleague_left"] as const
  for (const language of ["sv", "en"] as const) {
    chooseLanguage(language)
    const sentences = all.map((what) => stepText(step(NOON, what, { reason: { sv: "Hosta", en: "Cough" } }), "Björkdalen"))
    expect(new Set(sentences).size).toBe(all.length)
    for (const sentence of sentences) expect(sentence).toMatch(/^[A-ZÅÄÖ].{8,}/)
  }
})

test("a call is told with how long it was", () => {
  expect(stepText(step(NOON, "call_answered", { seconds: 20 }), "")).toBe("Videosamtal, mindre än en minut")
  expect(stepText(step(NOON, "call_answered", { seconds: 61 }), "")).toBe("Videosamtal, 1 minut")
  expect(stepText(step(NOON, "call_answered", { seconds: 251 }), "")).toBe("Videosamtal, 4 minuter")
})

test("days are parted, and a conversation that is all of today is not", () => {
  vi.useFakeTimers({ now: new Date(EVENING) })
  expect(beginsDay(NOON, undefined)).toBe(false)
  expect(beginsDay("2026-11-17T11:00:00Z", undefined)).toBe(true)
  expect(beginsDay(NOON, "2026-11-17T11:00:00Z")).toBe(true)
  expect(beginsDay(EVENING, NOON)).toBe(false)
})

test("the mark of what is new stands at the first message of others that was not read", () => {
  const messages = [said(1, NOON), said(2, NOON, { ...nurse(), id: RESIDENT }), said(3, NOON), said(4, NOON)]
  expect(firstNew(messages, 1, RESIDENT)).toBe("message-3")
  expect(firstNew(messages, 4, RESIDENT)).toBeNull()
})
