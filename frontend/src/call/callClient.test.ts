import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { NURSE, RESIDENT } from "./testing/calls"
import { FakeHouse, type FakeTab } from "./testing/fakeHouse"
import { FakeDevices } from "./testing/fakeMedia"

const pass = (milliseconds: number): Promise<unknown> => vi.advanceTimersByTimeAsync(milliseconds)

interface World {
  house: FakeHouse
  nurse: FakeTab
  resident: FakeTab
}

function world(residentDevices = new FakeDevices()): World {
  const house = new FakeHouse()
  return { house, nurse: house.enter(NURSE), resident: house.enter(RESIDENT, residentDevices) }
}

async function ring(house = world()): Promise<World> {
  const starting = house.nurse.client.start(true)
  await pass(100)
  await starting
  return house
}

/** Both talk: agreed, and the path is there. */
async function talk(house = world()): Promise<World> {
  await ring(house)
  const accepting = house.resident.client.accept(true)
  await pass(200)
  await accepting
  await connect(house)
  return house
}

async function connect({ nurse, resident }: World): Promise<void> {
  for (const tab of [nurse, resident]) tab.connection.become("connected")
  await pass(50)
}

/** Media arrives, second by second. */
async function flow({ nurse, resident }: World, seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second += 1) {
    for (const tab of [nurse, resident]) tab.connection.bytesReceived += 1_000
    await pass(1_000)
  }
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe("a call", () => {
  it("rings, is answered, is agreed upon, and ends on both sides", async () => {
    const { house, nurse, resident } = await ring()
    expect([nurse.phase, resident.phase]).toEqual(["calling", "incoming"])
    expect([nurse.rings, resident.rings]).toEqual([0, 1])
    const accepting = resident.client.accept(true)
    await pass(300)
    await accepting
    expect([nurse.phase, resident.phase, resident.silenced]).toEqual(["connecting", "connecting", 1])
    expect(nurse.connection.agreed.remote).toBe(resident.connection.agreed.local)
    expect(resident.connection.agreed.remote).toBe(nurse.connection.agreed.local)
    await connect({ house, nurse, resident })
    expect([nurse.phase, resident.phase]).toEqual(["connected", "connected"])
    expect(nurse.commands).toEqual(["start", "report connected"])
    const ending = resident.client.end()
    await pass(100)
    await ending
    expect([nurse.phase, resident.phase]).toEqual(["ended", "ended"])
    for (const tab of [nurse, resident]) {
      expect(tab.connection.connectionState).toBe("closed")
      expect([tab.devices.live, tab.awake, tab.hurries, tab.client.state.get().own.stream]).toEqual([[], 0, 0, null])
    }
    resident.client.dismiss()
    expect(resident.phase).toBe("idle")
  })

  it("asks for its servers while it rings", async () => {
    const { nurse, resident } = await talk()
    for (const tab of [nurse, resident]) expect(tab.connection.servers).toHaveLength(1)
  })

  it("shows the other side's picture, and says what each side sends", async () => {
    const { nurse, resident } = await talk()
    const stream = {} as MediaStream
    nurse.connection.ontrack?.({ streams: [stream], track: null })
    expect(nurse.client.state.get().other).toMatchObject({ remote: stream, remoteSound: true, remotePicture: true })
    resident.client.setMuted(true)
    await resident.client.setCamera(false)
    await pass(50)
    expect(nurse.client.state.get().other).toMatchObject({ remoteSound: false, remotePicture: false })
    expect(resident.client.state.get().own).toMatchObject({ muted: true, cameraOn: false })
    expect([resident.devices.live, resident.connection.senders.map((sender) => sender.track !== null)]).toEqual([["audio"], [true, false]])
  })

  it("may be answered without a picture, and get one later by a new agreement", async () => {
    const { nurse, resident } = await ring()
    const accepting = resident.client.accept(false)
    await pass(300)
    await accepting
    expect(resident.connection.senders).toHaveLength(1)
    await resident.client.setCamera(true)
    await pass(300)
    expect(resident.connection.senders).toHaveLength(2)
    expect(resident.connection.satisfied).toBe(true)
    expect(nurse.connection.agreed.remote).toBe(resident.connection.agreed.local)
  })

  it("is not started or answered by somebody who cannot be heard", async () => {
    const { resident } = await ring(world(new FakeDevices("NotAllowedError")))
    await resident.client.accept(true)
    expect([resident.phase, resident.commands]).toEqual(["incoming", []])
    expect(resident.client.state.get().own.problem).toBe("denied")
  })

  it("that was declined is over on both sides at once", async () => {
    const { nurse, resident } = await ring()
    const declining = resident.client.end()
    expect(resident.phase).toBe("ended")
    await pass(100)
    await declining
    expect(nurse.client.state.get().view).toMatchObject({ phase: "ended", reason: "declined" })
  })

  it("stops the preview's camera when it rings no more", async () => {
    const { nurse, resident } = await ring()
    await resident.client.preview(true)
    expect(resident.devices.live).toEqual(["audio", "video"])
    const cancelling = nurse.client.end()
    await pass(100)
    await cancelling
    expect([resident.phase, resident.devices.live]).toEqual(["ended", []])
  })

  it("that another tab answered leaves the slower one with the reason", async () => {
    const { house, resident } = await ring()
    const other = house.enter({ ...RESIDENT, peerId: "other-tab" })
    const answers = [resident.client.accept(true), other.client.accept(true)]
    await pass(100)
    await Promise.all(answers)
    expect([resident.phase, other.phase]).toEqual(["connecting", "elsewhere"])
    expect(other.client.state.get().refusal?.code).toBe("call_over")
    expect(other.devices.live).toEqual([])
  })
})

