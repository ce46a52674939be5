/** Handing over: what I am asked to take, what came back to me, and the commands. Pure but for what is under way. */
import { errorText } from "../../core/errors/errorText"
import { asRefusal, type Refusal } from "../../core/errors/refusal"
import { request } from "../../core/net/http"
import { Observable } from "../../core/observable"
import type { StaffMe, StaffView, TransferLine, TransferSummary, WorkItem, WorkTransfer } from "../../core/protocol/wire"
import * as m from "../../texts/messages"
import type { Desk } from "../desk/desk"
import { tell } from "../notices"
import type { Reason } from "../offers/offers"
import { capital } from "../words"

export type HandedOver = WorkItem & { transfer: WorkTransfer }
export type Profession = NonNullable<WorkTransfer["profession"]>
export type Me = Pick<StaffMe, "account_id" | "profession">
/** To a person, or to whoever of a profession is first. */
export type Receiver = { account_id: string; name: string } | { profession: Profession }

/** The wire's limit for each of the four parts. */
export const MAX_PART = 1_500
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

// --- commands --------------------------------------------------------------------------------------------------------
interface Named {
  roomId: string
  name: string
}

export async function handOver(desk: Desk, { roomId, name }: Named, to: Receiver, summary: TransferSummary): Promise<boolean> {
  const person = "account_id" in to
  const target = { to_account_id: person ? to.account_id : null, profession: person ? null : to.profession }
  const who = person ? to.name : receiverWords({ to_name: "", profession: to.profession })
  const done = await desk.did({ type: "transfer.offer", room_id: roomId, ...target, summary }, (refusal) => refused(refusal, to))
  if (done) tell(() => m.transfer_sent({ to: capital(who), name }))
  return done
}

function refused(refusal: Refusal, to: Receiver): string {
  if (refusal.code !== "conflict") return errorText(refusal)
  if (refusal.params["presence"] === "offline" && "name" in to) return m.transfer_gone({ to: to.name })
  if (refusal.params["field"] === "profession" && "profession" in to) return m.transfer_nobody({ profession: professionWord(to.profession) })
  return refusal.params["field"] === "room_id" ? m.transfer_standing() : errorText(refusal)
}

export async function takeBack(desk: Desk, { roomId, name }: Named, id: string): Promise<void> {
  takenBack.add(id)
  if (await desk.did({ type: "transfer.withdraw", room_id: roomId, transfer_id: id })) tell(() => m.transfer_taken_back({ name }))
}

/** Takes over, and has the room before one. */
export async function takeOver(desk: Desk, item: HandedOver): Promise<void> {
  await desk.claim(item, { type: "transfer.accept", transfer_id: item.transfer.id })
}

export async function declineTransfer(desk: Desk, item: HandedOver, reason: Reason): Promise<void> {
  await desk.did({ type: "transfer.decline", room_id: item.case_id, transfer_id: item.transfer.id, reason })
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
