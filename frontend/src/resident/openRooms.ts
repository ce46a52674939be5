/**
 * The rooms that are open in this tab, each once: a case's page and the ring share them, so a room is never closed under
 * the other, and a call that was answered elsewhere in the app is the one its page goes on with.
 */
import { useEffect, useState } from "preact/hooks"
import type { RoomCalls, RoomPlace } from "../call"
import type { Socket } from "../core/net/socket"
import { Observable, type Watched } from "../core/observable"
import type { Outbox } from "../core/room/outbox"
import { RoomClient } from "../core/room/roomClient"
import type { Live } from "./live"

interface OpenRoom {
  client: RoomClient
  holders: number
}

export class OpenRooms {
  private readonly socket: Socket
  private readonly accountId: string
  private readonly rooms = new Map<string, OpenRoom>()
  private readonly inCalls = new Observable<ReadonlyMap<string, RoomCalls>>(new Map())

  private readonly outbox: Pick<Outbox, "add">

  constructor(socket: Socket, accountId: string, outbox: Pick<Outbox, "add">) {
    this.outbox = outbox
    this.socket = socket
    this.accountId = accountId
  }

  /** The calls of the rooms that have any here. */
  get calls(): Watched<ReadonlyMap<string, RoomCalls>> {
    return this.inCalls
  }

  /** Opens the room for one more holder, who releases it again. */
  hold(roomId: string): RoomClient {
    const open = this.rooms.get(roomId) ?? this.begin(roomId)
    open.holders += 1
    return open.client
  }

  release(roomId: string): void {
    const open = this.rooms.get(roomId)
    if (!open) return
    open.holders -= 1
    if (open.holders > 0) return
    const calls = this.inCalls.get().get(roomId)
    if (calls) this.closeCalls(roomId, calls)
    this.rooms.delete(roomId)
    open.client.stop()
  }

  /** The calls of a room that is held. `open` is given by whoever has their code, which few pages need. */
  openCalls(roomId: string, open: (place: RoomPlace) => RoomCalls): RoomCalls {
    const known = this.inCalls.get().get(roomId)
    if (known) return known
    const room = (this.rooms.get(roomId) ?? this.begin(roomId)).client
    const calls = open({ socket: this.socket, room, accountId: this.accountId, audience: "resident", outbox: this.outbox })
    this.inCalls.set(new Map(this.inCalls.get()).set(roomId, calls))
    return calls
  }

  /** Leaves these calls, unless others have come in their place. */
  closeCalls(roomId: string, calls: RoomCalls): void {
    if (this.inCalls.get().get(roomId) !== calls) return
    const left = new Map(this.inCalls.get())
    left.delete(roomId)
    calls.close()
    this.inCalls.set(left)
  }

  private begin(roomId: string): OpenRoom {
    const begun = { client: new RoomClient(this.socket, roomId, this.accountId), holders: 0 }
    this.rooms.set(roomId, begun)
    begun.client.start()
    return begun
  }
}

/** A room for as long as its component is there. */
export function useRoom(live: Live, roomId: string): RoomClient | null {
  const [client, setClient] = useState<RoomClient | null>(null)
  useEffect(() => {
    setClient(live.rooms.hold(roomId))
    return () => live.rooms.release(roomId)
  }, [live, roomId])
  return client
}
