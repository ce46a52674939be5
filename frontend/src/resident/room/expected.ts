/** The expected wait as people say it: rounded outwards, in minutes while it is short and by the clock when it is long. Pure. */
import type { ExpectedWait } from "../../core/protocol/wire"
import { daysAway } from "../../core/times"

export type Expected =
  | { state: "within"; minutes: number }
  | { state: "minutes"; from: number; to: number }
  | { state: "between"; from: Date; to: Date }
  /** On a later day, the same for both ends. */
  | { state: "day"; from: Date; to: Date }
  /** Today at the earliest, and nobody can say when at the latest. */
  | { state: "long"; from: Date }
  /** The time that was foretold has gone by. */
  | { state: "over" }

const MINUTE = 60_000
// Up to then people count minutes; after that they look at the clock.
const BY_MINUTES = 90
const AT_ONCE = 5

export function expectedAt(wait: ExpectedWait, now: number): Expected {
  const [early, late] = [Date.parse(wait.earliest), Date.parse(wait.latest)]
  if (late <= now) return { state: "over" }
  const last = (late - now) / MINUTE
  if (last > BY_MINUTES) return byTheClock(Math.max(early, now), late, now)
  const step = last > 15 ? 5 : 1
  const to = Math.ceil(last / step) * step
  const from = Math.floor(Math.max(0, early - now) / MINUTE / step) * step
  return from < AT_ONCE ? { state: "within", minutes: Math.max(to, AT_ONCE) } : { state: "minutes", from, to }
}

function byTheClock(early: number, late: number, now: number): Expected {
  const from = new Date(Math.floor(early / (5 * MINUTE)) * 5 * MINUTE)
  const to = new Date(Math.ceil(late / (5 * MINUTE)) * 5 * MINUTE)
  const today = new Date(now)
  const [first, last] = [daysAway(from, today), daysAway(to, today)]
  if (first !== last) return { state: "long", from }
  return first === 0 ? { state: "between", from, to } : { state: "day", from, to }
}

/** Where the interval lies on the way from now to a little after its end: shares from 0 to 1. */
export function bandOf(wait: ExpectedWait, now: number): { from: number; to: number } {
  const [early, late] = [Math.max(now, Date.parse(wait.earliest)), Math.max(now + MINUTE, Date.parse(wait.latest))]
  const whole = (late - now) * 1.15
  return { from: (early - now) / whole, to: (late - now) / whole }
}
