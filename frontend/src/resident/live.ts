/**
 * What lives as long as a login does: the socket, the outbox, the drafts and the open rooms of the person. Made when a
 * page first needs it, ended at logout; pages borrow it and never close it.
 */
import { Socket, socketUrl, wakeWithPage } from "../core/net/socket"
import { tabPeerId } from "../core/net/tabPeer"
import type { ResidentMe } from "../core/protocol/wire"
import { carrierOn } from "../core/room/carrier"
import { Drafts } from "../core/room/drafts"
import { Outbox } from "../core/room/outbox"
import { openTabs } from "../core/room/tabs"
import { login, loginEnded, vaultOf } from "./login"
import { OpenRooms } from "./openRooms"

export interface Live {
  socket: Socket
  outbox: Outbox
  drafts: Drafts
  rooms: OpenRooms
}

let current: { owner: string; live: Promise<Live> } | null = null

export function liveOf(me: ResidentMe): Promise<Live> {
  if (current?.owner !== me.account_id) current = { owner: me.account_id, live: begin(me) }
  return current.live
}

async function begin(me: ResidentMe): Promise<Live> {
  const [vault, peerId] = await Promise.all([vaultOf(me), tabPeerId()])
  const socket = new Socket({ url: socketUrl("resident"), peerId, requests: "/api/resident" })
  const tabs = openTabs(peerId, `resident.${me.account_id}`)
  const outbox = new Outbox(vault, carrierOn(socket, "resident"), tabs)
  const drafts = new Drafts(vault, tabs)
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
    tabs.close()
    socket.stop()
  })
  await outbox.restore()
  socket.start()
  return { socket, outbox, drafts, rooms: new OpenRooms(socket, me.account_id, outbox) }
}
