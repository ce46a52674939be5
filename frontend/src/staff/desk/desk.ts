/**
 * The desk of the person who is logged in: the tab's socket, the unit's work list, the open rooms, drafts and outbox,
 * and what the person does with them. React draws it; the rules are in the pure modules beside it.
 */
import type { RoomCalls } from "../../call"
import { errorText } from "../../core/errors/errorText"
import { asRefusal, type Refusal } from "../../core/errors/refusal"
import { Socket, socketUrl, wakeWithPage } from "../../core/net/socket"
import { tabPeerId } from "../../core/net/tabPeer"
import { Observable } from "../../core/observable"
import type { Ack, Phrase, StaffMe, WorkItem } from "../../core/protocol/wire"
import { inQueue } from "../../core/room/inQueue"
import { carrierOn } from "../../core/room/carrier"
import { Drafts, roomsWithDrafts } from "../../core/room/drafts"
import { Outbox } from "../../core/room/outbox"
import type { RoomClient } from "../../core/room/roomClient"
import { onlyTab, openTabs, type Tabs } from "../../core/room/tabs"
import { openVault, type Vault } from "../../core/vault/vault"
import { WorklistClient } from "../../core/worklist/worklistClient"
import * as m from "../../texts/messages"
import { Happenings } from "../floor/happenings"
import { focusSoon } from "../focus"
import { notConcluded, takeBackConclusion } from "../case/commands"
import { tell, tellWithUndo, warn } from "../notices"
import { endedWords } from "../transfers/transfers"
import { notTaken } from "../overflow/overflow"
import type { Outcome } from "../words"
import type { Asked } from "./asked"
import { announceNews } from "./attention"
import { LastLooks } from "./lastLooks"
import { NoteIds } from "./noteIds"
import { onHide } from "./onHide"
import { OpenRooms } from "./openRooms"
import { PhraseBook } from "./phraseBook"
import { EVERYBODY, type Filter, type Narrowing, rowsOf } from "./rows"
import { savedFilter, savedNarrowing, saveFilter, saveNarrowing } from "./savedFilter"
import { savedView, saveView, type View } from "./savedView"
import { Staffing } from "./staffing"

export class Desk {
  readonly me: StaffMe
  readonly socket: Socket
  readonly worklist: WorklistClient
  readonly drafts: Drafts
  readonly outbox: Outbox
  readonly staffing = new Staffing()
  readonly phrases = new PhraseBook()
  readonly looks: LastLooks
  readonly happenings = new Happenings()
  readonly view = new Observable<View>(savedView())
  readonly filter = new Observable<Filter>(savedFilter())
  readonly narrowing = new Observable<Narrowing>(savedNarrowing())
  /** The waiting case that is marked, and the one being claimed. */
  readonly marked = new Observable<string | null>(null)
  readonly claiming = new Observable<string | null>(null)
  /** The room whose reply the keyboard shall move to as soon as it can be written. */
  readonly replying = new Observable<string | null>(null)
  /** The room in which a note is being written instead of a reply. */
  readonly noting = new Observable<string | null>(null)
  /** Where there is room for one thing: the list is looked at, and not the rooms that stand open. */
  readonly listing = new Observable(false)
  /** Since when nothing new comes: what is shown is as old as that, and nothing can be taken. */
  readonly cutOff = new Observable<number | null>(null)
  /** The server no longer knows this login, and whoever is here wants to log in again. */
  readonly shutOut = new Observable(false)
  /** What lies over the whole desk. */
  readonly overlay = new Observable<"palette" | "keys" | null>(null)
  readonly asked = new Observable<Asked | null>(null)
  /** A phrase on its way into the reply of a room. */
  readonly phrasing = new Observable<{ roomId: string; phrase: Phrase } | null>(null)
  private readonly vault: Vault
  private readonly tabs: Tabs
  private readonly rooms: OpenRooms
  private readonly noteIds = new NoteIds()
  private readonly releases: (() => void)[] = []
  private aheadBy = 0
  /** Cases I took or was seen to have, so that being given one by somebody else is news. */
  known: ReadonlySet<string> | null = null

  static async open(me: StaffMe): Promise<Desk> {
    const [vault, peerId] = await Promise.all([openVault("staff", me.account_id), tabPeerId()])
    const tabs = openTabs(peerId, `staff.${me.account_id}`)
    return new Desk(me, vault, new Socket({ url: socketUrl("staff"), peerId, requests: "/api/staff" }), tabs)
  }

  constructor(me: StaffMe, vault: Vault, socket: Socket, tabs: Tabs = onlyTab()) {
    this.me = me
    this.vault = vault
    this.socket = socket
    this.tabs = tabs
    this.worklist = new WorklistClient(this.socket, me.unit.id)
    this.drafts = new Drafts(vault, tabs)
    this.outbox = new Outbox(vault, carrierOn(this.socket, "staff"), tabs)
    this.looks = new LastLooks(me.account_id)
    this.rooms = new OpenRooms({
      socket,
      outbox: this.outbox,
      account: me.account_id,
      mine: () => this.items.filter((item) => item.holder_id === me.account_id).map((item) => item.case_id),
      onEnded: (client) => this.ended(client),
    })
  }

