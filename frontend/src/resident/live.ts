/**
 * What lives as long as a login does: the socket, the outbox and the drafts of the person. Made when a page first needs
 * it, ended at logout; pages borrow it and never close it.
 */
import { upload } from "../core/net/http"
import { Refusal } from "../core/errors/refusal"
import { Socket, socketUrl, wakeWithPage } from "../core/net/socket"
import { bytesOf } from "../core/files/picture"
import type { FileView, ResidentMe } from "../core/protocol/wire"
import { Drafts } from "../core/room/drafts"
import { Outbox, type OutboxItem } from "../core/room/outbox"
import * as api from "./api"
import { settled } from "./files"
import { login, loginEnded, vaultOf } from "./login"

export interface Live {
  socket: Socket
  outbox: Outbox
  drafts: Drafts
}

let current: { owner: string; live: Promise<Live> } | null = null

export function liveOf(me: ResidentMe): Promise<Live> {
  if (current?.owner !== me.account_id) current = { owner: me.account_id, live: begin(me) }
  return current.live
}

async function begin(me: ResidentMe): Promise<Live> {
  const vault = await vaultOf(me)
  const socket = new Socket({ url: socketUrl("resident"), peerId: peerId() })
  const outbox = new Outbox(vault, { send: (item) => socket.command(messageFrame(item)), upload: uploadPicture })
  const drafts = new Drafts(vault)
  const asleep = wakeWithPage(socket)
  const hidden = (): void => void drafts.save()
  window.addEventListener("pagehide", hidden)
  socket.connection.subscribe((connection) => {
    if (connection.state === "online") outbox.flush()
    if (connection.state === "ended" && connection.reason === "login_ended") loginEnded()
  })
  const release = login.subscribe((who) => {
    if (who.phase === "known" && who.me.account_id === me.account_id) {
      socket.start()
      return
    }
    if (who.phase !== "nobody") return
    current = null
    release()
    asleep()
    window.removeEventListener("pagehide", hidden)
    outbox.stop()
    socket.stop()
  })
  await outbox.restore()
  socket.start()
  return { socket, outbox, drafts }
}

/** The tab's own id: kept over reloads, so that a call can find the same tab again. */
function peerId(): string {
  const made = crypto.randomUUID()
  try {
    const kept = sessionStorage.getItem("vardrum.peer")
    if (kept) return kept
    sessionStorage.setItem("vardrum.peer", made)
  } catch {
    // Without storage a reload is a new tab to the others.
  }
  return made
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

/** Resolves when the server can show the picture; a refusal carries the reason's code. */
async function uploadPicture(item: OutboxItem): Promise<string> {
  if (!item.picture) throw new Refusal("bad_request")
  const file = await upload<FileView>(api.roomFiles(item.roomId), bytesOf(item.picture), () => undefined)
  return (await settled(file, api.roomFile)).id
}
