import { describe, expect, it } from "vitest"
import { Measuring } from "./measuring"
import type { Sample } from "./quality"
import { readReport } from "./statistics"

const SAMPLE: Sample = {
  at: 0, bytesReceived: 0, packetsReceived: 100, packetsLost: 0, jitterSeconds: 0.012, roundTripSeconds: 0.2,
  remoteShareLost: 0, framesDecoded: 0, audioEnergyIn: 0, audioEnergyOut: 0, way: "relay_tls",
}

describe("what is told of the path", () => {
  it("is what came since the report before", () => {
    const measuring = new Measuring()
    expect(measuring.since(SAMPLE)).toBeNull()
    expect(measuring.since({ ...SAMPLE, packetsReceived: 190, packetsLost: 10 })).toEqual({
      received: 90, lost: 10, round_trip_ms: 200, jitter_ms: 12, quality: "uneven", way: "relay_tls",
    })
  })

  it("begins anew with a new connection", () => {
    const measuring = new Measuring()
    measuring.since(SAMPLE)
    expect(measuring.since({ ...SAMPLE, packetsReceived: 3 })).toBeNull()
  })
})

describe("the way of a connection", () => {
  const report = (local: object): RTCStats[] =>
    [
      { type: "transport", selectedCandidatePairId: "pair" },
      { type: "candidate-pair", id: "pair", localCandidateId: "mine" },
      { type: "local-candidate", id: "mine", ...local },
    ] as unknown as RTCStats[]
  it.each([
    [{ candidateType: "host" }, "direct"],
    [{ candidateType: "prflx" }, "direct"],
    [{ candidateType: "relay", relayProtocol: "udp" }, "relay_udp"],
    [{ candidateType: "relay", relayProtocol: "tls" }, "relay_tls"],
  ] as const)("%o is %s", (local, way) => {
    expect(readReport(report(local), 0).way).toBe(way)
  })

  it("is not known before there is one", () => {
    expect(readReport([], 0).way).toBeNull()
  })
})
