import { describe, expect, it } from "vitest"
import type { CheckResult } from "../../core/protocol/wire"
import { lostBetween, type MeasuredPath, rateOf } from "./path"
import { adviceFor, resultOf, verdictOf } from "./verdict"
import { nameOf, waysOf } from "./ways"

const GOOD: MeasuredPath = { roundTripMs: 40, jitterMs: 5, lostDown: 0, lostUp: 0, downKbit: 3_000, upKbit: 3_000 }

describe("what a check found, in one word", () => {
  it.each([
    [{}, "good"],
    [{ lostUp: 0.05 }, "uneven"],
    [{ lostDown: 0.12 }, "poor"],
    [{ jitterMs: 60 }, "uneven"],
    [{ roundTripMs: 900 }, "poor"],
    [{ upKbit: 500 }, "uneven"],
    [{ downKbit: 100 }, "poor"],
  ] as const)("%o is %s", (change, verdict) => {
    expect(verdictOf({ ...GOOD, ...change })).toBe(verdict)
  })

  it("is none where no way leads to us", () => {
    expect(resultOf("id", [], null)).toMatchObject({ verdict: "none", lost_permille: null, down_kbit: null })
  })

  it("tells the worse of the two directions", () => {
    expect(resultOf("id", [], { ...GOOD, lostDown: 0.01, lostUp: 0.045 }).lost_permille).toBe(45)
  })
})

describe("advice", () => {
  const result = (path: Partial<MeasuredPath> | null): CheckResult => resultOf("id", [], path && { ...GOOD, ...path })
  it("is given only where something can be better", () => {
    expect(adviceFor(result({}))).toEqual([])
    expect(adviceFor(result(null))).toEqual(["other_network", "call_by_phone"])
    expect(adviceFor(result({ lostUp: 0.05 }))).toEqual(["nearer_wifi"])
    expect(adviceFor(result({ upKbit: 300 }))).toEqual(["others_streaming"])
    expect(adviceFor(result({ roundTripMs: 400 }))).toEqual(["other_network"])
    expect(adviceFor(result({ lostUp: 0.2, upKbit: 100 }))).toEqual(["nearer_wifi", "others_streaming"])
  })
})

describe("counters", () => {
  it("give what came between two moments", () => {
    expect(rateOf({ at: 1_000, bytes: 0 }, { at: 3_000, bytes: 250_000 })).toBe(1_000)
    expect(rateOf({ at: 1_000, bytes: 0 }, { at: 1_000, bytes: 5 })).toBe(0)
    expect(lostBetween({ received: 10, lost: 2 }, { received: 100, lost: 12 })).toBe(0.1)
    expect(lostBetween({ received: 10, lost: 2 }, { received: 10, lost: 2 })).toBe(0)
  })
})

describe("the ways to us", () => {
  it("are told by their addresses", () => {
    const urls = ["stun:a", "turn:a:3478", "turn:a:3478?transport=udp", "turn:a?transport=tcp", "turns:a:5349?transport=tcp", "http:a"]
    expect(urls.map(nameOf)).toEqual(["stun", "turn_udp", "turn_udp", "turn_tcp", "turn_tls", null])
  })

  it("are each tried once, with their own server", () => {
    const server = { urls: ["turn:a?transport=tcp", "turn:a", "turn:b"], username: "u", credential: "c" }
    const ways = waysOf({ ice_servers: [server, { urls: ["stun:a"], username: null, credential: null }], relay_only: false, good_for: 0 })
    expect(ways.map((way) => [way.name, way.server.urls])).toEqual([
      ["stun", ["stun:a"]],
      ["turn_udp", ["turn:a"]],
      ["turn_tcp", ["turn:a?transport=tcp"]],
    ])
  })
})
