/** How an outbox reaches the server: text over the socket, pictures over HTTP until the server can show them. */
import { Refusal } from "../errors/refusal"
import { bytesOf } from "../files/picture"
import { settled } from "../files/settled"
import { request, upload } from "../net/http"
import type { Socket } from "../net/socket"
import type { FileView } from "../protocol/wire"
import type { Carrier, OutboxItem } from "./outbox"

export function carrierOn(socket: Socket, audience: "resident" | "staff"): Carrier {
  const base = `/api/${audience}`
  return {
    send: (item) => socket.command(messageFrame(item)),
    upload: async (item) => {
      if (item.picture === null) throw new Refusal("bad_request")
      const file = await upload<FileView>(`${base}/rooms/${item.roomId}/files`, bytesOf(item.picture), () => undefined)
      return (await settled(file, (id) => request("GET", `${base}/files/${id}/state`))).id
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
    // A server of before that knows no replies takes everything else.
    ...(item.replyToId ? { reply_to_id: item.replyToId } : {}),
  }
}
