/** What nobody has opened, and what whoever has a case has not answered; what is news of it. Pure but for the command. */
import { errorText } from "../../core/errors/errorText"
import type { WorkItem, WorkOverdue, WorkUnopened } from "../../core/protocol/wire"
import * as m from "../../texts/messages"
import type { NamedCase } from "../case/commands"
import type { Desk } from "../desk/desk"

export type Unopened = WorkItem & { unopened: WorkUnopened }

export const liesUnopened = (item: WorkItem): item is Unopened => Boolean(item.unopened)

/** It has lain there for so long that the supervisor has been told. */
export const isForSupervisor = (item: WorkItem): boolean => item.unopened?.told === "supervisor"

/** Cases of which the supervisor had not been told in the list before. */
export function newlyForSupervisor(before: readonly WorkItem[], after: readonly WorkItem[]): WorkItem[] {
  const known = new Set(before.filter(isForSupervisor).map((item) => item.case_id))
  return after.filter((item) => isForSupervisor(item) && !known.has(item.case_id))
}

/** Cases that lie unopened and did not in the list before. */
export function newlyUnopened(before: readonly WorkItem[], after: readonly WorkItem[]): WorkItem[] {
  const known = new Map(before.map((item) => [item.case_id, item.unopened?.since]))
  return after.filter((item) => liesUnopened(item) && known.get(item.case_id) !== item.unopened.since)
}

/** Cases of mine that I am warned of and was not before. */
export function newlyOverdue(before: readonly WorkItem[], after: readonly WorkItem[], me: string): WorkItem[] {
  const known = new Map(before.map((item) => [item.case_id, item.overdue?.since]))
  return after.filter((item) => item.holder_id === me && item.overdue && known.get(item.case_id) !== item.overdue.since)
}

/** Cases that I was warned of, that their time is over for, and that nobody has now. */
export function lostBySilence(before: readonly WorkItem[], after: readonly WorkItem[], me: string, now: number): WorkItem[] {
  const warned = new Map(before.flatMap((item): [string, WorkOverdue][] => (item.holder_id === me && item.overdue ? [[item.case_id, item.overdue]] : [])))
  return after.filter((item) => {
    const overdue = warned.get(item.case_id)
    return overdue !== undefined && item.holder_id === null && Date.parse(overdue.until) <= now
  })
}

export async function keep(desk: Desk, { roomId, name }: NamedCase): Promise<void> {
  await desk.did({ type: "case.keep", room_id: roomId }, (refusal) => (refusal.code === "conflict" ? m.silence_not_kept({ name }) : errorText(refusal)))
}
