/** The floor's figures: open cases by priority with the longest wait among those that nobody has opened. Pure. */
import type { WorkItem } from "../../core/protocol/wire"
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

/** How full the bar is whose target stands at four fifths: beyond the target there is room for a quarter more. */
export function barShare(item: WorkItem, now: number): number {
  return Math.min(1, waitedShare(item, now) * TARGET_SHARE)
}

export const TARGET_SHARE = 0.8
