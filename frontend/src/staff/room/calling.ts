/** Beginning a call from the desk: whoever asked not to be rung is not rung without a choice. */
import type { CaseSummary } from "../../core/protocol/wire"
import type { Desk } from "../desk/desk"

/** Whoever came past the question, by way of the emergency page, has asked for nothing. */
export const asksNotToBeCalled = (summary: CaseSummary): boolean => summary.may_call === false

/** False without a network, where there is a call already, or where this desk may not begin one. */
export function mayCall(desk: Desk, roomId: string): boolean {
  const calls = desk.calls(roomId)
  const room = desk.client(roomId)?.state?.room
  if (desk.cutOff.get() !== null || room?.holder?.id !== desk.me.account_id || room.state !== "active") return false
  if (calls === null) return true
  const { phase } = calls.client.state.get().view
  return phase === "idle" || phase === "ended"
}

export function call(desk: Desk, roomId: string): void {
  if (!mayCall(desk, roomId)) return
  const summary = desk.client(roomId)?.state?.staff?.summary
  if (summary !== undefined && asksNotToBeCalled(summary)) desk.asked.set({ roomId, about: "call" })
  else callAnyway(desk, roomId)
}

export function callAnyway(desk: Desk, roomId: string): void {
  void desk.openCalls(roomId).then((calls) => calls?.client.start(true))
}
