/** What a check's figures mean for a call, and what to do about it. Pure. */
import type { CheckResult, WayFound } from "../../core/protocol/wire"
import type { MeasuredPath } from "./path"

export type Verdict = CheckResult["verdict"]
export type Advice = "nearer_wifi" | "other_network" | "others_streaming" | "sound_alone" | "call_by_phone"

interface Limits {
  readonly lost: number
  readonly jitterMs: number
  readonly roundTripMs: number
  /** Less than this each way. */
  readonly kbit: number
}

// The same lines as during a call (quality.ts), and what a picture and sound need at their best and at their least.
const UNEVEN: Limits = { lost: 0.03, jitterMs: 40, roundTripMs: 300, kbit: 800 }
const POOR: Limits = { lost: 0.1, jitterMs: 100, roundTripMs: 800, kbit: 200 }

export function verdictOf(path: MeasuredPath | null): Verdict {
  if (path === null) return "none"
  if (exceeds(path, POOR)) return "poor"
  return exceeds(path, UNEVEN) ? "uneven" : "good"
}

/** At most two, the one that helps most first. */
export function adviceFor(result: CheckResult): Advice[] {
  if (result.verdict === "none") return ["other_network", "call_by_phone"]
  if (result.verdict === "good") return []
  const found: Advice[] = []
  const slow = Math.min(result.down_kbit ?? 0, result.up_kbit ?? 0) < UNEVEN.kbit
  if ((result.lost_permille ?? 0) > UNEVEN.lost * 1000 || (result.jitter_ms ?? 0) > UNEVEN.jitterMs) found.push("nearer_wifi")
  if (slow) found.push("others_streaming")
  if (result.verdict === "poor") found.push("sound_alone")
  if (found.length === 0) found.push("other_network")
  return found.slice(0, 2)
}

export function resultOf(checkId: string, ways: WayFound[], path: MeasuredPath | null): CheckResult {
  return {
    check_id: checkId,
    ways,
    verdict: verdictOf(path),
    round_trip_ms: path === null ? null : path.roundTripMs,
    jitter_ms: path === null ? null : path.jitterMs,
    lost_permille: path === null ? null : Math.round(Math.max(path.lostDown, path.lostUp) * 1000),
    down_kbit: path === null ? null : path.downKbit,
    up_kbit: path === null ? null : path.upKbit,
  }
}

function exceeds(path: MeasuredPath, limits: Limits): boolean {
  return (
    Math.max(path.lostDown, path.lostUp) > limits.lost ||
    path.jitterMs > limits.jitterMs ||
    path.roundTripMs > limits.roundTripMs ||
    Math.min(path.downKbit, path.upKbit) < limits.kbit
  )
}
