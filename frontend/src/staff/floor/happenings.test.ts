import { describe, expect, it } from "vitest"
import { PETER, SARA, workItem } from "../testing/people"
import { Happenings, newsBetween } from "./happenings"

const held = (by: typeof SARA) => workItem({ state: "active", holder_id: by.id, holder_name: by.name })

describe("what has just happened", () => {
  it("sees who came, who left, and where a case went", () => {
    const other = workItem({ case_id: "other", number: 7 })
    expect(newsBetween([], [other]).map((one) => one.kind)).toEqual(["came"])
    expect(newsBetween([other], []).map((one) => one.kind)).toEqual(["left"])
    expect(newsBetween([workItem()], [held(SARA)])).toMatchObject([{ kind: "taken", to: "Sara Holm" }])
    expect(newsBetween([held(SARA)], [held(PETER)])).toMatchObject([{ kind: "given", to: "Peter Åkesson", from: { name: "Sara Holm" } }])
    expect(newsBetween([held(SARA)], [workItem()]).map((one) => one.kind)).toEqual(["returned"])
  })
  it("keeps the old priority beside the new one", () => {
    expect(newsBetween([workItem({ priority: 3 })], [workItem({ priority: 2 })])).toMatchObject([{ kind: "prioritised", before: 3, after: 2 }])
  })
  it("tells nothing of the list it begins with, and the newest first after that", () => {
    const happenings = new Happenings()
    happenings.see([workItem()], 1)
    expect(happenings.log.get()).toEqual([])
    happenings.see([held(SARA)], 2)
    happenings.see([held(PETER)], 3)
    expect(happenings.log.get().map((one) => one.kind)).toEqual(["given", "taken"])
  })
  it("knows what this person did, so that it can be taken back, and only that", () => {
    const happenings = new Happenings()
    happenings.see([held(SARA)], 1)
    happenings.expect(workItem().case_id, PETER.name)
    happenings.see([held(PETER)], 2)
    happenings.see([held(SARA)], 3)
    expect(happenings.log.get()).toMatchObject([{ byMe: false }, { byMe: true }])
    happenings.see([workItem()], 4)
    happenings.expect(workItem().case_id, PETER.name)
    happenings.see([held(PETER)], 5)
    expect(happenings.log.get()[0]).toMatchObject({ kind: "taken", byMe: true })
  })
})
