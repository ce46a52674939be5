/**
 * The rooms that stand open on the desk: each with its client and its calls, its place and its frame. A room that is
 * closed is let go of at once, so that nothing late can reach another pane.
 */
import { openCalls, type RoomCalls } from "../../call"
import type { Socket } from "../../core/net/socket"
import { Observable } from "../../core/observable"
import type { Outbox } from "../../core/room/outbox"
import { RoomClient } from "../../core/room/roomClient"
import { assignHues, type Hues } from "./hues"
import { closePane, focusedRoom, focusPane, NO_PANES, openPane, type Panes, placesAt, raisePane } from "./panes"
import { keepPanes, keptPanes } from "./savedPanes"

interface OpenRoom {
  client: RoomClient
  calls: RoomCalls
  releases: readonly (() => void)[]
}

interface Surroundings {
  socket: Socket
  outbox: Outbox
  account: string
  /** The rooms I have, open or not: each is to have a frame. */
  mine: () => readonly string[]
  /** The server has ended what this reader receives of the room. */
  onEnded: (client: RoomClient) => void
}

export class OpenRooms {
  readonly panes = new Observable<Panes>(NO_PANES)
  readonly hues = new Observable<Hues>(new Map())
  /** The room with a call in this tab: its pane never gives way to another. */
  readonly calling = new Observable<string | null>(null)
  private readonly around: Surroundings
  private readonly rooms = new Map<string, OpenRoom>()

  constructor(around: Surroundings) {
    this.around = around
  }

  /** What stood open in this tab before the page was loaded again. */
  restore(): void {
    for (const room of keptPanes(this.around.account)) this.open(room)
  }

  client(roomId: string): RoomClient | null {
    return this.rooms.get(roomId)?.client ?? null
  }

  calls(roomId: string): RoomCalls | null {
    return this.rooms.get(roomId)?.calls ?? null
  }

  get focused(): string | null {
    return focusedRoom(this.panes.get())
  }

  get full(): boolean {
    return this.panes.get().shown.length >= placesAt(window.innerWidth)
  }

  open(roomId: string): void {
    this.arrange(openPane(this.panes.get(), roomId, placesAt(window.innerWidth), this.calling.get()))
  }

  close(roomId: string): void {
    this.arrange(closePane(this.panes.get(), roomId))
  }

  focus(roomId: string): void {
    this.arrange(focusPane(this.panes.get(), roomId))
  }

  raise(roomId: string): void {
    this.arrange(raisePane(this.panes.get(), roomId))
  }

  dress(): void {
    this.hues.set(assignHues(this.hues.get(), this.panes.get().shown, this.around.mine()))
  }

  letGoOfAll(): void {
    for (const room of [...this.rooms.keys()]) this.letGo(room)
  }

  /** For whoever leaves the desk for good: the next one at this browser finds nothing open. */
  forget(): void {
    keepPanes(this.around.account, [])
  }

  private arrange(panes: Panes): void {
    if (panes === this.panes.get()) return
    for (const room of panes.shown) if (!this.rooms.has(room)) this.join(room)
    this.hues.set(assignHues(this.hues.get(), panes.shown, this.around.mine()))
    this.panes.set(panes)
    for (const room of [...this.rooms.keys()]) if (!panes.shown.includes(room)) this.letGo(room)
    keepPanes(this.around.account, panes.shown)
  }

  private join(roomId: string): void {
    const { socket, outbox, account } = this.around
    const client = new RoomClient(socket, roomId, account)
    const calls = openCalls({ socket, room: client, accountId: account, audience: "staff" })
    const releases = [
      client.opened.subscribe((opened) => {
        if (opened.phase === "open") outbox.confirm(new Set(opened.state.messages.map((sent) => sent.client_message_id)))
        if (opened.phase === "ended") this.around.onEnded(client)
      }),
      calls.client.state.subscribe(({ view }) => this.pin(roomId, view.phase === "calling" || view.phase === "talking")),
    ]
    this.rooms.set(roomId, { client, calls, releases })
    client.start()
  }

  private pin(roomId: string, inCall: boolean): void {
    if (inCall) this.calling.set(roomId)
    else if (this.calling.get() === roomId) this.calling.set(null)
  }

  private letGo(roomId: string): void {
    const room = this.rooms.get(roomId)
    if (room === undefined) return
    this.rooms.delete(roomId)
    for (const release of room.releases) release()
    this.pin(roomId, false)
    room.calls.close()
    room.client.stop()
  }
}
