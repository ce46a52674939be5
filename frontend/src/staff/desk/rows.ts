/** The work list as the desk shows it: mine, those who wait, those with colleagues, and what the filters leave. Pure. */
import type { WorkItem } from "../../core/protocol/wire"
import { isAlarmed } from "../../core/worklist/worklistState"

export type Filter = "all" | "mine" | "flags"

/** What the list is narrowed to beside the filter. Everything in it must hold. */
export interface Narrowing {
  /** Empty for all; null among them is an administrative errand. */
  readonly priorities: readonly (number | null)[]
  /** Looked for in names, reasons and case numbers. */
  readonly text: string
  /** A language's code, or null for all. */
  readonly language: string | null
  /** Only cases that a guardian writes in. */
  readonly guardian: boolean
}

export const EVERYBODY: Narrowing = { priorities: [], text: "", language: null, guardian: false }

export interface Rows {
  mine: readonly WorkItem[]
  waiting: readonly WorkItem[]
  /** Those who come back later, whoever has them. */
  paused: readonly WorkItem[]
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

/** How many of the ways to narrow are in use. */
export function narrowedBy(narrowing: Narrowing): number {
  const { priorities, text, language, guardian } = narrowing
  return [priorities.length > 0, text.trim() !== "", language !== null, guardian].filter(Boolean).length
}

/** Case, accents of other languages and blanks do not matter to whoever searches; å, ä and ö are letters of their own. */
export function folded(text: string): string {
  return text.toLocaleLowerCase("sv").replace(/\s+/g, " ").trim()
}

function sought(item: WorkItem, text: string): boolean {
  const words = folded(text)
  if (words === "") return true
  const digits = words.replace(/\s/g, "")
  if (/^\d+$/.test(digits)) return String(item.number).includes(digits)
  const said = [item.resident_name, item.guardian_name ?? "", item.reason.sv, item.reason.en, item.red_flag?.sv ?? "", item.red_flag?.en ?? ""]
  return said.some((part) => folded(part).includes(words))
}

function keeps(item: WorkItem, narrowing: Narrowing): boolean {
  if (narrowing.priorities.length > 0 && !narrowing.priorities.includes(item.priority)) return false
  if (narrowing.language !== null && item.language !== narrowing.language) return false
  if (narrowing.guardian && item.guardian_name === null) return false
  return sought(item, narrowing.text)
}

/** `items` are in the order of service already; my rooms put those that wait for me first. */
export function rowsOf(items: readonly WorkItem[], me: string, filter: Filter, narrowing: Narrowing = EVERYBODY): Rows {
  // No filter hides an alarm.
  const kept = items.filter((item) => isAlarmed(item) || (passes(item, filter, me) && keeps(item, narrowing)))
  const open = kept.filter((item) => item.state !== "paused")
  const mine = open.filter((item) => item.holder_id === me)
  return {
    mine: [...mine.filter((item) => item.turn === "staff"), ...mine.filter((item) => item.turn === "resident")],
    waiting: open.filter((item) => item.holder_id === null),
    paused: kept.filter((item) => item.state === "paused"),
    others: open.filter((item) => item.holder_id !== null && item.holder_id !== me),
  }
}

/** The languages on the list, so that the choice offers no empty one. */
export function languagesOf(items: readonly WorkItem[]): string[] {
  return [...new Set(items.map((item) => item.language))].sort()
}

export interface Load {
  staff: number
  resident: number
  /** Offered to me and not answered yet. */
  incoming: number
}

/** What somebody carries: rooms that wait for them, rooms that wait for the resident, and cases on their way in. */
export function loadOf(items: readonly WorkItem[], account: string): Load {
  const held = items.filter((item) => item.holder_id === account)
  const staff = held.filter((item) => item.turn === "staff").length
  const incoming = items.filter((item) => item.offer?.to_id === account).length
  return { staff, resident: held.length - staff, incoming }
}

/** The room that waits for me after the one in focus, going round. */
export function nextForMe(items: readonly WorkItem[], me: string, focused: string | null): WorkItem | null {
  const mine = rowsOf(items, me, "mine").mine
  const place = mine.findIndex((item) => item.case_id === focused)
  return mine[(place + 1) % Math.max(1, mine.length)] ?? null
}
