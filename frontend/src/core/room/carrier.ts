/** How an outbox reaches the server: text over the socket, pictures over HTTP, in parts, until the server can show them. */
import { Refusal } from "../errors/refusal"
import { bytesOf } from "../files/picture"
import { sendInParts } from "../files/sending"
import { settled } from "../files/settled"
import { request } from "../net/http"
import type { Socket } from "../net/socket"
import type { FileView } from "../protocol/wire"
import type { Carrier, OutboxItem } from "./outbox"

export function carrierOn(socket: Socket, audience: "resident" | "staff" | "guest"): Carrier {
  const base = `/api/${audience}`
  return {
    send: (item) => socket.command(messageFrame(item)),
    upload: async (item, progress) => {
      if (item.picture === null) throw new Refusal("bad_request")
      const to = `${base}/rooms/${item.roomId}/uploads`
      const fileId = await sendInParts(bytesOf(item.picture), { to, name: item.clientMessageId, progress, ...(item.picture.name ? { fileName: item.picture.name } : {}) })
      return await settled(fileId, (id) => request<FileView>("GET", `${base}/files/${id}/state`))
    },
  }
}

function messageFrame(item: OutboxItem): { type: string; id: string } & Record<string, unknown> {
  return {
    type: "message.send",
    id: item.clientMessageId,
    room_id: item.roomId,
    shown_room_id: item.shownRoomId,
    client_message_id: item.clientMessageId,
    text: item.text,
    picture_id: item.fileId,
    // A server of before that knows neither replies, custody nor copies takes everything else.
    ...(item.replyToId ? { reply_to_id: item.replyToId } : {}),
    ...(item.epoch === undefined ? {} : { epoch: item.epoch }),
    ...(item.picture?.copyOf ? { copy_of_id: item.picture.copyOf } : {}),
  }
}
