/** What this side tells of the path with each report: its counters since the report before, and nothing of the content. */
import type { MeasuredPath } from "../core/protocol/wire"
import { judge, type Sample, worse } from "./quality"

export class Measuring {
  private last: Sample | null = null

  /** Null at first, and where a new connection began to count anew. */
  since(now: Sample): MeasuredPath | null {
    const before = this.last
    this.last = now
    if (before === null || now.packetsReceived < before.packetsReceived) return null
    const { mine, theirs } = judge(before, now)
    return {
      received: now.packetsReceived - before.packetsReceived,
      lost: Math.max(0, now.packetsLost - before.packetsLost),
      round_trip_ms: bounded((now.roundTripSeconds ?? 0) * 1_000),
      jitter_ms: bounded(now.jitterSeconds * 1_000),
      quality: worse(mine, theirs),
      way: now.way ?? null,
    }
  }

  forget(): void {
    this.last = null
  }
}

const bounded = (ms: number): number => Math.min(60_000, Math.round(ms))
