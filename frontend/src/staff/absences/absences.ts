/** Residents who do not answer, as the work list says it: which are a task, which the supervisor's, what is news. Pure but for the words and the command. */
import { errorText } from "../../core/errors/errorText"
import type { AttemptLine, WorkAbsence, WorkItem } from "../../core/protocol/wire"
import * as m from "../../texts/messages"
import type { NamedCase } from "../case/commands"
import type { Desk } from "../desk/desk"
import { tell } from "../notices"

export type Absent = WorkItem & { absence: WorkAbsence }

export const isAbsent = (item: WorkItem): item is Absent => Boolean(item.absence)

/** The supervisor has been told, and nobody has taken it on. */
export const alarmsSupervisor = (item: WorkItem): item is Absent => isAbsent(item) && item.absence.told === "supervisor" && item.absence.taken_by === null

/** Cases of mine whose resident does not answer, and was not known not to in the list before. */
export function newlyAbsent(before: readonly WorkItem[], after: readonly WorkItem[], me: string): WorkItem[] {
  const known = new Map(before.map((item) => [item.case_id, item.absence?.since]))
  return after.filter((item) => item.holder_id === me && isAbsent(item) && known.get(item.case_id) !== item.absence.since)
}

/** Cases of which the supervisor had not been told in the list before. */
export function newlyAlarming(before: readonly WorkItem[], after: readonly WorkItem[]): WorkItem[] {
  const known = new Set(before.filter(alarmsSupervisor).map((item) => item.case_id))
  return after.filter((item) => alarmsSupervisor(item) && !known.has(item.case_id))
}

export function absenceWords({ absence }: Absent): string {
  if (absence.taken_by !== null) return m.absence_row_taken({ by: absence.taken_by })
  return absence.by_phone ? m.absence_row_phone() : m.absence_row()
}

export type Seeking = { stands: "not" } | { stands: "later"; at: string } | { stands: "now" }

/** Whether the resident is to be sought by telephone: when their silence has lasted, or once somebody has begun to. */
export function seeking(item: WorkItem, attempts: readonly AttemptLine[], now: number): Seeking {
  const at = item.seek_at ?? null
  if (attempts.length > 0 || (at !== null && Date.parse(at) <= now)) return { stands: "now" }
  return at === null ? { stands: "not" } : { stands: "later", at }
}

export async function takeOn(desk: Desk, { roomId, name }: NamedCase): Promise<void> {
  const done = await desk.did({ type: "absence.take", room_id: roomId }, (refusal) => (refusal.code === "conflict" ? m.absence_not_taken({ name }) : errorText(refusal)))
  if (done) tell(() => m.absence_taken({ name }))
}
