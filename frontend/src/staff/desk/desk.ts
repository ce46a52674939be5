/**
 * The desk of the person who is logged in: the tab's socket, the unit's work list, the open rooms, drafts and outbox,
 * and what the person does with them. React draws it; the rules are in the pure modules beside it.
 */
import { openCalls, type RoomCalls } from "../../call"
import { errorText } from "../../core/errors/errorText"
import { asRefusal, type Refusal } from "../../core/errors/refusal"
import { Socket, socketUrl, wakeWithPage } from "../../core/net/socket"
import { tabPeerId } from "../../core/net/tabPeer"
import { Observable } from "../../core/observable"
import type { Ack, StaffMe, WorkItem } from "../../core/protocol/wire"
import { carrierOn } from "../../core/room/carrier"
import { Drafts } from "../../core/room/drafts"
import { Outbox } from "../../core/room/outbox"
import { RoomClient } from "../../core/room/roomClient"
import { openVault, type Vault } from "../../core/vault/vault"
import { WorklistClient } from "../../core/worklist/worklistClient"
import * as m from "../../texts/messages"
import { focusSoon } from "../focus"
import { tell, warn } from "../notices"
import type { Outcome } from "../words"
import { assignHues, type Hues } from "./hues"
import { closePane, focusedRoom, focusPane, NO_PANES, openPane, type Panes } from "./panes"
import { Staffing } from "./staffing"
import { type Filter, rowsOf } from "./rows"
import { savedFilter, saveFilter } from "./savedFilter"
import { keepPanes, keptPanes } from "./savedPanes"

export const PLACES = 2

export type View = "desk" | "floor"

interface DeskRoom {
  client: RoomClient
  calls: RoomCalls
  releases: readonly (() => void)[]
}

export class Desk {
  readonly me: StaffMe
  readonly socket: Socket
  readonly worklist: WorklistClient
  readonly drafts: Drafts
  readonly outbox: Outbox
  readonly staffing = new Staffing()
  readonly panes = new Observable<Panes>(NO_PANES)
  readonly hues = new Observable<Hues>(new Map())
  readonly view = new Observable<View>("desk")
  readonly filter = new Observable<Filter>(savedFilter())
  /** The waiting case that is marked, and the one being claimed. */
  readonly marked = new Observable<string | null>(null)
  readonly claiming = new Observable<string | null>(null)
  /** The room whose reply the keyboard shall move to as soon as it can be written. */
  readonly replying = new Observable<string | null>(null)
  /** The room in which a note is being written instead of a reply. */
  readonly noting = new Observable<string | null>(null)
  /** The room with a call in this tab: its pane never gives way to another. */
  readonly calling = new Observable<string | null>(null)
  private readonly vault: Vault
  private readonly rooms = new Map<string, DeskRoom>()
  private readonly releases: (() => void)[] = []
  private aheadBy = 0
  /** Cases I took or was seen to have, so that being given one by somebody else is news. */
  private known: ReadonlySet<string> | null = null

  static async open(me: StaffMe): Promise<Desk> {
    const [vault, peerId] = await Promise.all([openVault("staff", me.account_id), tabPeerId()])
    return new Desk(me, vault, new Socket({ url: socketUrl("staff"), peerId }))
  }

  constructor(me: StaffMe, vault: Vault, socket: Socket) {
    this.me = me
    this.vault = vault
    this.socket = socket
    this.worklist = new WorklistClient(this.socket, me.unit.id)
    this.drafts = new Drafts(vault)
    this.outbox = new Outbox(vault, carrierOn(this.socket, "staff"))
  }

  start(): void {
    this.releases.push(
      wakeWithPage(this.socket),
      this.worklist.opened.subscribe(() => this.listChanged()),
      this.socket.connection.subscribe((connection) => {
        if (connection.state !== "online") return
        this.aheadBy = Date.parse(connection.welcome.server_time) - Date.now()
        this.outbox.flush()
        void this.staffing.ask()
      }),
      onHide(() => void this.drafts.save()),
    )
    this.socket.start()
    this.worklist.start()
    this.staffing.start()
    for (const room of keptPanes(this.me.account_id)) this.openRoom(room)
    void this.outbox.restore()
  }

