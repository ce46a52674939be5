/**
 * The rooms that stand open on the desk: each with its client and its calls, its place and its frame. A room that is
 * closed is let go of at once, so that nothing late can reach another pane.
 */
import type { CallClientState, RoomCalls } from "../../call"
import { seenEnd } from "../../call/seenEnd"
import type { Socket } from "../../core/net/socket"
import { Observable } from "../../core/observable"
import type { CallState } from "../../core/protocol/wire"
import type { Outbox } from "../../core/room/outbox"
import { RoomClient } from "../../core/room/roomClient"
import { assignHues, type Hues } from "./hues"
import { closePane, focusedRoom, focusPane, NO_PANES, openPane, type Panes, placesAt, raisePane } from "./panes"
import { keepPanes, keptPanes } from "./savedPanes"

interface OpenRoom {
  client: RoomClient
  /** The code of calls is fetched with the first call of a room. */
  loading: Promise<RoomCalls | null> | null
  releases: (() => void)[]
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
  /** The calls of the rooms that have any here. */
  readonly inCalls = new Observable<ReadonlyMap<string, RoomCalls>>(new Map())
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
    return this.inCalls.get().get(roomId) ?? null
  }

  /** Null where the room is no longer open, or the code does not come: whoever asked may ask again. */
  async openCalls(roomId: string): Promise<RoomCalls | null> {
    const room = this.rooms.get(roomId)
    if (room === undefined) return null
    room.loading ??= this.beginCalls(roomId, room).catch(() => {
      room.loading = null
      return null
    })
    return await room.loading
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
    const releases = [
      client.opened.subscribe((opened) => {
        if (opened.phase === "open") outbox.confirm(new Set(opened.state.messages.map((sent) => sent.client_message_id)))
        if (opened.phase === "ended") this.around.onEnded(client)
        if (opened.phase === "open" && hasNews(opened.state.room.call)) void this.openCalls(roomId)
      }),
    ]
    this.rooms.set(roomId, { client, loading: null, releases })
    client.start()
  }

  private async beginCalls(roomId: string, room: OpenRoom): Promise<RoomCalls | null> {
    const { openCalls } = await import("../../call")
    if (this.rooms.get(roomId) !== room) return null
    const { socket, outbox, account } = this.around
    const calls = openCalls({ socket, room: room.client, accountId: account, audience: "staff", outbox })
    const follow = ({ view }: CallClientState): void => this.pin(roomId, view.phase === "calling" || view.phase === "talking")
    room.releases.push(calls.client.state.subscribe(follow))
    this.inCalls.set(new Map(this.inCalls.get()).set(roomId, calls))
    return calls
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
    this.calls(roomId)?.close()
    const left = new Map(this.inCalls.get())
    left.delete(roomId)
    this.inCalls.set(left)
    room.client.stop()
  }
}

/** A call that is on, or one that was missed and that nobody here has seen. */
function hasNews(call: CallState | null): boolean {
  if (call === null) return false
  return call.state !== "ended" || (call.end_reason === "missed" && call.by_resident === true && seenEnd() !== call.id)
}
