/** What a room is called where two of the same resident are open side by side: a name must lead to one place. */
import * as m from "../../texts/messages"
import type { Desk } from "../desk/desk"
import { caseNumber } from "../words"

export function calledApart(desk: Desk, roomId: string, name: string): string {
  const number = desk.client(roomId)?.state?.room.number
  const twins = desk.panes.get().shown.filter((other) => nameIn(desk, other) === name)
  return twins.length > 1 && number !== undefined ? m.desk_pane_apart({ name, number: caseNumber(number) }) : name
}

const nameIn = (desk: Desk, roomId: string): string | undefined => desk.client(roomId)?.state?.room.resident.name ?? desk.item(roomId)?.resident_name
