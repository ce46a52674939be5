/** Handing over: what I am asked to take, what came back to me, and the commands. Pure but for what is under way. */
import { errorText } from "../../core/errors/errorText"
import { asRefusal, type Refusal } from "../../core/errors/refusal"
import { request } from "../../core/net/http"
import { Observable } from "../../core/observable"
import type { HandedCase, RoomView, StaffMe, StaffView, TransferLine, TransferSummary, UnitsToAsk, UnitToAsk, WorkItem, WorkTransfer } from "../../core/protocol/wire"
import { daysAway, spokenEnd, spokenTime, weekday } from "../../core/times"
import * as m from "../../texts/messages"
import type { Desk } from "../desk/desk"
import { tell } from "../notices"
import type { Reason } from "../offers/offers"
import { capital } from "../words"

export type HandedOver = WorkItem & { transfer: WorkTransfer }
export type Profession = NonNullable<WorkTransfer["profession"]>
export type Me = Pick<StaffMe, "account_id" | "profession">
/** To a person, to whoever of a profession is first, or to another unit. */
export type Receiver = { account_id: string; name: string } | { profession: Profession } | { unit: UnitToAsk }
/** As much of what is handed over as an answer to it needs. */
export type Answered = Pick<HandedCase, "case_id" | "resident_name"> & { transfer: Pick<WorkTransfer, "id"> }

/** The wire's limit for each of the four parts. */
export const MAX_PART = 1_500
/** Why a unit returns it: who of it goes home, or knows whom, is no reason of a whole unit's. */
export const UNIT_REASONS: readonly Reason[] = ["busy", "competence", "other"]
export const PROFESSIONS: readonly Profession[] = ["nurse", "physician", "physiotherapist", "counsellor", "medical_secretary"]

// --- what stands -----------------------------------------------------------------------------------------------------
/** Whether I may take it over: by name, or as anybody of the profession but whoever hands over. */
function isForMe({ to_id: to, profession, by_id: by }: WorkTransfer, me: Me): boolean {
  return to === null ? profession === me.profession && by !== me.account_id : to === me.account_id
}

/** In the order of service, which is the order of the list. */
export function handedToMe(items: readonly WorkItem[], me: Me): HandedOver[] {
  const handed = (item: WorkItem): item is HandedOver => (item.transfer ?? null) !== null
  return items.filter(handed).filter((item) => isForMe(item.transfer, me))
}

/** Those of them that the earlier list did not have. */
export function newlyHanded(before: readonly WorkItem[], after: readonly WorkItem[], me: Me): HandedOver[] {
  const known = new Set(handedToMe(before, me).map((item) => item.transfer.id))
  return handedToMe(after, me).filter((item) => !known.has(item.transfer.id))
}

/** Cases of other units that mine is asked to take over and was not before. */
export function newlyAsked(before: readonly HandedCase[], after: readonly HandedCase[]): HandedCase[] {
  const known = new Set(before.map(({ transfer }) => transfer.id))
  return after.filter(({ transfer }) => !known.has(transfer.id))
}

/** What I wanted to hand over and have again without having taken it back. */
export function cameBack(before: readonly WorkItem[], after: readonly WorkItem[], me: string): WorkItem[] {
  const mine = new Map(before.filter((item) => item.transfer?.by_id === me).map((item) => [item.case_id, item.transfer?.id ?? ""]))
  return after.filter((item) => {
    const earlier = mine.get(item.case_id)
    return earlier !== undefined && item.holder_id === me && !item.transfer && !takenBack.has(earlier)
  })
}

export function standingTransfer(staff: StaffView): TransferLine | null {
  return (staff.transfers ?? []).find((transfer) => transfer.ended_at === null) ?? null
}

/** What came back to me last and has not been put away here. */
export function returned(staff: StaffView, me: string, seen: ReadonlySet<string>): TransferLine | null {
  const last = (staff.transfers ?? []).at(-1)
  if (last === undefined || last.by_id !== me || seen.has(last.id)) return null
  return last.state === "declined" || last.state === "expired" ? last : null
}

/** Of those that came back to me: which I have put away. */
export const putAway = new Observable<ReadonlySet<string>>(new Set())

const takenBack = new Set<string>()

// --- words -----------------------------------------------------------------------------------------------------------
export function professionWord(profession: Profession): string {
  switch (profession) {
    case "nurse":
      return m.transfer_nurse()
    case "physician":
      return m.transfer_physician()
    case "physiotherapist":
      return m.transfer_physiotherapist()
    case "counsellor":
      return m.transfer_counsellor()
    case "medical_secretary":
      return m.transfer_medical_secretary()
  }
}

/** "Johan Lager", "en läkare". */
export function receiverWords({ to_name: name, profession }: Pick<WorkTransfer, "to_name" | "profession">): string {
  return profession === null ? name : m.transfer_one_of({ profession: professionWord(profession) })
}