describe("a path that is lost", () => {
  it("is said within two seconds, looked for again, reported, and found", async () => {
    const place = await talk()
    const { nurse, resident } = place
    await flow(place, 3)
    await pass(3_000)
    expect([nurse.phase, resident.phase]).toEqual(["reconnecting", "reconnecting"])
    expect(nurse.connection.restarts).toBe(0)
    await pass(3_000)
    expect(nurse.connection.restarts).toBe(1)
    expect(nurse.commands).toEqual(["start", "report connected", "report lost"])
    await flow(place, 1)
    expect([nurse.phase, resident.phase]).toEqual(["connected", "connected"])
    expect(nurse.commands.at(-1)).toBe("report connected")
    expect(nurse.connections).toHaveLength(1)
  })

  it("that comes back by itself is nobody's news", async () => {
    const place = await talk()
    await flow(place, 3)
    await pass(2_500)
    await flow(place, 2)
    expect(place.nurse.commands).toEqual(["start", "report connected"])
  })

  it("makes each side ask once whether the server is still reached, and again with each new attempt", async () => {
    const place = await talk()
    const { nurse, resident } = place
    await flow(place, 3)
    expect([nurse.proofs, resident.proofs]).toEqual([0, 0])
    await pass(500)
    expect([nurse.proofs, resident.proofs, nurse.phase]).toEqual([1, 1, "connected"])
    await pass(2_500)
    expect([nurse.proofs, nurse.connection.restarts]).toEqual([1, 0])
    await pass(1_000)
    expect([nurse.proofs, nurse.connection.restarts]).toEqual([2, 1])
    await flow(place, 1)
    await pass(1_500)
    expect(nurse.proofs).toBe(3)
  })

  it.each(["before", "after"] as const)("together with the way to the server is looked for at once when that is back (%s it is known to be lost)", async (when) => {
    const place = await talk()
    const { nurse, resident } = place
    await flow(place, 3)
    resident.connect(false)
    await pass(when === "before" ? 500 : 3_000)
    resident.connect(true)
    await pass(3_000)
    expect([resident.phase, resident.connection.restarts]).toEqual(["reconnecting", 1])
    expect(nurse.connection.agreed.remote).toBe(resident.connection.agreed.local)
  })

  it("by word of the browser, as when its own address went, is repaired as soon as the server is reached anew", async () => {
    const { nurse, resident } = await talk()
    resident.connection.become("disconnected")
    expect([resident.proofs, resident.phase, resident.connection.restarts]).toEqual([1, "reconnecting", 0])
    resident.connect(false)
    await pass(1_000)
    resident.connect(true)
    expect(resident.connection.restarts).toBe(1)
    await pass(100)
    expect(nurse.connection.agreed.remote).toBe(resident.connection.agreed.local)
  })

  it("is looked for at once when the browser gives up", async () => {
    const { nurse } = await talk()
    nurse.connection.become("failed")
    expect([nurse.phase, nurse.connection.restarts]).toEqual(["reconnecting", 1])
  })

  it("that does not heal is built anew under the next generation", async () => {
    const place = await talk()
    const { house, nurse, resident } = place
    await flow(place, 2)
    await pass(24_000)
    expect(house.call?.generation).toBe(1)
    expect([nurse.connections.length, resident.connections.length]).toEqual([2, 2])
    expect(nurse.connections[0]?.connectionState).toBe("closed")
    expect(nurse.connection.agreed.remote).toBe(resident.connection.agreed.local)
    expect([nurse.phase, resident.phase]).toEqual(["reconnecting", "reconnecting"])
    await connect(place)
    expect([nurse.phase, resident.phase]).toEqual(["connected", "connected"])
    expect([nurse.devices.live, resident.devices.live]).toEqual([["audio", "video"], ["audio", "video"]])
  })

  it("has failed when new connections did not help either", async () => {
    const { nurse } = await talk()
    nurse.connection.become("disconnected")
    await pass(90_000)
    expect(nurse.commands.filter((command) => command === "rejoin")).toHaveLength(2)
    expect(nurse.commands.at(-1)).toBe("report failed")
  })
})

