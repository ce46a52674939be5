/** All pictures of a room, oldest first: those of its forms, then those that were sent. Pure. */
import type { RoomState } from "../../core/room/roomState"
import * as m from "../../texts/messages"
import { moment } from "../words"
import { fileAddress, type LargePicture } from "./lightbox"

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
    ...messages.flatMap(({ picture, sender, at }) =>
      picture === null ? [] : [shown(picture.id, () => m.desk_picture_sent({ name: sender.name, time: moment(at, Date.now()) }))],
    ),
  ]
}
