import { describe, expect, it } from "vitest"
import { ANNA, custodyStep, PETERS_NOTE } from "../testing/people"
import { priorityChanges, wayOf, whyGiven } from "./way"

const queued = custodyStep({ sequence: 1, at: "2026-11-18T14:00:00Z", move: "queued", priority: 3 })
const raised = custodyStep({ sequence: 3, at: "2026-11-18T14:20:00Z", move: "prioritised", priority: 2, reason: "Sämre", by_name: "Helena Strand" })

describe("why somebody has a case", () => {
  const why = [{ code: "hands_free", says: { sv: "Du har inget ärende just nu.", en: "You have no case just now." } }]
  const offered = custodyStep({ sequence: 4, move: "offered", reasons: why })
  const accepted = custodyStep({ sequence: 5, move: "accepted" })
  it("is told as it was decided when they were asked", () => {
    expect(whyGiven([queued, offered, accepted, raised])).toEqual(why)
  })
  it("is told of one that was taken to help another unit", () => {
    const helped = custodyStep({ sequence: 5, move: "helped", reasons: why })
    expect(whyGiven([queued, helped, raised])).toEqual(why)
    expect(whyGiven([queued, helped, custodyStep({ sequence: 6, move: "released" })])).toEqual([])
  })
  it("is not told of a case that was taken or given in another way", () => {
    expect(whyGiven([queued, offered, custodyStep({ sequence: 5, move: "claimed" })])).toEqual([])
    expect(whyGiven([queued, offered, accepted, custodyStep({ sequence: 6, move: "reassigned" })])).toEqual([])
  })
})

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
