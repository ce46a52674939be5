/**
 * The stop before a stale reply: the resident wrote or a colleague answered while the writer was away from a draft, so
 * the draft answers something else than what stands there now. Pure; useStaleStop.ts holds it.
 */

export interface Stop {
  /** The newest message of others that the writer has had before their eyes. */
  readonly seen: number
  /** The writer has to choose: read and change, or send as it stands. */
  readonly raised: boolean
}

interface Now {
  /** Sequence of the newest message that somebody else wrote. */
  newest: number
  /** The end of the conversation is before the writer's eyes. */
  looking: boolean
  /** Something is written and not sent. */
  drafting: boolean
}

/** `kept` is what had been seen when a draft that is there again was written; null when there was none. */
export function stopAtFirst(kept: number | null, now: Now): Stop {
  if (!now.drafting || kept === null) return { seen: now.newest, raised: false }
  return { seen: kept, raised: now.newest > kept }
}

/** Coming back does not lower a stop; only a choice does, or there being nothing left to send. */
export function stopAfter(stop: Stop, { newest, looking, drafting }: Now): Stop {
  if (stop.raised) return drafting ? stop : { seen: newest, raised: false }
  if (newest <= stop.seen) return stop
  if (looking || !drafting) return { seen: newest, raised: false }
  return { ...stop, raised: true }
}

export const stopLowered = (newest: number): Stop => ({ seen: newest, raised: false })