describe("a socket that is lost", () => {
  it("changes nothing in the call, and the server hears of it again", async () => {
    const place = await talk()
    const { house, nurse, resident } = place
    nurse.connect(false)
    resident.connect(false)
    await flow(place, 60)
    expect([nurse.phase, resident.phase, nurse.client.state.get().online]).toEqual(["connected", "connected", false])
    const before = nurse.commands.length
    nurse.connect(true)
    await pass(50)
    expect(nurse.commands.slice(before)).toEqual(["report connected"])
    expect(house.call?.state).toBe("connected")
  })

  it("brings the end that was missed", async () => {
    const { nurse, resident } = await talk()
    resident.connect(false)
    const ending = nurse.client.end()
    await pass(100)
    await ending
    expect(resident.phase).toBe("connected")
    resident.connect(true)
    expect([resident.phase, resident.devices.live]).toEqual(["ended", []])
  })

  it("keeps a hang-up until it can be said", async () => {
    const { house, nurse, resident } = await talk()
    resident.connect(false)
    const ending = resident.client.end()
    await pass(100)
    await ending
    expect([resident.phase, resident.devices.live, nurse.phase]).toEqual(["ended", [], "connected"])
    expect([resident.awake, resident.hurries]).toEqual([0, 1])
    resident.connect(true)
    await pass(100)
    expect(resident.hurries).toBe(0)
    expect([house.call?.state, resident.phase, nurse.phase]).toEqual(["ended", "ended", "ended"])
  })

  it("does not ask for a new connection that nobody could agree on", async () => {
    const { nurse } = await talk()
    nurse.connect(false)
    nurse.connection.become("failed")
    await pass(60_000)
    expect(nurse.commands).not.toContain("rejoin")
  })
})

