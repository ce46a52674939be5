import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { membersOf, pairsOf } from "./mesh"
import { answered, GUEST, NURSE, RELATIVE, RESIDENT, ringing } from "./testing/calls"
import { FakeHouse, type FakeTab } from "./testing/fakeHouse"

const pass = (milliseconds: number): Promise<unknown> => vi.advanceTimersByTimeAsync(milliseconds)
const member = (me: { accountId: string; peerId: string }, generation = 0) => ({ account_id: me.accountId, peer_id: me.peerId, generation })

describe("who is in a call", () => {
  const four = answered({ generation: 3, caller_generation: 1, others: [member(GUEST, 4), member(RELATIVE)] })

  it("is nobody while it rings, then the two, then guests", () => {
    expect(membersOf(ringing())).toEqual([])
    expect(membersOf(four).map(({ accountId, generation }) => [accountId, generation])).toEqual([["nurse", 1], ["resident", 2], ["amira", 4], ["nils", 0]])
  })

  it("every two agree on who begins, who yields and of which generation they are", () => {
    const everybody = [NURSE, RESIDENT, GUEST, RELATIVE]
    for (const one of everybody)
      for (const other of everybody) {
        if (one === other) continue
        const [mine, theirs] = [one, other].map((me) => pairsOf(me, four)?.find((pair) => pair.accountId === (me === one ? other : one).accountId))
        expect([mine?.calls, mine?.polite]).toEqual([!theirs?.calls, !theirs?.polite])
        expect(mine?.generation).toBe(theirs?.generation)
      }
    expect(pairsOf(NURSE, four)?.[0]).toEqual({ accountId: "resident", peerId: "resident-tab", calls: true, polite: false, generation: 3, main: true })
  })

  it("another page of somebody who is in it has no connection", () => {
    expect(pairsOf({ ...GUEST, peerId: "another" }, four)).toBeNull()
  })
})

interface World {
  house: FakeHouse
  tabs: FakeTab[]
}

/** Nurse and resident talk; the others are in the room. */
async function talk(guests = [GUEST]): Promise<World> {
  const house = new FakeHouse()
  const tabs = [NURSE, RESIDENT, ...guests].map((me) => house.enter(me))
  const [nurse, resident] = tabs
  void nurse?.client.start(true)
  await pass(100)
  void resident?.client.accept(true)
  await pass(200)
  await connect(tabs)
  return { house, tabs }
}

async function connect(tabs: readonly FakeTab[]): Promise<void> {
  for (const tab of tabs) for (const one of tab.connections) if (one.connectionState !== "closed") one.become("connected")
  await pass(50)
}

async function join(tab: FakeTab, tabs: readonly FakeTab[]): Promise<void> {
  void tab.client.joinOthers(true)
  await pass(300)
  await connect(tabs)
}

const peopleOf = (tab: FakeTab): string[] => tab.client.state.get().other.people.map((one) => `${one.accountId} ${one.path}`)
const openOf = (tab: FakeTab): number => tab.connections.filter((one) => one.connectionState !== "closed").length

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe("a guest", () => {
  it("sees nothing that rings, joins what goes on, and everybody has one connection with each", async () => {
    const { tabs } = await talk([GUEST, RELATIVE])
    const [nurse, resident, guest, relative] = tabs as [FakeTab, FakeTab, FakeTab, FakeTab]
    expect(guest.phase).toBe("joinable")
    await join(guest, tabs)
    await join(relative, tabs)
    expect(tabs.map(openOf)).toEqual([3, 3, 3, 3])
    expect(peopleOf(nurse)).toEqual(["resident connected", "amira connected", "nils connected"])
    expect(peopleOf(relative)).toEqual(["nurse connected", "resident connected", "amira connected"])
    expect(tabs.flatMap((tab) => tab.connections.map((one) => one.signalingState))).toEqual(Array(12).fill("stable"))
    expect([nurse, resident].map((tab) => tab.connections.length)).toEqual([3, 3])
  })

  it("leaves, and the others go on over the connections they have", async () => {
    const { house, tabs } = await talk()
    const [nurse, resident, guest] = tabs as [FakeTab, FakeTab, FakeTab]
    await join(guest, tabs)
    await Promise.all([guest.client.end(), pass(100)])
    expect(house.call?.state).toBe("connected")
    expect([guest.phase, nurse.phase, resident.phase]).toEqual(["joinable", "connected", "connected"])
    expect(tabs.map(openOf)).toEqual([1, 1, 0])
    expect(guest.devices.live).toEqual([])
    await join(guest, tabs)
    expect(tabs.map(openOf)).toEqual([2, 2, 2])
  })

  it("is taken out and told so; their camera goes off", async () => {
    const { tabs } = await talk()
    const [nurse, , guest] = tabs as [FakeTab, FakeTab, FakeTab]
    await join(guest, tabs)
    await Promise.all([nurse.client.remove(GUEST.accountId), pass(100)])
    const { view } = guest.client.state.get()
    expect(view.phase === "joinable" && view.barred).toBe(true)
    void guest.client.joinOthers(true)
    await pass(300)
    expect(guest.commands.filter((command) => command === "join")).toHaveLength(1)
    expect(peopleOf(nurse)).toEqual(["resident connected"])
    expect([openOf(guest), guest.devices.live.length]).toEqual([0, 0])
  })

  it("goes on from a new page over new connections, the two's own stays", async () => {
    const { house, tabs } = await talk()
    const [nurse, resident, guest] = tabs as [FakeTab, FakeTab, FakeTab]
    await join(guest, tabs)
    guest.client.close()
    const again = house.enter(GUEST)
    expect(again.phase).toBe("elsewhere")
    void again.client.rejoin(true)
    await pass(300)
    await connect([nurse, resident, again])
    expect([nurse, resident].map((tab) => tab.connections.length)).toEqual([3, 3])
    expect(peopleOf(again)).toEqual(["nurse connected", "resident connected"])
  })

  it("with a line that stays broken asks anew themselves; the others ask nothing", async () => {
    const { tabs } = await talk()
    const [nurse, resident, guest] = tabs as [FakeTab, FakeTab, FakeTab]
    await join(guest, tabs)
    const asked = nurse.commands.length
    guest.connections.at(-1)?.become("failed")
    nurse.connections.at(-1)?.become("failed")
    for (let second = 0; second < 40; second += 1) {
      for (const tab of [nurse, resident]) for (const one of tab.connections.slice(0, 1)) one.bytesReceived += 1_000
      await pass(1_000)
    }
    expect(guest.commands.filter((one) => one === "join").length).toBeGreaterThan(1)
    expect(nurse.commands.slice(asked).filter((one) => one === "rejoin")).toEqual([])
  })

  it("is gone with the end, which is for all", async () => {
    const { tabs } = await talk()
    const [nurse, , guest] = tabs as [FakeTab, FakeTab, FakeTab]
    await join(guest, tabs)
    await Promise.all([nurse.client.end(), pass(100)])
    expect(guest.phase).toBe("ended")
    expect(tabs.map(openOf)).toEqual([0, 0, 0])
  })

  it("with a stranger's login has no word in it", async () => {
    const { house, tabs } = await talk()
    const [nurse, , guest] = tabs as [FakeTab, FakeTab, FakeTab]
    const before = openOf(nurse)
    house.relay(guest, { type: "call.media", room_id: "room", call_id: "call 1", to_peer: NURSE.peerId, sound: false, picture: false })
    await pass(50)
    expect([openOf(nurse), nurse.client.state.get().other.remoteSound]).toEqual([before, true])
  })
})
