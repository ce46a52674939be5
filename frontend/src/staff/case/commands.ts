/** What is done with a case beyond its conversation: its priority, and its way back after a conclusion. */
import { errorText } from "../../core/errors/errorText"
import type { Refusal } from "../../core/errors/refusal"
import type { AttemptLine, EarlierCase, EndCallback, PermanentContact } from "../../core/protocol/wire"
import type { Desk } from "../desk/desk"
import * as m from "../../texts/messages"
import { tell } from "../notices"
import { caseNumber, moment } from "../words"

export type Priority = 1 | 2 | 3 | 4 | 5
export const PRIORITIES: readonly Priority[] = [1, 2, 3, 4, 5]

export interface NamedCase {
  roomId: string
  name: string
}

export async function prioritise(desk: Desk, { roomId, name }: NamedCase, priority: Priority, reason: string): Promise<boolean> {
  const done = await desk.did({ type: "case.prioritise", room_id: roomId, priority, reason })
  if (done) tell(() => m.case_prioritised({ name, priority }))
  return done
}

/** Null: nobody is it from now on. */
export async function nameContact(desk: Desk, { roomId, name }: NamedCase, whom: Pick<PermanentContact, "account_id" | "name"> | null): Promise<void> {
  const command = { type: "contact.name", room_id: roomId, account_id: whom?.account_id ?? null } as const
  const done = await desk.did(command, (refusal) => notNamed(refusal, whom?.name ?? ""))
  if (done) tell(() => (whom ? m.contact_done({ name, contact: whom.name }) : m.contact_ended({ name })))
}

function notNamed(refusal: Refusal, contact: string): string {
  if (refusal.params["field"] !== "account_id") return errorText(refusal)
  if (refusal.code === "not_found") return m.contact_not_here({ contact })
  return refusal.params["close"] === true ? m.contact_too_close({ contact }) : m.contact_already()
}

/** By telephone, or however else: nobody has to try any more. */
export async function settleReach(desk: Desk, { roomId, name }: NamedCase): Promise<void> {
  if (await desk.did({ type: "reach.settle", room_id: roomId })) tell(() => m.case_unreached_settled({ name }))
}

/** The other case is concluded and goes on in this one. */
export async function merge(desk: Desk, roomId: string, other: EarlierCase): Promise<boolean> {
  // One that waited is mine for a moment, which is no news: nobody gave it to me.
  desk.known = new Set([...(desk.known ?? []), other.case_id])
  const done = await desk.did({ type: "case.merge", room_id: roomId, other_id: other.case_id })
  if (done) tell(() => m.merging_done({ number: caseNumber(other.number) }))
  return done
}

/** Whoever has telephoned; nothing of what was said. */
export async function recordAttempt(desk: Desk, { roomId, name }: NamedCase, outcome: AttemptLine["outcome"]): Promise<void> {
  if (await desk.did({ type: "attempt.record", room_id: roomId, outcome })) tell(() => m.sought_recorded({ name }))
}

/** A case does not end as "no answer" before its resident was sought often enough. */
export function notConcluded(refusal: Refusal): string {
  const { field, made, needed, again_at: again } = refusal.params
  if (refusal.code !== "conflict" || field !== "outcome" || typeof made !== "number" || typeof needed !== "number") return errorText(refusal)
  return typeof again === "string" ? m.sought_not_before({ made, needed, time: moment(again, Date.now()) }) : m.sought_not_yet({ made, needed })
}

/** The case waits again with its priority and the time it came. */
export async function reopen(desk: Desk, { roomId, name }: NamedCase, reason: string): Promise<boolean> {
  const done = await desk.did({ type: "case.reopen", room_id: roomId, reason })
  if (done) tell(() => m.case_reopened({ name }))
  return done
}

/** Whoever has just concluded has the case again; between the two steps anybody may be faster, and then they have it. */
export async function takeBackConclusion(desk: Desk, { roomId, name }: NamedCase): Promise<boolean> {
  const done = await desk.did({ type: "case.reopen", room_id: roomId, reason: m.case_reopened_at_once() })
  return done && (await desk.claim({ case_id: roomId, resident_name: name }))
}

/** The room hears that the clinic calls, and nothing more. */
export async function beginCallback(desk: Desk, { roomId }: NamedCase): Promise<void> {
  await desk.did({ type: "callback.begin", room_id: roomId })
}

export async function endCallback(desk: Desk, { roomId, name }: NamedCase, attemptId: string, outcome: EndCallback["outcome"]): Promise<void> {
  const done = await desk.did({ type: "callback.end", room_id: roomId, attempt_id: attemptId, outcome })
  if (done && (outcome === "no_answer" || outcome === "left_message")) tell(() => m.callback_ended({ name }))
}