  start(): void {
    this.releases.push(
      wakeWithPage(this.socket),
      this.worklist.opened.subscribe(() => this.listChanged()),
      this.socket.connection.subscribe((connection) => {
        if (connection.state !== "online") {
          if (connection.state === "waiting") this.cutOff.set(this.cutOff.get() ?? Date.now())
          return
        }
        this.cutOff.set(null)
        this.aheadBy = Date.parse(connection.welcome.server_time) - Date.now()
        this.outbox.flush()
        void this.staffing.ask()
      }),
      onHide(() => void this.drafts.save()),
      this.view.subscribe(() => saveView(this.view.get())),
      announceNews(this.worklist.opened, this.me, (room) => this.looksAt(room), () => Date.now() + this.aheadBy),
    )
    this.socket.start()
    this.worklist.start()
    this.staffing.start()
    this.rooms.restore()
    this.phrases.start()
    void this.outbox.restore()
  }

  stop(): void {
    for (const release of this.releases.splice(0)) release()
    this.rooms.letGoOfAll()
    this.staffing.stop()
    this.phrases.stop()
    this.outbox.stop()
    this.tabs.close()
    this.worklist.stop()
    this.socket.stop()
  }

  /** Whose rooms hold something that has been written here and not sent; null for a room that is not in the list. */
  async unsent(): Promise<readonly (string | null)[]> {
    await this.drafts.save()
    const waiting = this.outbox.items.get().filter((item) => !item.acked)
    const rooms = new Set([...waiting.map((item) => item.roomId), ...(await roomsWithDrafts(this.vault))])
    return [...rooms].map((room) => this.item(room)?.resident_name ?? this.client(room)?.state?.room.resident.name ?? null)
  }

