/** What is shown in a room, and what is said in place of what is hidden. Pure. */
import type { RoomState } from "./roomState"

/** The files that a reader may see now; anything else that stands open must close. */
export function shownFiles({ messages, staff }: Pick<RoomState, "messages" | "staff">): ReadonlySet<string> {
  const sent = messages.flatMap(({ picture, document }) => [picture?.id, document?.id])
  const told = staff ? [staff.summary, ...staff.added.map(({ summary }) => summary)].flatMap(({ pictures }) => pictures) : []
  return new Set([...sent, ...told].filter((id) => id !== undefined))
}

interface Open {
  /** Null while it has not reached the clinic. */
  fileId: string | null
  /** The message that it stands in, by the id that its writer's device gave it; null of what was told in a form. */
  clientMessageId: string | null
}

/** Whether a picture that stands open may be seen no more: hidden, or gone with its message, also one that was sent meanwhile. */
export function isTakenAway({ fileId, clientMessageId }: Open, state: Pick<RoomState, "messages" | "staff">, hidden: ReadonlySet<string>): boolean {
  if (fileId !== null && (clientMessageId === null || hidden.has(fileId))) return hidden.has(fileId)
  const message = state.messages.find((one) => one.client_message_id === clientMessageId)
  return (message !== undefined && message.picture === null) || (fileId !== null && !shownFiles(state).has(fileId))
}
