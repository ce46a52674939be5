/**
 * What has just happened on the unit's work list, seen from one list to the next. The list does not say who did what;
 * what this person did here is known, and can be taken back.
 */
import { Observable } from "../../core/observable"
import type { WorkItem } from "../../core/protocol/wire"

type Known = Pick<WorkItem, "case_id" | "number" | "resident_name" | "administrative" | "holder_id">

export type Happening = { key: number; at: number; item: Known } & (
  | { kind: "came" | "left" | "returned" }
  | { kind: "taken"; to: string; byMe: boolean }
  | { kind: "given"; to: string; from: { account_id: string; name: string }; byMe: boolean }
  | { kind: "prioritised"; before: number | null; after: number | null }
)

type News = Happening extends infer One ? (One extends Happening ? Omit<One, "key" | "at" | "byMe"> : never) : never

/** The differences between two lists of the same unit, in the order of the later one. Pure. */
export function newsBetween(before: readonly WorkItem[], after: readonly WorkItem[]): News[] {
  const known = new Map(before.map((item) => [item.case_id, item]))
  const here = new Set(after.map((item) => item.case_id))
  const gone = before.filter((item) => !here.has(item.case_id)).map((item): News => ({ kind: "left", item }))
  return [...gone, ...after.flatMap((item) => changes(known.get(item.case_id), item))]
}

function changes(before: WorkItem | undefined, item: WorkItem): News[] {
  if (before === undefined) return [{ kind: "came", item }]
  const news: News[] = []
  if (before.priority !== item.priority) news.push({ kind: "prioritised", item, before: before.priority, after: item.priority })
  if (before.holder_id === item.holder_id) return news
  if (item.holder_name === null) return [...news, { kind: "returned", item }]
  if (before.holder_id === null || before.holder_name === null) return [...news, { kind: "taken", item, to: item.holder_name }]
  const from = { account_id: before.holder_id, name: before.holder_name }
  return [...news, { kind: "given", item, to: item.holder_name, from }]
}

const KEPT = 20
/** A command is answered and its event here within this time, or its undo is offered by the notice alone. */
const OWN_MS = 10_000

export class Happenings {
  /** The newest first. */
  readonly log = new Observable<readonly Happening[]>([])
  /** Since when this page has watched. */
  readonly since = Date.now()
  private last: readonly WorkItem[] | null = null
  private readonly own = new Map<string, { to: string; at: number }>()
  private keys = 0

  /** This person gives a case to somebody: when the list shows it, it was they who did it. */
  expect(caseId: string, toName: string): void {
    this.own.set(caseId, { to: toName, at: Date.now() })
  }

  see(items: readonly WorkItem[], at: number): void {
    const before = this.last
    this.last = items
    if (before === null || before === items) return
    const news = newsBetween(before, items).map((one): Happening => {
      this.keys += 1
      const said = { ...one, key: this.keys, at }
      if (said.kind === "given") return { ...said, byMe: this.isOwn(said.item.case_id, said.to) }
      if (said.kind === "taken") return { ...said, byMe: this.isOwn(said.item.case_id, said.to) }
      return said
    })
    if (news.length > 0) this.log.set([...news.reverse(), ...this.log.get()].slice(0, KEPT))
  }

  private isOwn(caseId: string, to: string): boolean {
    const expected = this.own.get(caseId)
    this.own.delete(caseId)
    return expected !== undefined && expected.to === to && Date.now() - expected.at < OWN_MS
  }
}
