/** What a connection's counters mean, in words. Pure: two samples in, a judgement out; statistics.ts takes them. */

export type Quality = "good" | "uneven" | "poor"

/** Both ways, as each side's reports say: `mine` is what reaches the other, `theirs` what reaches this side. */
export interface Judged {
  readonly mine: Quality
  readonly theirs: Quality
}

export interface Sample {
  /** Milliseconds of this tab's clock. */
  readonly at: number
  readonly bytesReceived: number
  readonly packetsReceived: number
  readonly packetsLost: number
  readonly jitterSeconds: number
  readonly roundTripSeconds: number | null
  /** Share of our packets that the other side missed lately. */
  readonly remoteShareLost: number | null
  readonly framesDecoded: number
  readonly audioEnergyIn: number
  readonly audioEnergyOut: number
  /** How media goes on this side; null before there is a path. */
  readonly way?: "direct" | "relay_udp" | "relay_tcp" | "relay_tls" | null
}

interface Limits {
  readonly lost: number
  readonly jitter: number
  readonly roundTrip: number
}

// Opus conceals a few lost packets without anybody noticing; from a tenth on words are lost (docs/limits.md). One way
// 150 ms is good and 400 ms the limit of a conversation (ITU-T G.114); a round trip is both ways.
const UNEVEN: Limits = { lost: 0.03, jitter: 0.04, roundTrip: 0.3 }
const POOR: Limits = { lost: 0.1, jitter: 0.1, roundTrip: 0.8 }
/** Nothing at all for this long: the path is gone, whatever its state still says. */
export const STALLED_MS = 1_900

export function judge(before: Sample, now: Sample): Judged {
  const received = now.packetsReceived - before.packetsReceived
  const lost = Math.max(0, now.packetsLost - before.packetsLost)
  const shareLost = received + lost > 0 ? lost / (received + lost) : 0
  const roundTrip = now.roundTripSeconds ?? 0
  return {
    mine: judged({ lost: now.remoteShareLost ?? 0, jitter: 0, roundTrip }),
    theirs: judged({ lost: shareLost, jitter: now.jitterSeconds, roundTrip }),
  }
}

function judged(measured: Limits): Quality {
  if (exceeds(measured, POOR)) return "poor"
  return exceeds(measured, UNEVEN) ? "uneven" : "good"
}

function exceeds(measured: Limits, limits: Limits): boolean {
  return measured.lost > limits.lost || measured.jitter > limits.jitter || measured.roundTrip > limits.roundTrip
}

const WORSE: readonly Quality[] = ["good", "uneven", "poor"]

export const worse = (one: Quality, other: Quality): Quality => (WORSE.indexOf(one) > WORSE.indexOf(other) ? one : other)

/** Of several connections of one page the worst each way; null where nothing is known of any. */
export function worst(all: readonly (Judged | null)[]): Judged | null {
  const known = all.filter((one) => one !== null)
  const first = known[0]
  if (first === undefined) return null
  return known.reduce((found, one) => ({ mine: worse(found.mine, one.mine), theirs: worse(found.theirs, one.theirs) }), first)
}
