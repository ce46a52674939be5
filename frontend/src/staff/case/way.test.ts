import { describe, expect, it } from "vitest"
import { ANNA, custodyStep, PETERS_NOTE } from "../testing/people"
import { priorityChanges, wayOf } from "./way"

const queued = custodyStep({ sequence: 1, at: "2026-11-18T14:00:00Z", move: "queued", priority: 3 })
const raised = custodyStep({ sequence: 3, at: "2026-11-18T14:20:00Z", move: "prioritised", priority: 2, reason: "Sämre", by_name: "Helena Strand" })

describe("the way of a case", () => {
  it("lays custody, notes and added forms in the order of time", () => {
    const form = { sequence: 9, at: "2026-11-18T14:10:00Z", by: ANNA, reason: { sv: "Utslag", en: "Rash" } }
    const way = wayOf({ forms: [form] }, { custody: [queued, raised], notes: [PETERS_NOTE], alarms: [] })
    expect(way.map((step) => step.key)).toEqual(["c1", "n2", "f9", "c3"])
  })
  it("keeps the old priority beside the new one", () => {
    expect(priorityChanges([queued, raised])).toEqual([
      { at: raised.at, by: "Helena Strand", from: 3, to: 2, reason: "Sämre" },
    ])
    expect(priorityChanges([queued])).toEqual([])
  })
  it("counts each change from the one before it", () => {
    const lowered = custodyStep({ sequence: 5, at: "2026-11-18T14:30:00Z", move: "prioritised", priority: 4 })
    expect(priorityChanges([queued, raised, lowered]).map((change) => [change.from, change.to])).toEqual([[3, 2], [2, 4]])
  })
})
