/** The work list as the desk shows it: mine, those who wait, those with colleagues, and what the filters leave. Pure. */
import type { WorkItem } from "../../core/protocol/wire"

export type Filter = "all" | "mine" | "flags"

export interface Rows {
  mine: readonly WorkItem[]
  waiting: readonly WorkItem[]
  others: readonly WorkItem[]
}

export const isMyTurn = (item: WorkItem, me: string): boolean => item.holder_id === me && item.turn === "staff"

export const isFlagged = (item: WorkItem): boolean => item.red_flag !== null

function passes(item: WorkItem, filter: Filter, me: string): boolean {
  switch (filter) {
    case "all":
      return true
    case "mine":
      return isMyTurn(item, me)
    case "flags":
      return isFlagged(item)
  }
}

/** `items` are in the order of service already; my rooms put those that wait for me first. */
export function rowsOf(items: readonly WorkItem[], me: string, filter: Filter): Rows {
  const kept = items.filter((item) => passes(item, filter, me))
  const mine = kept.filter((item) => item.holder_id === me)
  return {
    mine: [...mine.filter((item) => item.turn === "staff"), ...mine.filter((item) => item.turn === "resident")],
    waiting: kept.filter((item) => item.holder_id === null),
    others: kept.filter((item) => item.holder_id !== null && item.holder_id !== me),
  }
}

export interface Load {
  staff: number
  resident: number
}

/** What somebody carries: rooms that wait for them, and rooms that wait for the resident. */
export function loadOf(items: readonly WorkItem[], account: string): Load {
  const held = items.filter((item) => item.holder_id === account)
  const staff = held.filter((item) => item.turn === "staff").length
  return { staff, resident: held.length - staff }
}

/** The room that waits for me after the one in focus, going round. */
export function nextForMe(items: readonly WorkItem[], me: string, focused: string | null): WorkItem | null {
  const mine = rowsOf(items, me, "mine").mine
  const place = mine.findIndex((item) => item.case_id === focused)
  return mine[(place + 1) % Math.max(1, mine.length)] ?? null
}
