import { describe, expect, it } from "vitest"
import { haste, waited, waitedMinutes, waitedShare } from "./waiting"

const ARRIVED = "2026-11-18T14:00:00Z"
const at = (minutes: number): number => Date.parse(ARRIVED) + minutes * 60_000
const item = (target: number | null, deadline: number, holder: string | null = null): Parameters<typeof waited>[0] => ({
  holder_id: holder,
  arrived_at: ARRIVED,
  open_by: new Date(at(deadline)).toISOString(),
  target_minutes: target,
})

describe("waiting", () => {
  it("counts whole minutes and never below nought", () => {
    expect(waitedMinutes(item(15, 15), at(11.9))).toBe(11)
    expect(waitedMinutes(item(15, 15), at(-1))).toBe(0)
  })
  it.each([
    [item(15, 15), 11, { kind: "against", minutes: 11, target: 15 }],
    [item(60, 60), 71, { kind: "against", minutes: 71, target: 60 }],
    [item(15, 15, "sara"), 19, { kind: "minutes", minutes: 19 }],
    [item(15, 600), 19, { kind: "minutes", minutes: 19 }],
    [item(60, 60), 125, { kind: "hours", hours: 2, minutes: 5 }],
    [item(null, 480), 26, { kind: "minutes", minutes: 26 }],
    [item(null, 480), 72, { kind: "hours", hours: 1, minutes: 12 }],
    [item(null, 480), 3_000, { kind: "days", days: 2 }],
  ])("says a wait the way people do", (work, minutes, words) => {
    expect(waited(work, at(minutes))).toEqual(words)
  })
  it.each([
    [10, "calm"],
    [10.5, "near"],
    [15, "over"],
  ])("grows hasty after %d of 15 minutes: %s", (minutes, degree) => {
    expect(haste(item(15, 15), at(minutes))).toBe(degree)
  })
  it("is never hasty about a case that somebody has", () => {
    expect(haste(item(15, 15, "sara"), at(60))).toBe("calm")
  })
  it("treats a promise without length as broken", () => {
    expect(waitedShare(item(5, 0), at(0))).toBe(1)
  })
})
