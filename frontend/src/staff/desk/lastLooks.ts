/** When this tab last had each room before somebody's eyes, so that what came after can be marked. Ids and times only. */
import { Observable, type Watched } from "../../core/observable"
import type { WorkItem } from "../../core/protocol/wire"

const KEY = "vardrum.last_looks"
/** The server's clock is known to within a request's way there and back. */
const CLOCK_SLACK_MS = 1_000

export type Looks = ReadonlyMap<string, number>

export class LastLooks {
  private readonly account: string
  private readonly at: Observable<Looks>

  constructor(account: string) {
    this.account = account
    this.at = new Observable(kept(account))
  }

  get now(): Watched<Looks> {
    return this.at
  }

  /** `now` by the server's clock. */
  look(roomId: string, now: number): void {
    this.at.set(new Map(this.at.get()).set(roomId, now))
    sessionStorage.setItem(KEY, JSON.stringify({ account: this.account, looks: [...this.at.get()] }))
  }

  forget(): void {
    sessionStorage.removeItem(KEY)
  }
}

function kept(account: string): Looks {
  const found: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? "null")
  if (typeof found !== "object" || found === null || !("account" in found) || !("looks" in found)) return new Map()
  return found.account === account && Array.isArray(found.looks) ? new Map(found.looks as [string, number][]) : new Map()
}

/** The resident has written something in a room of mine since I last looked at it. */
export function isUnread(item: WorkItem, me: string, looks: Looks): boolean {
  if (item.holder_id !== me || item.turn !== "staff") return false
  return Date.parse(item.turn_at) > (looks.get(item.case_id) ?? 0) + CLOCK_SLACK_MS
}
