/** Reads a peer connection's counters into one sample. WebRTC Statistics says what each field means. */
import type { Sample } from "./quality"

interface InboundRtp extends RTCStats {
  kind?: string
  packetsReceived?: number
  packetsLost?: number
  jitter?: number
  framesDecoded?: number
  totalAudioEnergy?: number
}

interface RemoteInboundRtp extends RTCStats {
  fractionLost?: number
  roundTripTime?: number
}

interface MediaSource extends RTCStats {
  kind?: string
  totalAudioEnergy?: number
}

interface Transport extends RTCStats {
  bytesReceived?: number
  selectedCandidatePairId?: string
}

interface CandidatePair extends RTCStats {
  bytesReceived?: number
  localCandidateId?: string
}

interface LocalCandidate extends RTCStats {
  candidateType?: string
  relayProtocol?: string
}

export async function sampleOf(connection: Pick<RTCPeerConnection, "getStats">, at: number): Promise<Sample> {
  const found: RTCStats[] = []
  const report = await connection.getStats()
  report.forEach((stats: RTCStats) => found.push(stats))
  return readReport(found, at)
}

export function readReport(report: readonly RTCStats[], at: number): Sample {
  const inbound = ofType<InboundRtp>(report, "inbound-rtp")
  const remote = ofType<RemoteInboundRtp>(report, "remote-inbound-rtp")
  const sources = ofType<MediaSource>(report, "media-source")
  return {
    at,
    bytesReceived: bytesOf(report),
    packetsReceived: sum(inbound, (stats) => stats.packetsReceived),
    packetsLost: sum(inbound, (stats) => stats.packetsLost),
    jitterSeconds: Math.max(0, ...inbound.map((stats) => stats.jitter ?? 0)),
    roundTripSeconds: highest(remote, (stats) => stats.roundTripTime),
    remoteShareLost: highest(remote, (stats) => stats.fractionLost),
    framesDecoded: sum(inbound, (stats) => stats.framesDecoded),
    audioEnergyIn: sum(inbound, (stats) => stats.totalAudioEnergy),
    audioEnergyOut: sum(sources, (stats) => stats.totalAudioEnergy),
    way: wayOf(report),
  }
}

/** Of the transport; Firefox counts them at the candidate pairs alone. */
function bytesOf(report: readonly RTCStats[]): number {
  const counting = ofType<Transport>(report, "transport").filter((stats) => stats.bytesReceived !== undefined)
  return sum(counting.length > 0 ? counting : ofType<CandidatePair>(report, "candidate-pair"), (stats) => stats.bytesReceived)
}

function wayOf(report: readonly RTCStats[]): NonNullable<Sample["way"]> | null {
  const chosen = ofType<Transport>(report, "transport").find((stats) => stats.selectedCandidatePairId !== undefined)
  const pair = ofType<CandidatePair>(report, "candidate-pair").find((stats) => stats.id === chosen?.selectedCandidatePairId)
  const mine = ofType<LocalCandidate>(report, "local-candidate").find((stats) => stats.id === pair?.localCandidateId)
  if (mine === undefined) return null
  if (mine.candidateType !== "relay") return "direct"
  return mine.relayProtocol === "tls" ? "relay_tls" : mine.relayProtocol === "tcp" ? "relay_tcp" : "relay_udp"
}

function ofType<Stats extends RTCStats>(report: readonly RTCStats[], type: string): Stats[] {
  return report.filter((stats): stats is Stats => stats.type === type)
}

function sum<Stats>(all: readonly Stats[], value: (stats: Stats) => number | undefined): number {
  return all.reduce((total, stats) => total + (value(stats) ?? 0), 0)
}

function highest<Stats>(all: readonly Stats[], value: (stats: Stats) => number | undefined): number | null {
  const values = all.map(value).filter((found) => found !== undefined)
  return values.length > 0 ? Math.max(...values) : null
}
