/** How the desk's outbox reaches the server: text over the socket, pictures over HTTP until the server can show them. */
import { asRefusal, noConnection, Refusal } from "../../core/errors/refusal"
import { bytesOf } from "../../core/files/picture"
import { request, upload } from "../../core/net/http"
import type { Socket } from "../../core/net/socket"
import type { FileView } from "../../core/protocol/wire"
import type { Carrier, OutboxItem } from "../../core/room/outbox"

const ASKED_EVERY_MS = 400
const ASKED_TIMES = 50

export function carrierOn(socket: Socket): Carrier {
  return {
    send: (item) => socket.command(messageFrame(item)),
    upload: uploadPicture,
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
  }
}

async function uploadPicture(item: OutboxItem): Promise<string> {
  if (item.picture === null) throw new Refusal("bad_request")
  const file = await upload<FileView>(`/api/staff/rooms/${item.roomId}/files`, bytesOf(item.picture), () => undefined)
  return (await settled(file)).id
}

/** Asks until the picture is decoded; a refusal carries the reason's code. */
async function settled(file: FileView): Promise<FileView> {
  let seen = file
  for (let asked = 0; asked < ASKED_TIMES; asked += 1) {
    if (seen.state === "ready") return seen
    if (seen.state === "refused" || seen.state === "withdrawn") throw new Refusal("file_refused", { reason: seen.refusal })
    await new Promise((resolve) => setTimeout(resolve, ASKED_EVERY_MS))
    try {
      seen = await request<FileView>("GET", `/api/staff/files/${file.id}/state`)
    } catch (thrown) {
      if (!asRefusal(thrown).retryable) throw thrown
    }
  }
  throw noConnection()
}