  /** Logging out of one's own will leaves nothing behind in the browser. */
  async leave(): Promise<void> {
    this.rooms.forget()
    this.view.set("desk")
    this.looks.forget()
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
  get panes(): OpenRooms["panes"] {
    return this.rooms.panes
  }

  get hues(): OpenRooms["hues"] {
    return this.rooms.hues
  }

  get calling(): OpenRooms["calling"] {
    return this.rooms.calling
  }

  /** The room last worked in. */
  get focused(): string | null {
    return this.rooms.focused
  }

  client(roomId: string): RoomClient | null {
    return this.rooms.client(roomId)
  }

  get inCalls(): OpenRooms["inCalls"] {
    return this.rooms.inCalls
  }

  calls(roomId: string): RoomCalls | null {
    return this.rooms.calls(roomId)
  }

  openCalls(roomId: string): Promise<RoomCalls | null> {
    return this.rooms.openCalls(roomId)
  }

  openRoom(roomId: string): void {
    this.view.set("desk")
    this.listing.set(false)
    this.rooms.open(roomId)
  }

  /** Opens the room with the keyboard where one writes to its resident. */
  reply(roomId: string): void {
    this.replying.set(roomId)
    this.openRoom(roomId)
  }

  /** Puts a phrase at the end of what is being written in a room of mine. */
  insertPhrase(roomId: string, phrase: Phrase): void {
    this.phrasing.set({ roomId, phrase })
    this.reply(roomId)
  }

  closeRoom(roomId: string): void {
    this.rooms.close(roomId)
  }

  /** Closes a pane of one's own will; what was written in it stays, and so does the way back. */
  putAway(roomId: string): void {
    const name = this.client(roomId)?.state?.room.resident.name ?? this.item(roomId)?.resident_name
    this.closeRoom(roomId)
    if (name !== undefined) tellWithUndo(() => m.desk_pane_closed({ name }), () => this.openRoom(roomId), "pane")
  }

  focusRoom(roomId: string): void {
    this.rooms.focus(roomId)
  }

  /** Gives the room in focus the tall place, once no pointer is about to press something in it. */
  raiseRoom(roomId: string): void {
    this.rooms.raise(roomId)
  }

  /** Whether this person has the room before their eyes right now. */
  private looksAt(roomId: string): boolean {
    return this.view.get() === "desk" && this.focused === roomId && document.hasFocus()
  }

  /** The server has ended what I receive. Who has it now closes the pane; nobody leaves it open to be taken again. */
  private ended(client: RoomClient): void {
    const room = client.state?.room
    if (room === undefined) return
    if (room.holder === null && inQueue(room.state)) {
      client.reopen()
      return
    }
    this.closeRoom(client.roomId)
    warn(() => endedWords(room, this.me))
  }

  private listChanged(): void {
    if (this.worklist.state) this.happenings.see(this.worklist.state.items, Date.now() + this.aheadBy)
    this.rooms.dress()
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
    if (!this.rooms.full || this.client(item.case_id) !== null) {
      const { focused } = this
      this.rooms.open(item.case_id)
      if (focused !== null) {
        this.focusRoom(focused)
        this.raiseRoom(focused)
      }
      tell(() => m.desk_given_to_you({ name: item.resident_name }))
      return
    }
    const open = { label: m.floor_open, onPress: () => this.openRoom(item.case_id) }
    tell(() => m.desk_given_waiting({ name: item.resident_name }), open)
  }

  choose(filter: Filter): void {
    saveFilter(filter)
    this.filter.set(filter)
  }

  narrow(narrowing: Narrowing): void {
    saveNarrowing(narrowing)
    this.narrowing.set(narrowing)
  }

  /** Marks whoever is most urgent and puts the keyboard on the button that takes them. */
  markMostUrgent(): void {
    const first = rowsOf(this.items, this.me.account_id, "all").waiting[0]
    if (first === undefined) {
      tell(m.desk_waiting_empty)
      return
    }
    if (rowsOf([first], this.me.account_id, this.filter.get(), this.narrowing.get()).waiting.length === 0) {
      this.choose("all")
      this.narrow(EVERYBODY)
    }
    this.marked.set(first.case_id)
    focusSoon(`[data-claim="${first.case_id}"]`)
  }

  // --- commands ----------------------------------------------------------------------------------------------------
  async claim(item: Pick<WorkItem, "case_id" | "resident_name">, by: { type: string; offer_id?: string; transfer_id?: string } = { type: "case.claim" }): Promise<boolean> {
    if (this.claiming.get() !== null) return false
    this.claiming.set(item.case_id)
    const name = item.resident_name
    const done = await this.did({ ...by, room_id: item.case_id }, (refusal) => {
      const holder = refusal.params["holder"]
      if (by.transfer_id !== undefined && refusal.code === "not_found") return m.transfer_over()
      if (refusal.code !== "claim_lost") return by.type === "overflow.take" ? notTaken(refusal) : errorText(refusal)
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
      tellWithUndo(() => m.desk_released({ name }), () => void this.claim({ case_id: roomId, resident_name: name }))
    }
    return done
  }

  async conclude(roomId: string, name: string, card: { outcome: Outcome; text: string; seek_care: string }): Promise<boolean> {
    const done = await this.did({ type: "case.conclude", room_id: roomId, ...card }, notConcluded)
    if (done) tellWithUndo(() => m.desk_concluded({ name }), () => void takeBackConclusion(this, { roomId, name }))
    return done
  }

  /** A supervisor's one action. Its undo gives the case back to whoever had it, or to the queue where nobody did. */
  async reassign(item: WorkItem, to: { account_id: string; name: string }): Promise<boolean> {
    const name = item.resident_name
    const { holder_id: before, holder_name: holder } = item
    if (!(await this.give(item, to))) return false
    const back = async (): Promise<void> => {
      if (before === null || holder === null) await this.putBack(item)
      else if (await this.give(item, { account_id: before, name: holder })) tell(() => m.floor_taken_back({ name, holder }))
    }
    tellWithUndo(() => m.floor_given({ name, holder: to.name }), () => void back())
    return true
  }

  private give(item: WorkItem, to: { account_id: string; name: string }): Promise<boolean> {
    this.happenings.expect(item.case_id, to.name)
    return this.did({ type: "case.reassign", room_id: item.case_id, to_account_id: to.account_id, reason: "" }, (refusal) =>
      refusal.params["presence"] === "offline" ? m.floor_not_here({ name: item.resident_name }) : errorText(refusal),
    )
  }

  /** A supervisor takes back to the queue what they gave away. */
  async putBack(item: WorkItem): Promise<void> {
    const name = item.resident_name
    if (await this.did({ type: "case.release", room_id: item.case_id, reason: "" })) tell(() => m.desk_released({ name }))
  }

  async addNote(roomId: string, text: string): Promise<boolean> {
    const done = await this.did({ type: "note.add", id: this.noteIds.of(roomId, text), room_id: roomId, text })
    if (done) this.noteIds.stands(roomId)
    return done
  }

  /** True when the server has done it; a refusal becomes a sentence in the corner. */
  async did(
    body: { type: string; room_id: string } & Record<string, unknown>,
    sentence: (refusal: Refusal) => string = errorText,
  ): Promise<boolean> {
    try {
      await this.command(this.client(body.room_id)?.underTenure(body) ?? body)
      return true
    } catch (thrown) {
      const refusal = asRefusal(thrown)
      warn(() => sentence(refusal))
      return false
    }
  }
  private command = (body: { type: string } & Record<string, unknown>): Promise<Ack> => this.socket.command({ id: crypto.randomUUID(), ...body })
}
