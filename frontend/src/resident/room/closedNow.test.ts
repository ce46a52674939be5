import { beforeEach, expect, test } from "vitest"
import { language } from "../../core/language"
import type { AfterHours, Participant, TimelineStep } from "../../core/protocol/wire"
import { closedNow, closedStep, closedText, unitOfArrival } from "./closedNow"

beforeEach(() => language.set("sv"))

const OPENS = "2999-11-25T07:00:00Z"
const BEFORE = Date.parse("2999-11-24T20:00:00Z")
const told = (change: Partial<AfterHours> = {}): AfterHours => ({
  closed_at: "2999-11-24T16:00:00Z",
  closed_unit: "Björkdalen",
  owner: "unit",
  unit_name: "Björkdalen",
  telephone: "08-465 004 10",
  opens_at: OPENS,
  held: false,
  ...change,
})
const SARA: Participant = { id: "s", role: "responsible", name: "Sara Holm", title: null, initials: "SH" }

test("what was said of closing time is over when the unit opens, and of a case that moved when somebody takes it", () => {
  const kept = { after_hours: told(), holder: null }
  expect(closedNow(kept, BEFORE)).toEqual(told())
  expect(closedNow(kept, Date.parse(OPENS))).toBeNull()
  const moved = told({ owner: "round_the_clock", opens_at: null })
  expect(closedNow({ after_hours: moved, holder: null }, Date.parse(OPENS))).toEqual(moved)
  expect(closedNow({ after_hours: null, holder: SARA }, BEFORE)).toBeNull()
})

test("each way is told as what it is, with when somebody goes on", () => {
  const room = { after_hours: null, holder: null }
  const when = /klockan 8\./
  expect(closedText(told(), room)).toMatch(/ligger kvar och Björkdalen fortsätter/)
  expect(closedText(told(), room)).toMatch(when)
  expect(closedText(told({ owner: "supervisor" }), room)).toMatch(/Den som leder arbetet är larmad, men räkna inte med svar före/)
  expect(closedText(told({ owner: "round_the_clock", unit_name: "Telefonenheten", opens_at: null }), room)).toBe(
    "Din mottagning har stängt. Telefonenheten, som är öppen dygnet runt, har ditt ärende nu.",
  )
  expect(closedText(told({ held: true }), { after_hours: null, holder: SARA })).toMatch(/Sara Holm har kvar ditt ärende/)
})

test("of a case that moved it is still told where it came to", () => {
  const step = (change: Partial<TimelineStep>): TimelineStep => ({ at: OPENS, what: "closed", name: "", by_resident: false, reason: null, seconds: null, ...change })
  const moved = told({ owner: "round_the_clock", unit_name: "Telefonenheten" })
  expect(unitOfArrival([step({ after_hours: moved })], { unit_name: "Telefonenheten" })).toBe("Björkdalen")
  expect(unitOfArrival([step({ after_hours: told() })], { unit_name: "Björkdalen" })).toBe("Björkdalen")
  expect(unitOfArrival([step({ what: "arrived", at_unit: "Björkdalen" })], { unit_name: "Rehab Norr" })).toBe("Björkdalen")
  expect(closedStep(moved)).toBe("Mottagningen stängde. Telefonenheten tog över ditt ärende")
})
