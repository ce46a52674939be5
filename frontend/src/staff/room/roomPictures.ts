/** All pictures of a room, oldest first: those of its forms, then those that were sent. Pure. */
import type { Message } from "../../core/protocol/wire"
import type { RoomState } from "../../core/room/roomState"
import { withoutTurns } from "../../core/text/direction"
import * as m from "../../texts/messages"
import { moment } from "../words"
import { fileAddress, type LargePicture } from "./lightbox"

const MOST_WORDS = 60

/** Who sent it and when, and what was said with it: two that came in the same minute are told apart by that. */
export function sentCaption({ sender, at, text }: Pick<Message, "sender" | "at" | "text">): string {
  const sent = m.desk_picture_sent({ name: withoutTurns(sender.name), time: moment(at, Date.now()) })
  const words = withoutTurns(text).split("\n", 1)[0]?.trim() ?? ""
  if (words === "") return sent
  return `${sent}. ${words.length > MOST_WORDS ? `${words.slice(0, MOST_WORDS).trimEnd()}…` : words}`
}

export function roomPictures({ room, staff, messages }: Pick<RoomState, "room" | "staff" | "messages">): LargePicture[] {
  const about = { name: room.resident.name, age: staff?.age ?? null }
  const shown = (fileId: string, caption: () => string): LargePicture => ({
    ...about,
    source: fileAddress(fileId),
    caption,
    file: { roomId: room.id, fileId, name: about.name },
  })
  const forms = staff ? [staff.summary, ...staff.added.map(({ summary }) => summary)] : []
  return [
    ...forms.flatMap(({ pictures }) => pictures.map((id, index) => shown(id, () => m.desk_picture_form({ count: index + 1 })))),
    ...messages.flatMap((message) =>
      message.picture === null ? [] : [shown(message.picture.id, () => sentCaption(message))],
    ),
  ]
}
