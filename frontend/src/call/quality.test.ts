import { describe, expect, it } from "vitest"
import { judge, type Sample } from "./quality"
import { readReport } from "./statistics"

const QUIET: Sample = {
  at: 0,
  bytesReceived: 0,
  packetsReceived: 0,
  packetsLost: 0,
  jitterSeconds: 0.005,
  roundTripSeconds: 0.05,
  remoteShareLost: 0,
  framesDecoded: 0,
  audioEnergyIn: 0,
  audioEnergyOut: 0,
}
const next = (change: Partial<Sample>): Sample => ({ ...QUIET, packetsReceived: 100, ...change })

describe("quality in words", () => {
  it.each([
    [{}, "good", "good"],
    [{ packetsLost: 3 }, "good", "good"],
    [{ packetsLost: 5 }, "good", "uneven"],
    [{ packetsLost: 20 }, "good", "poor"],
    [{ jitterSeconds: 0.06 }, "good", "uneven"],
    [{ remoteShareLost: 0.05 }, "uneven", "good"],
    [{ remoteShareLost: 0.2 }, "poor", "good"],
    [{ roundTripSeconds: 0.5 }, "uneven", "uneven"],
    [{ roundTripSeconds: 1 }, "poor", "poor"],
    [{ roundTripSeconds: null, remoteShareLost: null }, "good", "good"],
  ] as const)("of %o", (change, mine, theirs) => {
    expect(judge(QUIET, next(change))).toEqual({ mine, theirs })
  })

  it("looks at what was lost since the last look, not since the beginning", () => {
    const before = next({ packetsReceived: 100, packetsLost: 50 })
    expect(judge(before, next({ packetsReceived: 200, packetsLost: 50 })).theirs).toBe("good")
  })

  it("is not fooled by packets that came after all, or by silence", () => {
    expect(judge(next({ packetsLost: 5 }), next({ packetsReceived: 200, packetsLost: 4 })).theirs).toBe("good")
    expect(judge(QUIET, QUIET)).toEqual({ mine: "good", theirs: "good" })
  })
})

describe("a report", () => {
  it("is read over all its streams", () => {
    const report = [
      { type: "inbound-rtp", kind: "audio", packetsReceived: 10, packetsLost: 1, jitter: 0.01, totalAudioEnergy: 0.5 },
      { type: "inbound-rtp", kind: "video", packetsReceived: 20, packetsLost: 2, jitter: 0.03, framesDecoded: 30 },
      { type: "remote-inbound-rtp", fractionLost: 0.1, roundTripTime: 0.2 },
      { type: "remote-inbound-rtp", roundTripTime: 0.1 },
      { type: "media-source", kind: "audio", totalAudioEnergy: 0.25 },
      { type: "transport", bytesReceived: 4_000 },
      { type: "codec" },
    ] as unknown as RTCStats[]
    expect(readReport(report, 7)).toEqual({
      at: 7,
      bytesReceived: 4_000,
      packetsReceived: 30,
      packetsLost: 3,
      jitterSeconds: 0.03,
      roundTripSeconds: 0.2,
      remoteShareLost: 0.1,
      framesDecoded: 30,
      audioEnergyIn: 0.5,
      audioEnergyOut: 0.25,
      way: null,
    })
  })

  it("counts what came in where Firefox does, which says nothing of it at the transport", () => {
    const report = [
      { type: "transport", id: "t", iceState: "connected", selectedCandidatePairId: "chosen" },
      { type: "candidate-pair", id: "chosen", bytesReceived: 215_806, localCandidateId: "host" },
      { type: "candidate-pair", id: "other", bytesReceived: 194, localCandidateId: "relay" },
      { type: "local-candidate", id: "host", candidateType: "host" },
    ] as unknown as RTCStats[]
    expect(readReport(report, 0)).toMatchObject({ bytesReceived: 216_000, way: "direct" })
  })

  it("counts nothing twice where the transport counts as well", () => {
    const report = [
      { type: "transport", bytesReceived: 4_000 },
      { type: "candidate-pair", bytesReceived: 4_000 },
    ] as unknown as RTCStats[]
    expect(readReport(report, 0).bytesReceived).toBe(4_000)
  })

  it("may say nothing yet", () => {
    expect(readReport([], 0)).toMatchObject({ roundTripSeconds: null, remoteShareLost: null, bytesReceived: 0 })
  })
})
