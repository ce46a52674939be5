import { describe, expect, it } from "vitest"
import type { CallState } from "../core/protocol/wire"
import { type Fact, initial, isEngaged, type Machine, type Me, reduce, viewOf } from "./callMachine"
import { answered, ended, NURSE, RESIDENT, ringing } from "./testing/calls"

const told = (call: CallState | null, at = 0): Fact => ({ fact: "told", call, at })
const joining = (generation = 0): Fact => ({ fact: "joining", joined: { callId: "call", generation } })

function after(me: Me, ...facts: Fact[]): Machine {
  return facts.reduce(reduce, initial(me))
}

/** The phases in order, as a screen would draw them. */
function phases(me: Me, ...facts: Fact[]): string[] {
  let machine = initial(me)
  return facts.map((fact) => {
    machine = reduce(machine, fact)
    const view = viewOf(machine)
    return view.phase === "talking" ? view.path.is : view.phase === "ended" ? view.reason : view.phase
  })
}

describe("the called side", () => {
  it("hears it ring, answers, talks, and is told the end", () => {
    const story = phases(
      RESIDENT,
      told(ringing()),
      joining(),
      told(answered()),
      { fact: "path.connected" },
      told(answered({ state: "connected" })),
      told(ended("hung_up")),
      { fact: "dismissed" },
    )
    expect(story).toEqual(["incoming", "answering", "connecting", "connected", "connected", "hung_up", "idle"])
  })

  it.each(["missed", "cancelled"] as const)("is told that what rang was %s", (reason) => {
    expect(phases(RESIDENT, told(ringing()), told(ended(reason)))).toEqual(["incoming", reason])
  })

  it("goes back to ringing when its answer is refused", () => {
    expect(phases(RESIDENT, told(ringing()), joining(), { fact: "refused" })).toEqual(["incoming", "answering", "incoming"])
  })

  it("is quiet about a call that ended before the page was there", () => {
    expect(phases(RESIDENT, told(ended("hung_up")))).toEqual(["idle"])
  })

  it("stops ringing in the other tab when one has answered", () => {
    const other = { ...RESIDENT, peerId: "other-tab" }
    expect(phases(other, told(ringing()), told(answered()))).toEqual(["incoming", "elsewhere"])
  })

  it("stops ringing for the other guardian", () => {
    const other = { accountId: "guardian", peerId: "guardian-tab", mayAnswer: () => true }
    expect(phases(other, told(ringing()), told(answered()))).toEqual(["incoming", "others"])
  })
})

describe("the calling side", () => {
  it("knows its own call by its account and tab, whichever comes first", () => {
    expect(phases(NURSE, { fact: "starting" }, told(ringing()), told(answered()))).toEqual(["idle", "calling", "connecting"])
  })

  it("is told why nobody answered, even if it only hears of the end", () => {
    expect(phases(NURSE, { fact: "starting" }, told(ringing()), told(ended("declined")))).toEqual(["idle", "calling", "declined"])
    expect(phases(NURSE, { fact: "starting" }, told(ended("missed")))).toEqual(["idle", "missed"])
  })

  it("does not take an earlier call of the same tab for the new one", () => {
    const machine = after(NURSE, told(ended("hung_up")), { fact: "starting" }, told(ended("hung_up")))
    expect([viewOf(machine).phase, machine.starting]).toEqual(["idle", true])
  })

  it("sees in its other tab that it is in a call", () => {
    expect(phases({ ...NURSE, peerId: "other-tab" }, told(ringing()), told(answered()))).toEqual(["elsewhere", "elsewhere"])
  })

  it("does not ring at colleagues", () => {
    const colleague = { accountId: "colleague", peerId: "colleague-tab", mayAnswer: () => false }
    expect(phases(colleague, told(ringing()), told(answered()), told(ended("hung_up")))).toEqual(["others", "others", "idle"])
  })
})

