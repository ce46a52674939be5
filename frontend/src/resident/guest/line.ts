/** What lives as long as a guest is in the room: the socket, the room, what is on its way and what is half-written. */
import { useEffect, useState } from "preact/hooks"
import { Socket, socketUrl, wakeWithPage } from "../../core/net/socket"
import { tabPeerId } from "../../core/net/tabPeer"
import type { GuestMe } from "../../core/protocol/wire"
import { carrierOn } from "../../core/room/carrier"
import { Drafts } from "../../core/room/drafts"
import { Outbox, type OutboxItem } from "../../core/room/outbox"
import { RoomClient } from "../../core/room/roomClient"
import { openTabs } from "../../core/room/tabs"
import { openVault, type Vault } from "../../core/vault/vault"

export interface Line {
  socket: Socket
  client: RoomClient
  outbox: Outbox
  drafts: Drafts
  stop: () => void
}

const vaultOf = (accountId: string): Promise<Vault> => openVault("guest", accountId)

export function useLine(me: GuestMe, roomId: string): Line | null {
  const [line, setLine] = useState<Line | null>(null)
  useEffect(() => {
    let begun: Line | null = null
    let gone = false
    void begin(me, roomId).then((made) => {
      if (gone) made.stop()
      else setLine((begun = made))
    })
    return () => {
      gone = true
      begun?.stop()
    }
  }, [roomId])
  return line
}

async function begin(me: GuestMe, roomId: string): Promise<Line> {
  const [vault, peerId] = await Promise.all([vaultOf(me.account_id), tabPeerId()])
  const socket = new Socket({ url: socketUrl("guest"), peerId })
  const client = new RoomClient(socket, roomId, me.account_id)
  const tabs = openTabs(peerId, `guest.${me.account_id}`)
  const outbox = new Outbox(vault, carrierOn(socket, "guest"), tabs)
  const drafts = new Drafts(vault, tabs)
  const asleep = wakeWithPage(socket)
  const deaf = socket.connection.subscribe(({ state }) => state === "online" && outbox.flush())
  await outbox.restore()
  socket.start()
  client.start()
  const stop = (): void => {
    deaf()
    asleep()
    outbox.stop()
    client.stop()
    socket.stop()
    tabs.close()
  }
  return { socket, client, outbox, drafts, stop }
}

/** What they wrote and nobody was sent, oldest first. Whoever is no guest any more leaves nothing on the device. */
export async function takeUnsent(accountId: string): Promise<string> {
  const vault = await vaultOf(accountId)
  const [unsent, drafts] = await Promise.all([vault.all<OutboxItem>("outbox:"), vault.all<{ value: string }>("draft:")])
  await vault.clear()
  return [...unsent.map(([, { text }]) => text), ...drafts.map(([, { value }]) => value)].join("\n\n")
}
