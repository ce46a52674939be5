/** A unit's work list and what each event makes of it, always in the order of service. Pure. */
import type { WorklistEvent } from "../protocol/frames"
import type { CaseTurned, HandedCase, OverflowCase, WorkItem, WorklistSnapshot } from "../protocol/wire"

export type WorklistState = Omit<WorklistSnapshot, "type">

export type WorklistApplied = { outcome: "applied"; state: WorklistState } | { outcome: "old" } | { outcome: "gap" }

// Priority 3, 4, 5 and administrative errands share one class, in which the deadline alone decides.
const SHARED_CLASS = 3
const AFTER_THE_LEAST_URGENT = 6

export function worklistOf(snapshot: WorklistSnapshot): WorklistState {
  const { type: _, ...state } = snapshot
  return state
}

export function applyWorklistEvent(state: WorklistState, event: WorklistEvent): WorklistApplied {
  if (event.sequence <= state.cursor) return { outcome: "old" }
  if (event.sequence > state.cursor + 1) return { outcome: "gap" }
  const moved = { ...state, cursor: event.sequence, items: itemsAfter(state.items, event) }
  return { outcome: "applied", state: { ...moved, set_away: setAwayAfter(state.set_away ?? [], event), handed: handedAfter(state.handed ?? [], event), overflow: overflowAfter(state.overflow ?? [], event) } }
}

function setAwayAfter(accounts: readonly string[], event: WorklistEvent): string[] {
  switch (event.type) {
    case "presence.set_away":
      return [...new Set([...accounts, event.account_id])].sort()
    case "presence.declared":
      return accounts.filter((account) => account !== event.account_id)
    default:
      return [...accounts]
  }
}

function itemsAfter(items: WorkItem[], event: WorklistEvent): WorkItem[] {
  switch (event.type) {
    case "case.listed":
      return [...without(items, event.item.case_id), event.item].sort(inOrderOfService)
    case "case.turned":
      return items.map((item) => (item.case_id === event.case_id ? turned(item, event) : item))
    case "case.unlisted":
      return without(items, event.case_id)
    default:
      return items
  }
}

/** What is left out is null. Nothing of it has a say in the order. */
function turned(item: WorkItem, event: CaseTurned): WorkItem {
  const { turn, turn_at, wrote_at = null, worse_at = null, unopened = null, overdue = null, withdraw_at = null, seek_at = null, absence = null } = event
  return { ...item, turn, turn_at, wrote_at, worse_at, unopened, overdue, withdraw_at, seek_at, absence }
}

/** Cases of other units that this one is asked to take over. */
function handedAfter(cases: readonly HandedCase[], event: WorklistEvent): HandedCase[] {
  switch (event.type) {
    case "handed.listed":
      return [...without(cases, event.handed.case_id), event.handed].sort(inOrderOfService)
    case "handed.unlisted":
      return without(cases, event.case_id)
    default:
      return [...cases]
  }
}

/** Cases that wait at other units and may be taken here. */
function overflowAfter(cases: readonly OverflowCase[], event: WorklistEvent): OverflowCase[] {
  switch (event.type) {
    case "overflow.listed":
      return [...without(cases, event.overflow.case_id), event.overflow].sort(inOrderOfService)
    case "overflow.unlisted":
      return without(cases, event.case_id)
    default:
      return [...cases]
  }
}

function without<Item extends { case_id: string }>(items: readonly Item[], caseId: string): Item[] {
  return items.filter((item) => item.case_id !== caseId)
}

type Served = Pick<WorkItem, "priority" | "open_by" | "arrived_at" | "number" | "alarm">

/** An alarm that nobody has opened first, then one that somebody has; then 1 before 2 before the rest; among the rest the earliest deadline, then the more urgent; the number settles what time cannot. */
export function inOrderOfService(one: Served, other: Served): number {
  return (
    alarmRank(one) - alarmRank(other) ||
    serviceClass(one) - serviceClass(other) ||
    Date.parse(one.open_by) - Date.parse(other.open_by) ||
    urgency(one) - urgency(other) ||
    Date.parse(one.arrived_at) - Date.parse(other.arrived_at) ||
    one.number - other.number
  )
}

export function isAlarmed(item: WorkItem): boolean {
  // The field is not in what was told before there were alarm words.
  return Boolean(item.alarm)
}

function alarmRank(item: Pick<WorkItem, "alarm">): number {
  if (!item.alarm) return 2
  return item.alarm.seen_by === null ? 0 : 1
}

function urgency(item: Served): number {
  return item.priority ?? AFTER_THE_LEAST_URGENT
}

function serviceClass(item: Served): number {
  return item.priority === 1 || item.priority === 2 ? item.priority : SHARED_CLASS
}

export function asWorklistSnapshot(state: WorklistState): WorklistSnapshot {
  return { type: "worklist.snapshot", ...state }
}
