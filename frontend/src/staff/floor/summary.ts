/** The floor's figures and order: by priority, the longest wait against its target first. Pure: no clock. */
import type { WorkItem } from "../../core/protocol/wire"
import { isAlarmed } from "../../core/worklist/worklistState"
import { isUnresolved } from "../closing/plans"
import { alarmsSupervisor } from "../absences/absences"
import { isForSupervisor } from "../silences/silences"
import { type Haste, haste, waitedShare } from "../desk/waiting"

/** Null is an administrative errand. */
export const PRIORITIES = [1, 2, 3, 4, 5, null] as const
export type Priority = (typeof PRIORITIES)[number]

export interface Cell {
  priority: Priority
  open: number
  /** The one who has waited for the largest share of what was promised, if anybody waits. */
  longest: WorkItem | null
  haste: Haste
}

export function priorityCells(items: readonly WorkItem[], now: number): Cell[] {
  return PRIORITIES.map((priority) => {
    const open = items.filter((item) => item.priority === priority)
    const waiting = open.filter((item) => item.holder_id === null)
    const longest = waiting.reduce<WorkItem | null>(
      (worst, item) => (worst === null || waitedShare(item, now) > waitedShare(worst, now) ? item : worst),
      null,
    )
    return { priority, open: open.length, longest, haste: longest === null ? "calm" : haste(longest, now) }
  })
}

export interface Order {
  waiting: WorkItem[]
  held: WorkItem[]
}

/** In each group those with alarm words first. Those nobody has opened, by the share of the promise that has passed; then those that somebody has. */
export function floorOrder(items: readonly WorkItem[], now: number): Order {
  const waiting = items.filter((item) => item.holder_id === null)
  const held = items.filter((item) => item.holder_id !== null)
  return {
    waiting: waiting.sort((one, other) => alarmRank(one) - alarmRank(other) || waitedShare(other, now) - waitedShare(one, now)),
    held: held.sort((one, other) => alarmRank(one) - alarmRank(other) || turnRank(one) - turnRank(other) || Date.parse(one.turn_at) - Date.parse(other.turn_at)),
  }
}

/** Alarm words, then what nobody had when the unit closed, then what nobody has opened for too long, and what is urgent and whose resident does not answer. */
const alarmRank = (item: WorkItem): number => (isAlarmed(item) ? 0 : isUnresolved(item) ? 1 : isForSupervisor(item) || alarmsSupervisor(item) ? 2 : 3)

/** Whose residents wait for an answer stand before those who are to answer themselves. */
const turnRank = (item: WorkItem): number => (item.turn === "staff" ? 0 : 1)

/**
 * The rows there is room for, each group in its own order. What is left out is what can wait: first those whose residents
 * are to answer, then errands, then what may wait for days; never an urgent case, whether somebody has it or not.
 */
export function fittingRows(order: Order, most: number, now: number): Order {
  const rank = (item: WorkItem): number => {
    if (isAlarmed(item) || isUnresolved(item) || isForSupervisor(item) || alarmsSupervisor(item)) return -1
    if (item.holder_id === null) return calm(item, now) ? 3 : 0
    if (item.priority === 1 || item.priority === 2) return 1
    if (item.turn !== "staff") return 5
    return item.administrative ? 4 : 2
  }
  const kept = new Set([...order.waiting, ...order.held].sort((one, other) => rank(one) - rank(other)).slice(0, most))
  return { waiting: order.waiting.filter((item) => kept.has(item)), held: order.held.filter((item) => kept.has(item)) }
}

/** An errand within its target, and what may wait for days and is far from it. */
const calm = (item: WorkItem, now: number): boolean =>
  item.administrative ? haste(item, now) !== "over" : (item.priority === 4 || item.priority === 5) && haste(item, now) === "calm"

/** How full the bar is whose target stands at four fifths: beyond the target there is room for a quarter more. */
export function barShare(item: WorkItem, now: number): number {
  return Math.min(1, waitedShare(item, now) * TARGET_SHARE)
}

export const TARGET_SHARE = 0.8

export type Against = { kind: "over"; minutes: number } | { kind: "target"; minutes: number } | { kind: "by"; at: string }

/** What stands under a wait: how far over the target, or the target, as minutes or as a time when minutes say little. */
export function againstTarget(item: WorkItem, now: number): Against {
  const late = now - Date.parse(item.open_by)
  if (late >= 0) return { kind: "over", minutes: Math.floor(late / MINUTE) }
  const { target_minutes: minutes } = item
  // Targets count opening hours: over a night the time of day says more than a number of minutes.
  const promised = (Date.parse(item.open_by) - Date.parse(item.arrived_at)) / MINUTE
  if (minutes !== null && minutes <= 120 && Math.abs(promised - minutes) < 2) return { kind: "target", minutes }
  return { kind: "by", at: item.open_by }
}

const MINUTE = 60_000

export function minutesOfTurn(item: WorkItem, now: number): number {
  return Math.max(0, Math.floor((now - Date.parse(item.turn_at)) / MINUTE))
}
