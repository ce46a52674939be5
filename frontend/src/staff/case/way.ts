/** The way of a case in the order of time: changes of custody and priority, notes, forms added, alarm words. Pure. */
import type { AlarmLine, AttemptLine, CustodyStep, Note, Participant, RoomView, StaffView, TransferLine } from "../../core/protocol/wire"

export type WayStep =
  | { kind: "custody"; key: string; at: string; step: CustodyStep; before: number | null }
  | { kind: "note"; key: string; at: string; by: string }
  | { kind: "alarm"; key: string; at: string; alarm: AlarmLine }
  | { kind: "known"; key: string; at: string; by: string }
  | { kind: "asked"; key: string; at: string; transfer: TransferLine }
  | { kind: "returned"; key: string; at: string; transfer: TransferLine }
  | { kind: "sought"; key: string; at: string; attempt: AttemptLine }
  | { kind: "form"; key: string; at: string; by: Participant }

export interface PriorityChange {
  at: string
  by: string
  from: number | null
  to: number | null
  reason: string
}

type Custody = StaffView["custody"]

/** What the priority was before each step: the one after the step before it. */
function before(custody: Custody, place: number): number | null {
  return custody[place - 1]?.priority ?? null
}

export function wayOf(room: Pick<RoomView, "forms">, staff: Pick<StaffView, "custody" | "notes" | "alarms" | "transfers" | "attempts">): WayStep[] {
  const steps: WayStep[] = [
    ...staff.custody.map(
      (step, place): WayStep => ({ kind: "custody", key: `c${step.sequence}`, at: step.at, step, before: before(staff.custody, place) }),
    ),
    ...staff.notes.map((note: Note): WayStep => ({ kind: "note", key: `n${note.sequence}`, at: note.at, by: note.author.name })),
    ...staff.alarms.map((alarm): WayStep => ({ kind: "alarm", key: `a${alarm.id}`, at: alarm.raised_at, alarm })),
    ...staff.alarms.flatMap(({ id, acknowledged_at: at, acknowledged_by: by }): WayStep[] =>
      at === null ? [] : [{ kind: "known", key: `k${id}`, at, by: by ?? "" }],
    ),
    ...transfersOf(staff.transfers ?? []),
    ...(staff.attempts ?? []).map((attempt): WayStep => ({ kind: "sought", key: `s${attempt.id}`, at: attempt.at, attempt })),
    ...room.forms.map((form): WayStep => ({ kind: "form", key: `f${form.sequence}`, at: form.at, by: form.by })),
  ]
  return steps.sort((one, other) => Date.parse(one.at) - Date.parse(other.at))
}

/** When somebody was asked to take over, and how it ended; that it was taken over is a change of custody itself. */
function transfersOf(transfers: readonly TransferLine[]): WayStep[] {
  return transfers.flatMap((transfer): WayStep[] => {
    const asked: WayStep = { kind: "asked", key: `t${transfer.id}`, at: transfer.made_at, transfer }
    const { ended_at: at, state } = transfer
    return at === null || state === "accepted" ? [asked] : [asked, { kind: "returned", key: `r${transfer.id}`, at, transfer }]
  })
}

/** Why the one who has the case by an offer was asked, or by overflow was shown it, as it was decided then; empty where it was taken or given otherwise. */
export function whyGiven(custody: Custody): CustodyStep["reasons"] {
  const given = custody.findLastIndex(({ move }) => move === "claimed" || move === "accepted" || move === "helped" || move === "reassigned" || move === "released")
  if (custody[given]?.move === "helped") return custody[given].reasons
  if (custody[given]?.move !== "accepted") return []
  return custody.slice(0, given).findLast(({ move }) => move === "offered")?.reasons ?? []
}

/** What triage gave, and every change by a named person since. */
export function priorityChanges(custody: Custody): PriorityChange[] {
  return custody.flatMap((step, place) =>
    step.move === "prioritised"
      ? [{ at: step.at, by: step.by_name, from: before(custody, place), to: step.priority, reason: step.reason }]
      : [],
  )
}
