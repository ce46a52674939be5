/** The parts of today in which one can be called. Pure. */
import { clockTime } from "../../core/times"

const STEP = 30
const DAY = 24 * 60
const MINUTE_MS = 60_000

export interface TimeOfDay {
  /** Minute of the day by the clinic's clock. */
  minute: number
  at: Date
}

function minuteOfDay(at: Date): number {
  const [hours = 0, minutes = 0] = clockTime(at).split(/[.:]/).map(Number)
  return hours * 60 + minutes
}

/** Each half hour that is left of today, by the clinic's clock, wherever the telephone is. */
export function halfHoursLeft(now: Date): TimeOfDay[] {
  const passed = minuteOfDay(now)
  const begun = Math.floor(now.getTime() / MINUTE_MS) * MINUTE_MS
  const left: TimeOfDay[] = []
  for (let minute = Math.floor(passed / STEP) * STEP + STEP; minute < DAY; minute += STEP) {
    left.push({ minute, at: new Date(begun + (minute - passed) * MINUTE_MS) })
  }
  return left
}
