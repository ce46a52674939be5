/** How long a case has waited against what was promised, as figures and as a degree of haste. Pure: no clock. */
import type { WorkItem } from "../../core/protocol/wire"

type Waits = Pick<WorkItem, "arrived_at" | "open_by" | "target_minutes">
export type Haste = "calm" | "near" | "over"

const MINUTE = 60_000
const NEAR_SHARE = 0.7
/** Beyond this a figure in minutes says less than one in hours. */
const MINUTES_UNTIL_HOURS = 120

export function waitedMinutes(item: Waits, now: number): number {
  return Math.max(0, Math.floor((now - Date.parse(item.arrived_at)) / MINUTE))
}

/** The share of the promised time that has passed; the promise counts opening hours, so its end is the server's word. */
export function waitedShare(item: Waits, now: number): number {
  const arrived = Date.parse(item.arrived_at)
  const promised = Date.parse(item.open_by) - arrived
  return promised <= 0 ? 1 : Math.max(0, (now - arrived) / promised)
}

export function haste(item: Waits, now: number): Haste {
  const share = waitedShare(item, now)
  if (share >= 1) return "over"
  return share >= NEAR_SHARE ? "near" : "calm"
}

export type Waited =
  | { kind: "against"; minutes: number; target: number }
  | { kind: "minutes"; minutes: number }
  | { kind: "hours"; hours: number; minutes: number }
  | { kind: "days"; days: number }

const MINUTES_A_DAY = 1_440

export function waited(item: Waits, now: number): Waited {
  const minutes = waitedMinutes(item, now)
  if (item.target_minutes !== null && minutes < MINUTES_UNTIL_HOURS)
    return { kind: "against", minutes, target: item.target_minutes }
  if (minutes < 60) return { kind: "minutes", minutes }
  if (minutes < MINUTES_A_DAY) return { kind: "hours", hours: Math.floor(minutes / 60), minutes: minutes % 60 }
  return { kind: "days", days: Math.floor(minutes / MINUTES_A_DAY) }
}
