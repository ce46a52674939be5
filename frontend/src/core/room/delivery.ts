/** Where a message has come: saved on this device, on its way, with the clinic, opened by somebody. Pure. */
import type { RefusalCode } from "../errors/refusal"
import type { Message, Participant, RoomView } from "../protocol/wire"
import type { RoomState } from "./roomState"

export type Delivery =
  | { state: "saved" }
  /** The device would not take it: it is in this page, and ends with it. */
  | { state: "unkept" }
  | { state: "sending" }
  /** Not sent after LATE_MS; it is still being tried. */
  | { state: "late"; kept: boolean }
  | { state: "refused"; code: RefusalCode; file?: string | null }
  | { state: "reached"; at: string }
  | { state: "opened"; at: string; by: Participant | null }

export const LATE_MS = 15_000

export interface Unsent {
  writtenAt: number
  refusal: RefusalCode | null
  refusedFile?: string | null
}

interface Surroundings {
  online: boolean
  now: number
  /** The message outlives the page. */
  kept: boolean
  /** Its picture is going right now, which takes its time on a bad line. */
  moving?: boolean
}

export function deliveryOfUnsent(unsent: Unsent, { online, now, kept, moving = false }: Surroundings): Delivery {
  if (unsent.refusal !== null) return refusedFor(unsent.refusal, unsent.refusedFile)
  if (online && moving) return { state: "sending" }
  if (now - unsent.writtenAt >= LATE_MS) return { state: "late", kept }
  if (online) return { state: "sending" }
  return kept ? { state: "saved" } : { state: "unkept" }
}

const refusedFor = (code: RefusalCode, file: string | null | undefined): Delivery =>
  file ? { state: "refused", code, file } : { state: "refused", code }

/** A file that was refused for what it is will be refused each time; one that was too slow to look through may not. */
export const mayBeSentAgain = ({ code, file }: Extract<Delivery, { state: "refused" }>): boolean => code !== "file_refused" || file === "timed_out"

/** Its writer has the case anew since it was written: it is theirs to say whether it still fits. */
export const isOfAnotherTenure = ({ code }: Extract<Delivery, { state: "refused" }>): boolean => code === "custody_changed"

/** A message of mine is opened once somebody on the other side has read so far. `writers` knows those who have left. */
export function deliveryOfMine(message: Message, room: RoomView, writers: readonly Participant[] = []): Delivery {
  const otherSide = room.receipts.filter(
    (receipt) => receipt.read >= message.sequence && !sameSide(receipt.participant_id, message.sender, room),
  )
  if (otherSide.length === 0) return { state: "reached", at: message.at }
  const readers = otherSide.map((receipt) => receipt.participant_id)
  const by = [room.holder, ...room.participants, ...writers].find((person) => person !== null && readers.includes(person.id))
  return { state: "opened", at: message.at, by: by ?? null }
}

function sameSide(participantId: string, sender: Participant, room: RoomView): boolean {
  return residentSide(participantId, room) === residentSide(sender.id, room)
}

function residentSide(participantId: string, room: RoomView): boolean {
  return room.participants.some(
    (person) => person.id === participantId && (person.role === "resident" || person.role === "guardian"),
  )
}

/** The newest message of others, which a reader has seen when the end of the conversation is on screen. */
export function newestFromOthers(messages: readonly Message[], me: string): number {
  return messages.findLast((message) => message.sender.id !== me)?.sequence ?? 0
}

/** How many messages of others lie beyond what this reader has read. */
export function unreadBy(me: string, state: Pick<RoomState, "room" | "messages">): number {
  const read = state.room.receipts.find((receipt) => receipt.participant_id === me)?.read ?? 0
  return state.messages.filter((message) => message.sequence > read && message.sender.id !== me).length
}
