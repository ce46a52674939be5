import { describe, expect, it } from "vitest"
import { workItem } from "../testing/people"
import { againstTarget, barShare, fittingRows, floorOrder, minutesOfTurn, priorityCells, TARGET_SHARE } from "./summary"

const NOW = Date.parse("2026-11-18T14:12:00Z")

describe("the floor's figures", () => {
  it("counts open cases by priority and finds the longest wait among those nobody has", () => {
    const items = [
      workItem({ case_id: "a" }),
      workItem({ case_id: "b", arrived_at: "2026-11-18T13:50:00Z", open_by: "2026-11-18T14:05:00Z" }),
      workItem({ case_id: "c", arrived_at: "2026-11-18T12:00:00Z", holder_id: "sara", state: "active" }),
    ]
    const two = priorityCells(items, NOW)[1]
    expect(two).toMatchObject({ priority: 2, open: 3, haste: "over" })
    expect(two?.longest?.case_id).toBe("b")
  })
  it("keeps an empty cell for a priority that nobody has", () => {
    expect(priorityCells([], NOW).map((cell) => [cell.priority, cell.open, cell.longest, cell.haste])).toEqual(
      [1, 2, 3, 4, 5, null].map((priority) => [priority, 0, null, "calm"]),
    )
  })
  it("lets the bar reach its target mark when the target is reached, and end beyond it", () => {
    expect(barShare(workItem(), Date.parse("2026-11-18T14:15:00Z"))).toBeCloseTo(TARGET_SHARE)
    expect(barShare(workItem(), Date.parse("2026-11-18T18:00:00Z"))).toBe(1)
  })
})

describe("the floor's order", () => {
  it("puts the largest share of the promise first, whatever the priority, and those that somebody has after", () => {
    const items = [
      workItem({ case_id: "urgent", priority: 1, open_by: "2026-11-18T14:40:00Z" }),
      workItem({ case_id: "late", priority: 3, arrived_at: "2026-11-18T13:00:00Z", open_by: "2026-11-18T14:00:00Z" }),
      workItem({ case_id: "answered", state: "active", holder_id: "sara", turn: "resident" }),
      workItem({ case_id: "asked", state: "active", holder_id: "sara", turn: "staff" }),
    ]
    const { waiting, held } = floorOrder(items, NOW)
    expect(waiting.map((item) => item.case_id)).toEqual(["late", "urgent"])
    expect(held.map((item) => item.case_id)).toEqual(["asked", "answered"])
  })
  it("leaves out what can wait where there is not room for all", () => {
    const errand = { priority: null, administrative: true }
    const items = [
      workItem({ case_id: "errand", ...errand, open_by: "2026-11-19T14:00:00Z" }),
      workItem({ case_id: "late errand", ...errand, arrived_at: "2026-11-18T12:00:00Z", open_by: "2026-11-18T14:00:00Z" }),
      workItem({ case_id: "answered", priority: 4, state: "active", holder_id: "sara", turn: "resident" }),
      workItem({ case_id: "asked", priority: 1, state: "active", holder_id: "sara", turn: "staff" }),
    ]
    const shown = (most: number): string[] => {
      const { waiting, held } = fittingRows(floorOrder(items, NOW), most, NOW)
      return [...waiting, ...held].map((item) => item.case_id)
    }
    const busy = floorOrder(
      [
        workItem({ case_id: "held errand", ...errand, state: "active", holder_id: "sara", turn: "staff", turn_at: "2026-11-18T13:00:00Z" }),
        workItem({ case_id: "urgent", priority: 1, state: "active", holder_id: "sara", turn: "resident" }),
        workItem({ case_id: "held", priority: 4, state: "active", holder_id: "sara", turn: "staff" }),
      ],
      NOW,
    )
    expect([1, 2].map((most) => fittingRows(busy, most, NOW).held.map((item) => item.case_id))).toEqual([["urgent"], ["held", "urgent"]])
    const early = floorOrder(
      [
        workItem({ case_id: "can wait", priority: 5, open_by: "2026-11-19T14:00:00Z" }),
        workItem({ case_id: "urgent", priority: 1, state: "active", holder_id: "sara", turn: "resident" }),
      ],
      NOW,
    )
    expect(fittingRows(early, 1, NOW)).toEqual({ waiting: [], held: early.held })
    expect(shown(2)).toEqual(["late errand", "asked"])
    expect(shown(3)).toEqual(["late errand", "errand", "asked"])
    expect(shown(4)).toEqual(["late errand", "errand", "asked", "answered"])
  })
  it("says how far over the target, and a time of day when minutes of opening hours would mislead", () => {
    expect(againstTarget(workItem(), Date.parse("2026-11-18T14:26:30Z"))).toEqual({ kind: "over", minutes: 11 })
    expect(againstTarget(workItem(), NOW)).toEqual({ kind: "target", minutes: 15 })
    const night = workItem({ arrived_at: "2026-11-17T22:00:00Z", open_by: "2026-11-18T15:15:00Z" })
    expect(againstTarget(night, NOW)).toEqual({ kind: "by", at: night.open_by })
    expect(minutesOfTurn(workItem({ turn_at: "2026-11-18T14:00:00Z" }), NOW)).toBe(12)
  })
})