  stop(): void {
    for (const release of this.releases.splice(0)) release()
    for (const room of [...this.rooms.keys()]) this.forget(room)
    this.staffing.stop()
    this.outbox.stop()
    this.worklist.stop()
    this.socket.stop()
  }

  /** Logging out of one's own will leaves nothing behind in the browser. */
  async leave(): Promise<void> {
    keepPanes(this.me.account_id, [])
    this.stop()
    await this.drafts.save()
    await this.vault.clear()
  }

  get items(): readonly WorkItem[] {
    return this.worklist.state?.items ?? []
  }

  item(roomId: string): WorkItem | undefined {
    return this.items.find((item) => item.case_id === roomId)
  }

  /** How far the server's clock is ahead of this computer's, in milliseconds. */
  get skew(): number {
    return this.aheadBy
  }

  get supervises(): boolean {
    return this.me.roles.includes("supervisor")
  }

  // --- panes -------------------------------------------------------------------------------------------------------
  client(roomId: string): RoomClient | null {
    return this.rooms.get(roomId)?.client ?? null
  }

  calls(roomId: string): RoomCalls | null {
    return this.rooms.get(roomId)?.calls ?? null
  }

  openRoom(roomId: string): void {
    this.view.set("desk")
    this.arrange(openPane(this.panes.get(), roomId, PLACES, this.calling.get()))
  }

  /** Opens the room with the keyboard where one writes to its resident. */
  reply(roomId: string): void {
    this.replying.set(roomId)
    this.openRoom(roomId)
  }

  closeRoom(roomId: string): void {
    this.arrange(closePane(this.panes.get(), roomId))
  }

  focusRoom(roomId: string): void {
    this.arrange(focusPane(this.panes.get(), roomId))
  }

  private arrange(panes: Panes): void {
    if (panes === this.panes.get()) return
    for (const room of panes.shown) if (!this.rooms.has(room)) this.join(room)
    this.dress(panes)
    this.panes.set(panes)
    for (const room of [...this.rooms.keys()]) if (!panes.shown.includes(room)) this.forget(room)
    keepPanes(this.me.account_id, panes.shown)
  }

  private dress(panes: Panes): void {
    const mine = this.items.filter((item) => item.holder_id === this.me.account_id).map((item) => item.case_id)
    this.hues.set(assignHues(this.hues.get(), panes.shown, mine))
  }

