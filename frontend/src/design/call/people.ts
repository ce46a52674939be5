/** Who is in a call, as the room names them. Pure. */
import { localized } from "../../core/language"
import type { CallState, RoomView } from "../../core/protocol/wire"

export interface Named {
  readonly accountId: string
  readonly name: string
  /** A profession, or what a guest is here for; empty for the resident. */
  readonly title: string
  readonly initials: string
}

/** A guest who has just been shown out is still named by their invitation. */
export function nameIn(room: RoomView, accountId: string): Named {
  const person = [room.resident, ...room.participants].find((one) => one.id === accountId) ?? (room.holder?.id === accountId ? room.holder : null)
  const guest = room.guests?.find((one) => one.account_id === accountId)
  const name = person?.name ?? guest?.name ?? room.unit_name
  return { accountId, name, title: person?.title ? localized(person.title) : "", initials: person?.initials ?? name.slice(0, 1) }
}

/** Everybody in the call but oneself: "Sara Holm, Amira Said". */
export function namesIn(room: RoomView, call: CallState, me: string): string {
  const inside = [call.started_by, call.answered_by, ...(call.others ?? []).map((one) => one.account_id)]
  return inside.filter((id) => id !== null && id !== me).map((id) => nameIn(room, id ?? "").name).join(", ")
}
