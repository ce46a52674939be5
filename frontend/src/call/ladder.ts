/**
 * What to do about a bad line, one step at a time: a smaller picture, sound alone, then the telephone. Pure: what was
 * seen goes in with its instant, the step comes out. Where no voice call may be led to (product.md, section 2: never a
 * ladder that ends in one for whoever is deaf or asked to be written to) the picture stays, smaller, and text is offered.
 */
import type { Judged, Quality } from "./quality"

/**
 * `small`: the picture is sent smaller. `sound`: the picture was turned off here to save the sound. `better`: it was,
 * and the line would carry it again. `telephone`: sound does not get through either. `write`: the line is that bad
 * where no voice is wanted.
 */
export type Rung = "full" | "small" | "sound" | "better" | "telephone" | "write"

export interface Signs {
  readonly at: number
  /** Null while nothing is known, as while the path is gone. */
  readonly quality: Judged | null
  /** Whether the path is there at all. */
  readonly connected: boolean
  readonly voice: boolean
  /** Whether this side sends a picture. */
  readonly picture: boolean
}

type Line = Quality | "gone"

export interface Ladder {
  readonly rung: Rung
  readonly line: Line
  /** Since when the line has been good, uneven or bad, or the step was taken: each has its own time to help. */
  readonly since: number
}

const SMALL_AFTER_MS = 4_000
const SOUND_AFTER_MS = 12_000
const TELEPHONE_AFTER_MS = 15_000
export const GOOD_AFTER_MS = 10_000

export function ladder(at: number): Ladder {
  return { rung: "full", since: at, line: "good" }
}

export function climb(before: Ladder, signs: Signs): Ladder {
  const line = lineOf(signs)
  const since = kindOf(line) === kindOf(before.line) ? before.since : signs.at
  const rung = next(before.rung, line, signs.at - since, signs)
  return { rung, line, since: rung === before.rung ? since : signs.at }
}

/** Bits a second and the share of each side's length that a step sends its picture with. With `others` more than one the
 * same line and the same processor carry one picture to each of them, shown in a part of the screen: they share what one
 * would have had, smaller, and with as many pictures a second as signing needs (ITU-T H-series Supplement 1: 20). */
export function sendingAt(rung: Rung, others = 1): { maxBitrate: number; scaleDown: number; maxFramerate: number | null } {
  const share = others > 1 ? { scale: SHARED_SCALE, maxFramerate: SHARED_FRAMERATE } : { scale: 1, maxFramerate: null }
  const { bits, scale } = rung === "full" ? { bits: 1_500_000, scale: 1 } : { bits: 250_000, scale: 2 }
  return { maxBitrate: Math.round(bits / others), scaleDown: scale * share.scale, maxFramerate: share.maxFramerate }
}

const SHARED_SCALE = 1.5
const SHARED_FRAMERATE = 20

function lineOf({ connected, quality }: Signs): Line {
  if (!connected) return "gone"
  if (quality === null) return "good"
  if (quality.mine === "poor" || quality.theirs === "poor") return "poor"
  return quality.mine === "uneven" || quality.theirs === "uneven" ? "uneven" : "good"
}

const kindOf = (line: Line): Line => (line === "gone" ? "poor" : line)

function next(rung: Rung, line: Line, lasted: number, { voice, picture }: Signs): Rung {
  if (line === "good") return lasted >= GOOD_AFTER_MS ? recovered(rung, picture) : rung
  if (line === "uneven") return rung === "full" && lasted >= SMALL_AFTER_MS ? "small" : rung
  switch (rung) {
    case "full":
      return lasted >= SMALL_AFTER_MS ? "small" : rung
    case "small":
      if (!voice) return lasted >= SOUND_AFTER_MS ? "write" : rung
      if (line === "gone" || !picture) return lasted >= TELEPHONE_AFTER_MS ? "telephone" : rung
      return lasted >= SOUND_AFTER_MS ? "sound" : rung
    case "sound":
    case "better":
      return lasted >= TELEPHONE_AFTER_MS ? "telephone" : rung
    case "telephone":
    case "write":
      return rung
  }
}

function recovered(rung: Rung, picture: boolean): Rung {
  if (rung === "sound" || rung === "telephone") return picture ? "full" : "better"
  if (rung === "better") return picture ? "full" : "better"
  return "full"
}
