/** How long a case has waited against what was promised, as figures and as a degree of haste. Pure: no clock. */
import type { WorkItem } from "../../core/protocol/wire"

type Waits = Pick<WorkItem, "arrived_at" | "open_by" | "target_minutes" | "holder_id">
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

/** The promise is about being opened: once somebody has the case there is nothing left to be late for. */
export function haste(item: Waits, now: number): Haste {
  if (item.holder_id !== null) return "calm"
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

/** Targets count opening hours: a night's wait that has used up nothing of its target is not set against it. */
function countsAgainst<Item extends Waits>(item: Item, minutes: number, now: number): item is Item & { target_minutes: number } {
  if (item.target_minutes === null || item.holder_id !== null || minutes >= MINUTES_UNTIL_HOURS) return false
  return minutes <= item.target_minutes || now >= Date.parse(item.open_by)
}

export function waited(item: Waits, now: number): Waited {
  const minutes = waitedMinutes(item, now)
  if (countsAgainst(item, minutes, now)) return { kind: "against", minutes, target: item.target_minutes }
  if (minutes < 60) return { kind: "minutes", minutes }
  if (minutes < MINUTES_A_DAY) return { kind: "hours", hours: Math.floor(minutes / 60), minutes: minutes % 60 }
  return { kind: "days", days: Math.floor(minutes / MINUTES_A_DAY) }
}
