/** What I am offered: which offer comes first, how long it stands, what became of it. Pure but for the one question open. */
import { Observable } from "../../core/observable"
import type { WorkItem, WorkOffer } from "../../core/protocol/wire"
import type { Desk } from "../desk/desk"

export type Offered = WorkItem & { offer: WorkOffer }
export type Reason = "busy" | "leaving" | "close" | "competence" | "other"

export const REASONS: readonly Reason[] = ["busy", "leaving", "competence", "close", "other"]

/** Whether the reasons for declining are open, by key or by press. */
export const declining = new Observable(false)

/** In the order of service, which is the order of the list. */
export function myOffers(items: readonly WorkItem[], me: string): Offered[] {
  return items.filter((item): item is Offered => item.state === "offered" && item.offer?.to_id === me)
}

export const offerOf = (desk: Desk): Offered | null => myOffers(desk.items, desk.me.account_id)[0] ?? null

/** Whether offers of mine ran out so that nobody asks me any more. */
export const isSetAway = (desk: Desk): boolean => (desk.worklist.state?.set_away ?? []).includes(desk.me.account_id)

/** Offers to me that the earlier list did not have. */
export function newOffers(before: readonly WorkItem[], after: readonly WorkItem[], me: string): Offered[] {
  const known = new Set(myOffers(before, me).map((item) => item.offer.id))
  return myOffers(after, me).filter((item) => !known.has(item.offer.id))
}

/** What became of an offer of mine without me: the case has gone on to be asked about, or to somebody. */
export function lostOffers(before: readonly WorkItem[], after: readonly WorkItem[], me: string): WorkItem[] {
  const standing = new Set(myOffers(after, me).map((item) => item.offer.id))
  const now = new Map(after.map((item) => [item.case_id, item]))
  return myOffers(before, me)
    .filter((item) => !standing.has(item.offer.id))
    .map((item) => now.get(item.case_id) ?? item)
    .filter((item) => item.holder_id !== me)
}

export interface Left {
  seconds: number
  /** Of the whole, 1 at the beginning and 0 at the end. */
  share: number
}

export function left(offer: Pick<WorkOffer, "made_at" | "until">, now: number): Left {
  const whole = Math.max(1, Date.parse(offer.until) - Date.parse(offer.made_at))
  const remaining = Math.min(whole, Math.max(0, Date.parse(offer.until) - now))
  return { seconds: Math.ceil(remaining / 1_000), share: remaining / whole }
}

const answered = new Set<string>()

/** Answered here: its end is no news. */
export const wasAnswered = (offerId: string): boolean => answered.has(offerId)

export async function accept(desk: Desk): Promise<void> {
  const item = offerOf(desk)
  if (item === null) return
  declining.set(false)
  answered.add(item.offer.id)
  await desk.claim(item, { type: "offer.accept", offer_id: item.offer.id })
}

export async function decline(desk: Desk, item: Offered, reason: Reason): Promise<void> {
  declining.set(false)
  answered.add(item.offer.id)
  await desk.did({ type: "offer.decline", room_id: item.case_id, offer_id: item.offer.id, reason })
}
