import { describe, expect, it } from "vitest"
import { workItem } from "../testing/people"
import { barShare, priorityCells, TARGET_SHARE } from "./summary"

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