/** "öppet dygnet runt", "öppet till 16", "stängt, öppnar måndag kl. 8". */
export function openWords(unit: UnitToAsk): string {
  if (unit.round_the_clock) return m.transfer_unit_always()
  if (unit.is_open && unit.closes_at !== null) return m.transfer_unit_until({ time: spokenEnd(unit.closes_at) })
  return unit.opens_at === null ? m.transfer_unit_closed() : m.transfer_unit_opens({ when: whenWords(unit.opens_at) })
}

/** Why it cannot be chosen: a whole sentence. */
export function closedWords({ name, opens_at: at }: UnitToAsk): string {
  return at === null ? m.transfer_unit_closed_says({ name }) : m.transfer_unit_opens_says({ name, when: whenWords(at) })
}

function whenWords(at: string): string {
  const time = spokenTime(at)
  return daysAway(at) === 0 ? m.closing_at_today({ time }) : m.closing_at_day({ day: weekday(at), time })
}

/** Of a pane that was closed because its case is no longer mine. */
export function endedWords({ resident: { name }, holder, unit_name: unit }: RoomView, me: Pick<StaffMe, "account_id" | "unit">): string {
  if (holder === null || holder.id === me.account_id) return m.desk_ended_unknown({ name })
  return unit === me.unit.name ? m.desk_ended_moved({ name, holder: holder.name }) : m.transfer_ended_moved({ name, holder: holder.name, unit })
}

// --- commands --------------------------------------------------------------------------------------------------------
interface Named {
  roomId: string
  name: string
}

export async function handOver(desk: Desk, { roomId, name }: Named, to: Receiver, summary: TransferSummary): Promise<boolean> {
  const target = {
    to_account_id: "account_id" in to ? to.account_id : null,
    profession: "profession" in to ? to.profession : null,
    to_unit_id: "unit" in to ? to.unit.id : null,
  }
  const who = "profession" in to ? m.transfer_one_of({ profession: professionWord(to.profession) }) : "unit" in to ? to.unit.name : to.name
  const done = await desk.did({ type: "transfer.offer", room_id: roomId, ...target, summary }, (refusal) => refused(refusal, to))
  if (done) tell(() => m.transfer_sent({ to: capital(who), name }))
  return done
}

function refused(refusal: Refusal, to: Receiver): string {
  if (refusal.code !== "conflict") return errorText(refusal)
  if ("unit" in to) return refusedByUnit(refusal, to.unit)
  if (refusal.params["presence"] === "offline" && "name" in to) return m.transfer_gone({ to: to.name })
  if (refusal.params["field"] === "profession" && "profession" in to) return m.transfer_nobody({ profession: professionWord(to.profession) })
  return refusal.params["field"] === "room_id" ? m.transfer_standing() : errorText(refusal)
}

function refusedByUnit(refusal: Refusal, unit: UnitToAsk): string {
  const { field, opens_at: opens, provider } = refusal.params
  if (field === "room_id") return m.transfer_standing()
  if (provider === "other") return m.transfer_unit_other({ name: unit.name })
  return closedWords({ ...unit, opens_at: typeof opens === "string" ? opens : null })
}

/** Null where they could not be fetched: those who are here can be asked all the same. */
export async function unitsToAsk(): Promise<readonly UnitToAsk[] | null> {
  try {
    return (await request<UnitsToAsk>("GET", "/api/staff/units")).units
  } catch {
    return null
  }
}

export async function takeBack(desk: Desk, { roomId, name }: Named, id: string): Promise<void> {
  takenBack.add(id)
  if (await desk.did({ type: "transfer.withdraw", room_id: roomId, transfer_id: id })) tell(() => m.transfer_taken_back({ name }))
}

/** Takes over, and has the room before one. */
export async function takeOver(desk: Desk, item: Answered): Promise<void> {
  await desk.claim(item, { type: "transfer.accept", transfer_id: item.transfer.id })
}

export async function declineTransfer(desk: Desk, item: Answered, reason: Reason): Promise<void> {
  await desk.did({ type: "transfer.decline", room_id: item.case_id, transfer_id: item.transfer.id, reason }, (refusal) => (refusal.code === "not_found" ? m.transfer_over() : errorText(refusal)))
}

export type Reading = { phase: "asking" } | { phase: "here"; summary: TransferSummary } | { phase: "refused"; refusal: Refusal }

/** Asked for when somebody wants to read it, since each reading is kept in the trail. */
export async function readSummary(caseId: string): Promise<Reading> {
  try {
    const { summary } = await request<TransferLine>("GET", `/api/staff/cases/${caseId}/transfer`)
    return { phase: "here", summary }
  } catch (thrown) {
    return { phase: "refused", refusal: asRefusal(thrown) }
  }
}
