/** Whom a case is about, for whoever reads it. */
import type { ResidentMe, RoomView } from "../../core/protocol/wire"
import type { About } from "../parts/AboutBand"

/** Said where it is not about the reader: a child's case must never be taken for one's own. */
export function aboutOf(me: ResidentMe, room: RoomView): About | null {
  return room.resident.id === me.account_id ? null : { name: room.resident.name, isSelf: false }
}