describe("going on", () => {
  it("after a reload is asked for, and builds a new connection on both sides", async () => {
    const { house, nurse, resident } = await talk()
    resident.client.close()
    expect([resident.devices.live, resident.awake, resident.hurries]).toEqual([[], 0, 0])
    const page = house.enter(RESIDENT)
    expect(page.phase).toBe("elsewhere")
    const going = page.client.rejoin(true)
    await pass(300)
    await going
    expect([house.call?.generation, nurse.connections.length, page.connections.length]).toEqual([1, 2, 1])
    expect(page.connection.agreed.remote).toBe(nurse.connection.agreed.local)
    expect(house.call?.state).toBe("reconnecting")
    await connect({ house, nurse, resident: page })
    expect([nurse.phase, page.phase, house.call?.state]).toEqual(["connected", "connected", "connected"])
  })

  it("in another tab lets the first one go, with its camera", async () => {
    const { house, nurse, resident } = await talk()
    const other = house.enter({ ...RESIDENT, peerId: "other-tab" })
    const going = other.client.rejoin(true)
    await pass(300)
    await going
    expect([resident.phase, resident.devices.live, other.phase]).toEqual(["elsewhere", [], "connecting"])
    expect(other.connection.agreed.remote).toBe(nurse.connection.agreed.local)
  })
})

describe("signals", () => {
  it("of anybody but the other party are dropped", async () => {
    const { nurse, resident } = await talk()
    const place = { room_id: "room", call_id: "call 1", generation: 0, offer: 9, kind: "offer", sdp: "forged" } as const
    const forged = { type: "call.description.relayed", ...place } as const
    nurse.hear({ ...forged, from_peer: RESIDENT.peerId, from_account: "another" })
    nurse.hear({ ...forged, from_peer: "another", from_account: RESIDENT.accountId })
    nurse.hear({ ...forged, from_peer: RESIDENT.peerId, from_account: RESIDENT.accountId, call_id: "call 0" })
    await pass(100)
    expect(nurse.connection.agreed.remote).toBe(resident.connection.agreed.local)
  })

  it("of an earlier generation are dropped", async () => {
    const place = await talk()
    const { nurse, resident } = place
    const rebuilding = nurse.command({ type: "call.rejoin", room_id: "room", call_id: "call 1", peer_id: nurse.peerId })
    await pass(300)
    await rebuilding
    const late = { room_id: "room", call_id: "call 1", generation: 0, offer: 9, kind: "offer", sdp: "late" } as const
    nurse.hear({ type: "call.description.relayed", ...late, from_peer: resident.peerId, from_account: resident.accountId })
    await pass(100)
    expect(nurse.connection.agreed.remote).toBe(resident.connection.agreed.local)
  })
})

describe("captions of a call", () => {
  const open = ({ nurse, resident }: World): void => {
    for (const [from, to] of [[nurse, resident], [resident, nurse]] as const) {
      from.connection.channel.send = (data) => to.connection.channel.onmessage?.({ data })
      from.connection.channel.become("open")
    }
  }

  it("are begun by no call, but by a yes, rest while muted and end with it", async () => {
    const both = await talk()
    open(both)
    const { nurse, resident } = both
    nurse.client.captions.wish(true)
    expect([resident.client.captions.state.get().asking, resident.speech.made]).toEqual([[NURSE.accountId], []])
    await resident.client.captions.answer(true)
    resident.speech.latest.says(0, "Hej.")
    expect(nurse.client.captions.state.get().lines).toMatchObject([{ from: RESIDENT.accountId, text: "Hej.", done: true }])
    expect([resident.speech.listening, nurse.speech.listening]).toEqual([1, 0])
    resident.client.setMuted(true)
    expect(resident.speech.listening).toBe(0)
    resident.client.setMuted(false)
    expect(resident.speech.listening).toBe(1)
    expect(resident.speech.latest.track).toBe(resident.client.state.get().own.stream?.getAudioTracks()[0])
    const ending = nurse.client.end()
    await pass(5_000)
    await ending
    expect([resident.speech.listening, resident.client.captions.state.get().lines]).toEqual([0, []])
    // No word of it went into the room.
    expect([nurse.kept, resident.kept]).toEqual([[], []])
  })

  it("end when the page leaves the call", async () => {
    const both = await talk()
    open(both)
    await both.resident.client.captions.consent(true)
    both.resident.client.close()
    await pass(5_000)
    expect(both.resident.speech.listening).toBe(0)
  })
})