  private join(roomId: string): void {
    const client = new RoomClient(this.socket, roomId)
    const calls = openCalls({ socket: this.socket, room: client, accountId: this.me.account_id, audience: "staff" })
    const releases = [
      client.opened.subscribe((opened) => {
        if (opened.phase === "open") this.outbox.confirm(new Set(opened.state.messages.map((sent) => sent.client_message_id)))
        if (opened.phase === "ended") this.ended(client)
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

  private forget(roomId: string): void {
    const room = this.rooms.get(roomId)
    if (room === undefined) return
    this.rooms.delete(roomId)
    for (const release of room.releases) release()
    this.pin(roomId, false)
    room.calls.close()
    room.client.stop()
  }

  /** The server has ended what I receive. Who has it now closes the pane; nobody leaves it open to be taken again. */
  private ended(client: RoomClient): void {
    const room = client.state?.room
    if (room === undefined) return
    const holder = room.holder
    if (holder === null && room.state === "waiting") {
      client.reopen()
      return
    }
    const name = room.resident.name
    const gone = holder !== null && holder.id !== this.me.account_id
    this.closeRoom(client.roomId)
    warn(gone ? m.desk_ended_moved({ name, holder: holder.name }) : m.desk_ended_unknown({ name }))
  }

  private listChanged(): void {
    this.dress(this.panes.get())
    const mine = new Set(this.items.filter((item) => item.holder_id === this.me.account_id).map((item) => item.case_id))
    const before = this.known
    if (this.worklist.opened.get().phase !== "open") return
    this.known = mine
    if (before === null) return
    for (const item of this.items) if (mine.has(item.case_id) && !before.has(item.case_id)) this.given(item)
  }

  /** A case became mine. If I did not take it myself, somebody gave it to me. */
  private given(item: WorkItem): void {
    if (this.claiming.get() === item.case_id) return
    const free = this.panes.get().shown.length < PLACES || this.panes.get().shown.includes(item.case_id)
    if (free) {
      const focused = focusedRoom(this.panes.get())
      this.openRoom(item.case_id)
      if (focused !== null) this.focusRoom(focused)
      tell(m.desk_given_to_you({ name: item.resident_name }))
      return
    }
    const open = { label: m.floor_open(), onPress: () => this.openRoom(item.case_id) }
    tell(m.desk_given_waiting({ name: item.resident_name }), open)
  }

  choose(filter: Filter): void {
    saveFilter(filter)
    this.filter.set(filter)
  }

  /** Marks whoever is most urgent and puts the keyboard on the button that takes them. */
  markMostUrgent(): void {
    const first = rowsOf(this.items, this.me.account_id, "all").waiting[0]
    if (first === undefined) {
      tell(m.desk_waiting_empty())
      return
    }
    if (rowsOf([first], this.me.account_id, this.filter.get()).waiting.length === 0) this.choose("all")
    this.marked.set(first.case_id)
    focusSoon(`[data-claim="${first.case_id}"]`)
  }

  // --- commands ----------------------------------------------------------------------------------------------------
  async claim(item: Pick<WorkItem, "case_id" | "resident_name">): Promise<boolean> {
    if (this.claiming.get() !== null) return false
    this.claiming.set(item.case_id)
    const name = item.resident_name
    const done = await this.did({ type: "case.claim", room_id: item.case_id }, (refusal) => {
      const holder = refusal.params["holder"]
      if (refusal.code !== "claim_lost") return errorText(refusal)
      return typeof holder === "string" ? m.desk_claim_lost({ name, holder }) : m.desk_claim_lost_unknown({ name })
    })
    if (done) {
      this.known = new Set([...(this.known ?? []), item.case_id])
      this.reply(item.case_id)
    }
    this.claiming.set(null)
    return done
  }

  async release(roomId: string, name: string, reason: string): Promise<boolean> {
    const done = await this.did({ type: "case.release", room_id: roomId, reason })
    if (done) {
      this.closeRoom(roomId)
      tell(m.desk_released({ name }))
    }
    return done
  }

  async conclude(roomId: string, name: string, card: { outcome: Outcome; text: string; seek_care: string }): Promise<boolean> {
    const done = await this.did({ type: "case.conclude", room_id: roomId, ...card })
    if (done) tell(m.desk_concluded({ name }))
    return done
  }

  /** A supervisor's one action, with its undo when there was somebody to give it back to. */
  async reassign(item: WorkItem, to: { account_id: string; name: string }): Promise<boolean> {
    const name = item.resident_name
    const { holder_id: before, holder_name: holder } = item
    const give = (account: string): Promise<boolean> =>
      this.did({ type: "case.reassign", room_id: item.case_id, to_account_id: account, reason: "" }, (refusal) =>
        refusal.params["presence"] === "offline" ? m.floor_not_here({ name }) : errorText(refusal),
      )
    if (!(await give(to.account_id))) return false
    const undo = async (former: string, formerName: string): Promise<void> => {
      if (await give(former)) tell(m.floor_taken_back({ name, holder: formerName }))
    }
    const action =
      before !== null && holder !== null ? { label: m.staff_undo(), onPress: () => void undo(before, holder) } : null
    tell(m.floor_given({ name, holder: to.name }), action)
    return true
  }

  addNote(roomId: string, text: string): Promise<boolean> {
    return this.did({ type: "note.add", room_id: roomId, text })
  }

  /** True when the server has done it; a refusal becomes a sentence in the corner. */
  private async did(
    body: { type: string; room_id: string } & Record<string, unknown>,
    sentence: (refusal: Refusal) => string = errorText,
  ): Promise<boolean> {
    try {
      await this.command(body)
      return true
    } catch (thrown) {
      warn(sentence(asRefusal(thrown)))
      return false
    }
  }

  private command(body: { type: string } & Record<string, unknown>): Promise<Ack> {
    return this.socket.command({ ...body, id: crypto.randomUUID() })
  }
}

function onHide(act: () => void): () => void {
  const hidden = (): void => {
    if (document.visibilityState === "hidden") act()
  }
  document.addEventListener("visibilitychange", hidden)
  return () => document.removeEventListener("visibilitychange", hidden)
}

