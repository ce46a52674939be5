/** What is shown in a room, and what is said in place of what is hidden. Pure. */
import type { RoomState } from "./roomState"

/** The files that a reader may see now; anything else that stands open must close. */
export function shownFiles({ messages, staff }: Pick<RoomState, "messages" | "staff">): ReadonlySet<string> {
  const sent = messages.flatMap(({ picture, document }) => [picture?.id, document?.id])
  const told = staff ? [staff.summary, ...staff.added.map(({ summary }) => summary)].flatMap(({ pictures }) => pictures) : []
  return new Set([...sent, ...told].filter((id) => id !== undefined))
}