describe("the path", () => {
  const talking = [told(ringing()), joining(), told(answered(), 5)] as const

  it("counts from the answer until it is there", () => {
    const view = viewOf(after(RESIDENT, ...talking))
    expect(view).toMatchObject({ phase: "talking", path: { is: "connecting", since: 5 }, calls: false, polite: true })
    expect(view).toMatchObject({ other: { accountId: "nurse", peerId: "nurse-tab" } })
  })

  it("is this tab's own observation: what the server says of it changes nothing here", () => {
    const connected = after(RESIDENT, ...talking, { fact: "path.connected" }, told(answered({ state: "reconnecting" }), 9))
    expect(viewOf(connected)).toMatchObject({ path: { is: "connected" } })
  })

  it("keeps the moment of its loss over new connections", () => {
    const lost = after(RESIDENT, ...talking, { fact: "path.connected" }, { fact: "path.lost", at: 20 })
    expect(viewOf(lost)).toMatchObject({ path: { is: "reconnecting", since: 20 } })
    const rebuilt = reduce(lost, told(answered({ state: "reconnecting", generation: 1 }), 40))
    expect(viewOf(rebuilt)).toMatchObject({ path: { is: "reconnecting", since: 20 } })
    expect(viewOf(reduce(rebuilt, { fact: "path.connected" }))).toMatchObject({ path: { is: "connected" } })
  })

  it("is lost when the other side begins a new connection", () => {
    const rejoined = after(
      RESIDENT,
      ...talking,
      { fact: "path.connected" },
      told(answered({ state: "reconnecting", generation: 1, caller_peer: "nurse-other-tab" }), 30),
    )
    expect(viewOf(rejoined)).toMatchObject({
      path: { is: "reconnecting", since: 30 },
      other: { peerId: "nurse-other-tab" },
    })
  })

  it("cannot be lost before it was there", () => {
    expect(viewOf(after(RESIDENT, ...talking, { fact: "path.lost", at: 9 }))).toMatchObject({ path: { is: "connecting", since: 5 } })
  })
})

describe("going on elsewhere", () => {
  it("asks a reloaded page whether it goes on, even under the same tab id", () => {
    expect(phases(RESIDENT, told(answered({ state: "connected" })))).toEqual(["elsewhere"])
  })

  it("waits for the new generation before it talks", () => {
    const running = answered({ state: "connected" })
    const machine = after(RESIDENT, told(running), joining(1))
    expect([viewOf(machine).phase, isEngaged(machine)]).toEqual(["elsewhere", true])
    expect(viewOf(reduce(machine, told({ ...running, state: "reconnecting", generation: 1 }))).phase).toBe("talking")
  })

  it("lets the first tab go when another one takes over", () => {
    const moved = answered({ state: "reconnecting", generation: 1, callee_peer: "other-tab" })
    const machine = after(RESIDENT, told(ringing()), joining(), told(answered()), told(moved))
    expect([viewOf(machine).phase, isEngaged(machine)]).toEqual(["elsewhere", false])
  })
})

describe("leaving", () => {
  it("holds here at once, and says how it ended", () => {
    expect(phases(RESIDENT, told(ringing()), { fact: "left" })).toEqual(["incoming", "declined"])
    expect(phases(NURSE, { fact: "starting" }, told(ringing()), { fact: "left" })).toEqual(["idle", "calling", "cancelled"])
    expect(phases(RESIDENT, told(ringing()), joining(), told(answered()), { fact: "left" }).at(-1)).toBe("hung_up")
  })

  it("is not undone by what the server said before it heard of it", () => {
    const left = after(RESIDENT, told(ringing()), joining(), told(answered()), { fact: "left" })
    expect(viewOf(reduce(left, told(answered({ state: "connected" })))).phase).toBe("ended")
    expect(isEngaged(left)).toBe(false)
  })

  it("ends with its call: the next one rings", () => {
    const left = after(RESIDENT, told(ringing()), { fact: "left" }, told(ended("declined")))
    expect(viewOf(reduce(left, told(ringing({ id: "next" })))).phase).toBe("incoming")
  })
})

describe("news that come late", () => {
  it("bring no call back", () => {
    const over = after(RESIDENT, told(ringing()), joining(), told(answered()), told(ended("hung_up")))
    expect(viewOf(reduce(over, told(answered()))).phase).toBe("ended")
  })

  it("bring no earlier generation back", () => {
    const now = answered({ state: "reconnecting", generation: 2 })
    const machine = after(RESIDENT, told(ringing()), joining(), told(now), told(answered({ generation: 1 })))
    expect(machine.call?.generation).toBe(2)
  })
})
