import { describe, expect, it } from "vitest"
import { stopAfter, stopAtFirst } from "./staleStop"

const calm = { seen: 4, raised: false }

describe("the stop before a stale reply", () => {
  it("is raised by a message that comes while the writer is away from a draft", () => {
    expect(stopAfter(calm, { newest: 5, looking: false, drafting: true })).toEqual({ seen: 4, raised: true })
  })
  it("stays when the writer comes back, until they choose", () => {
    const raised = { seen: 4, raised: true }
    expect(stopAfter(raised, { newest: 5, looking: true, drafting: true })).toBe(raised)
    expect(stopAfter(raised, { newest: 6, looking: true, drafting: true })).toBe(raised)
  })
  it("goes with the draft", () => {
    expect(stopAfter({ seen: 4, raised: true }, { newest: 5, looking: false, drafting: false })).toEqual({ seen: 5, raised: false })
  })
  it("is not raised by what the writer sees come, or when nothing is written", () => {
    expect(stopAfter(calm, { newest: 5, looking: true, drafting: true })).toEqual({ seen: 5, raised: false })
    expect(stopAfter(calm, { newest: 5, looking: false, drafting: false })).toEqual({ seen: 5, raised: false })
    expect(stopAfter(calm, { newest: 4, looking: false, drafting: true })).toBe(calm)
  })
  it("is there after a reload when something came meanwhile", () => {
    expect(stopAtFirst(4, { newest: 6, looking: true, drafting: true })).toEqual({ seen: 4, raised: true })
    expect(stopAtFirst(6, { newest: 6, looking: true, drafting: true })).toEqual({ seen: 6, raised: false })
    expect(stopAtFirst(null, { newest: 6, looking: true, drafting: true })).toEqual({ seen: 6, raised: false })
    expect(stopAtFirst(4, { newest: 6, looking: true, drafting: false })).toEqual({ seen: 6, raised: false })
  })
})
