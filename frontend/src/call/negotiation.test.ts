import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { type CandidateNews, type DescriptionNews, FIRST_OFFER_MS, Negotiator, RESEND_MS } from "./negotiation"
import { FakeConnection } from "./testing/fakeConnection"

type News = { description: DescriptionNews } | { candidate: CandidateNews }

/** A line between two peers: each frame is carried after `delay` milliseconds, or lost for null. */
type Carry = (news: News, count: number) => number | null

const QUICK: Carry = () => 20
const settled = (): Promise<unknown> => vi.advanceTimersByTimeAsync(60_000)

class Peer {
  readonly connection: FakeConnection
  readonly negotiator: Negotiator
  readonly said: string[] = []
  readonly broken: unknown[] = []
  other: Peer | null = null
  carry: Carry = QUICK
  private count = 0

  constructor(name: string, options: { polite: boolean; letsOtherBegin: boolean }) {
    this.connection = new FakeConnection(name)
    this.negotiator = new Negotiator(this.connection, {
      ...options,
      line: {
        description: (news) => {
          this.said.push(`${news.kind} ${news.offer}`)
          this.send({ description: news })
        },
        candidate: (news) => this.send({ candidate: news }),
        broken: (error) => this.broken.push(error),
      },
    })
    this.connection.onneeded = () => this.negotiator.negotiationNeeded()
  }

  send(news: News): void {
    this.count += 1
    const delay = this.carry(news, this.count)
    if (delay === null) return
    setTimeout(() => {
      if ("description" in news) this.other?.negotiator.hearDescription(news.description)
      else this.other?.negotiator.hearCandidate(news.candidate)
    }, delay)
  }
}

function pair(options: { polite: "caller" | "called"; both?: boolean }): { caller: Peer; called: Peer } {
  const caller = new Peer("caller", { polite: options.polite === "caller", letsOtherBegin: false })
  const called = new Peer("called", { polite: options.polite === "called", letsOtherBegin: !options.both })
  caller.other = called
  called.other = caller
  return { caller, called }
}

function expectAgreement({ caller, called }: { caller: Peer; called: Peer }): void {
  expect([caller.connection.signalingState, called.connection.signalingState]).toEqual(["stable", "stable"])
  expect(caller.connection.agreed.remote).toBe(called.connection.agreed.local)
  expect(called.connection.agreed.remote).toBe(caller.connection.agreed.local)
  expect([caller.connection.satisfied, called.connection.satisfied]).toEqual([true, true])
  expect([...caller.broken, ...called.broken]).toEqual([])
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe("beginning", () => {
  it("lets the caller offer, so that offers need not cross", async () => {
    const peers = pair({ polite: "called" })
    peers.caller.connection.want()
    peers.called.connection.want()
    await settled()
    expectAgreement(peers)
    expect(peers.caller.said).toEqual(["offer 1"])
    expect(peers.called.said).toEqual(["answer 1"])
    expect(peers.caller.connection.states).toEqual(["have-local-offer", "stable"])
    expect(peers.called.connection.states).toEqual(["have-remote-offer", "stable"])
  })

  it("does not wait for a caller who never offers", async () => {
    const { caller, called } = pair({ polite: "called" })
    called.connection.want()
    await vi.advanceTimersByTimeAsync(FIRST_OFFER_MS - 1)
    expect(called.said).toEqual([])
    await settled()
    expectAgreement({ caller, called })
    expect(called.said).toEqual(["offer 1"])
  })
})

describe("crossing offers", () => {
  it.each(["caller", "called"] as const)("settle when the %s is polite", async (polite) => {
    const peers = pair({ polite, both: true })
    peers.caller.connection.want()
    peers.called.connection.want()
    await settled()
    expectAgreement(peers)
    const yields = peers[polite].connection
    const insists = peers[polite === "caller" ? "called" : "caller"].connection
    expect(yields.states).toEqual(["have-local-offer", "stable", "have-remote-offer", "stable"])
    expect(insists.states).toEqual(["have-local-offer", "stable"])
  })

  it.each(["caller", "called"] as const)("settle at a restart from both sides when the %s is polite", async (polite) => {
    const peers = pair({ polite })
    peers.caller.connection.want()
    await settled()
    const before = peers.caller.connection.agreed.local
    peers.caller.negotiator.restart()
    peers.called.negotiator.restart()
    await settled()
    expectAgreement(peers)
    expect(peers.caller.connection.agreed.local).not.toBe(before)
  })

  it("settle on a line that loses and delays, whatever the timing", async () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const random = randomOf(seed)
      const peers = pair({ polite: seed % 2 === 0 ? "caller" : "called", both: true })
      const carry: Carry = () => (random() < 0.25 ? null : Math.floor(random() * 60))
      peers.caller.carry = carry
      peers.called.carry = carry
      for (const peer of [peers.caller, peers.called]) {
        setTimeout(() => peer.connection.want(), random() * 80)
        setTimeout(() => peer.negotiator.restart(), random() * 400)
      }
      await settled()
      expectAgreement(peers)
    }
  })
})

describe("a line that loses", () => {
  it("repeats an offer until it is answered, and then no more", async () => {
    const peers = pair({ polite: "called" })
    peers.caller.carry = (_, count) => (count <= 2 ? null : 20)
    peers.caller.connection.want()
    await vi.advanceTimersByTimeAsync(RESEND_MS * 3 + 100)
    expect(peers.caller.said).toEqual(["offer 1", "offer 1", "offer 1"])
    await settled()
    expectAgreement(peers)
    expect(peers.caller.said).toHaveLength(3)
  })

  it("says a lost answer again without a new agreement", async () => {
    const peers = pair({ polite: "called" })
    peers.called.carry = (_, count) => (count === 1 ? null : 20)
    peers.caller.connection.want()
    await settled()
    expectAgreement(peers)
    expect(peers.called.said).toEqual(["answer 1", "answer 1"])
    expect(peers.called.connection.states).toEqual(["have-remote-offer", "stable"])
  })

  it("drops the answer to an earlier offer", async () => {
    const peers = pair({ polite: "called" })
    peers.caller.connection.want()
    await settled()
    peers.called.carry = () => null
    peers.caller.connection.want()
    await vi.advanceTimersByTimeAsync(50)
    peers.caller.negotiator.hearDescription({ kind: "answer", offer: 1, sdp: "late" })
    await vi.advanceTimersByTimeAsync(50)
    expect(peers.caller.connection.signalingState).toBe("have-local-offer")
    peers.called.carry = QUICK
    await settled()
    expectAgreement(peers)
  })

  it("says an offer that holds again to whoever comes with another", async () => {
    const peers = pair({ polite: "called" })
    peers.caller.connection.want()
    await settled()
    // The called side is out of reach for a while, so that the caller's repetitions have grown rare.
    peers.caller.carry = () => null
    peers.caller.negotiator.restart()
    await vi.advanceTimersByTimeAsync(RESEND_MS * 8)
    peers.caller.carry = QUICK
    peers.called.negotiator.restart()
    await vi.advanceTimersByTimeAsync(200)
    expectAgreement(peers)
  })

  it("repeats the open offer at once when the line is back", async () => {
    const peers = pair({ polite: "called" })
    peers.caller.carry = () => null
    peers.caller.connection.want()
    await vi.advanceTimersByTimeAsync(100)
    peers.caller.carry = QUICK
    peers.caller.negotiator.resume()
    await vi.advanceTimersByTimeAsync(100)
    expectAgreement(peers)
  })
})

describe("candidates", () => {
  const candidate = (text: string | null, ufrag: string): CandidateNews => ({ candidate: text, mid: "0", line: 0, ufrag })

  it("wait for their description, and keep their order to the end", async () => {
    const { caller, called } = pair({ polite: "called" })
    called.negotiator.hearCandidate(candidate("one", "caller0"))
    called.negotiator.hearCandidate(candidate("two", "caller0"))
    called.negotiator.hearCandidate(candidate(null, "caller0"))
    await vi.advanceTimersByTimeAsync(10)
    expect(called.connection.candidates).toEqual([])
    caller.connection.want()
    await settled()
    expect(called.connection.candidates).toEqual(["one", "two", null])
    called.negotiator.hearCandidate(candidate("three", "caller0"))
    await settled()
    expect(called.connection.candidates).toEqual(["one", "two", null, "three"])
  })

  it("of another round are kept apart until its description comes", async () => {
    const { caller, called } = pair({ polite: "called" })
    caller.connection.want()
    await settled()
    called.negotiator.hearCandidate(candidate("new", "caller1"))
    await settled()
    expect(called.connection.candidates).toEqual([])
    caller.negotiator.restart()
    await settled()
    expect(called.connection.candidates).toEqual(["new"])
  })

  it("are told with the round they belong to, and their end with the present one", async () => {
    const { caller, called } = pair({ polite: "called" })
    caller.connection.want()
    await settled()
    const told: CandidateNews[] = []
    caller.carry = (news) => {
      if ("candidate" in news) told.push(news.candidate)
      return null
    }
    const found = { candidate: "one", sdpMid: "0", sdpMLineIndex: 0, usernameFragment: "caller0" } as RTCIceCandidate
    caller.negotiator.localCandidate(found)
    caller.negotiator.localCandidate({ candidate: "" } as RTCIceCandidate)
    caller.negotiator.localCandidate(null)
    expect(told).toEqual([
      { candidate: "one", mid: "0", line: 0, ufrag: "caller0" },
      { candidate: null, mid: null, line: null, ufrag: "caller0" },
    ])
    expect(called.broken).toEqual([])
  })
})

describe("the end", () => {
  it("drops what becomes known afterwards", async () => {
    const { caller, called } = pair({ polite: "called" })
    caller.connection.want()
    await vi.advanceTimersByTimeAsync(1)
    caller.negotiator.close()
    await settled()
    expect(caller.said).toEqual([])
    called.negotiator.hearDescription({ kind: "offer", offer: 1, sdp: "caller 1" })
    await vi.advanceTimersByTimeAsync(1)
    called.negotiator.close()
    await settled()
    expect(called.said).toEqual([])
  })

  it("is asked for by a description that the browser cannot take", async () => {
    const { caller } = pair({ polite: "called" })
    const refusal = new DOMException("bad", "OperationError")
    vi.spyOn(caller.connection, "setRemoteDescription").mockRejectedValue(refusal)
    caller.negotiator.hearDescription({ kind: "offer", offer: 1, sdp: "x" })
    await settled()
    expect(caller.broken).toEqual([refusal])
  })
})

/** Mulberry32: the same timings in every run. */
function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

describe("the parts in the encryption", () => {
  const OFFER = "theirs\r\na=ice-ufrag:theirs1\r\na=setup:actpass\r\nm=video\r\na=setup:actpass\r\n"

  function negotiator(connection: FakeConnection, said: DescriptionNews[]): Negotiator {
    const line = { description: (news: DescriptionNews) => void said.push(news), candidate: () => undefined, broken: () => undefined }
    const made = new Negotiator(connection, { polite: true, letsOtherBegin: false, line })
    connection.onneeded = () => made.negotiationNeeded()
    return made
  }

  it.each(["active", "passive"] as const)("are kept in a new round where the other's answer was %s", async (part) => {
    const connection = new FakeConnection("ours")
    const said: DescriptionNews[] = []
    const ours = negotiator(connection, said)
    connection.want()
    await vi.advanceTimersByTimeAsync(50)
    ours.hearDescription({ kind: "answer", offer: 1, sdp: `theirs\r\na=ice-ufrag:theirs0\r\na=setup:${part}\r\n` })
    ours.hearDescription({ kind: "offer", offer: 2, sdp: OFFER })
    await vi.advanceTimersByTimeAsync(50)
    expect(connection.agreed.remote).toBe(OFFER.replaceAll("actpass", part))
    expect(said.map(({ kind, offer }) => `${kind} ${offer}`)).toEqual(["offer 1", "answer 2"])
    ours.close()
  })

  it("are kept in a new round where the answer was ours", async () => {
    const connection = new AnswersActively("ours")
    const ours = negotiator(connection, [])
    ours.hearDescription({ kind: "offer", offer: 1, sdp: OFFER })
    await vi.advanceTimersByTimeAsync(50)
    expect(connection.agreed.remote).toBe(OFFER)
    ours.hearDescription({ kind: "offer", offer: 2, sdp: OFFER })
    await vi.advanceTimersByTimeAsync(50)
    expect(connection.agreed.remote).toBe(OFFER.replaceAll("actpass", "passive"))
    ours.close()
  })
})

class AnswersActively extends FakeConnection {
  override get localDescription(): RTCSessionDescription | null {
    const found = super.localDescription
    return found === null ? null : ({ type: found.type, sdp: `${found.sdp}a=setup:active\r\n` } as RTCSessionDescription)
  }
}
