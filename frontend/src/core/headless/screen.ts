/**
 * The conversation as a page would have it on screen: the room's messages, then one's own that are on their way, each
 * with how far it has come. Notes every change; adds no rule to those of roomState, outbox and delivery.
 */
import type { Message, RoomView } from "../protocol/wire"
import { deliveryOfMine, deliveryOfUnsent } from "../room/delivery"
import type { Outbox, OutboxItem } from "../room/outbox"
import type { OpenedRoom, RoomClient } from "../room/roomClient"
import type { Note } from "./journal"

/** As many of one's own messages as one would see without scrolling far: older ones change no more. */
const ON_SCREEN = 60

export class Screen {
  private readonly client: RoomClient
  private readonly outbox: Outbox
  private readonly me: string
  private readonly looking: boolean
  private readonly note: Note
  private readonly states = new Map<string, string>()
  private readonly ackedIds = new Set<string>()
  private messages: readonly Message[] = []
  private notes = 0
  private phase = ""
  private custody = ""

  constructor(about: { client: RoomClient; outbox: Outbox; me: string; looking: boolean; note: Note }) {
    this.client = about.client
    this.outbox = about.outbox
    this.me = about.me
    this.looking = about.looking
    this.note = (entry) => about.note({ ...entry, room: about.client.roomId })
  }

  get last(): number {
    return this.messages.at(-1)?.sequence ?? 0
  }

  get count(): number {
    return this.messages.length
  }

  draw(opened: OpenedRoom): void {
    if (opened.phase !== this.phase) this.note({ kind: "phase", phase: opened.phase })
    this.phase = opened.phase
    const state = this.client.state
    if (state === null) return
    this.drawCustody(state.room)
    this.drawMessages(state.messages)
    this.drawNotes()
    this.outbox.confirm(new Set(state.messages.slice(-ON_SCREEN).map((message) => message.client_message_id)))
    for (const message of state.messages.slice(-ON_SCREEN)) {
      if (message.sender.id === this.me) this.tell(message.client_message_id, deliveryOfMine(message, state.room).state)
    }
    // Read is what has been on a visible screen.
    if (this.last > 0 && opened.phase === "open") this.client.advance(this.last, this.looking ? this.last : 0)
  }

  /** What is on its way, which time alone may change: it becomes late. */
  drawUnsent(items: readonly OutboxItem[], online: boolean): void {
    for (const item of items) {
      if (item.roomId !== this.client.roomId) continue
      if (item.acked) this.acked(item)
      // The process is the device here: what it holds is as safe as on a telephone.
      else this.tell(item.clientMessageId, deliveryOfUnsent(item, { online, now: Date.now(), kept: true }).state)
    }
  }

  private acked(item: OutboxItem): void {
    if (this.ackedIds.has(item.clientMessageId)) return
    this.ackedIds.add(item.clientMessageId)
    this.note({ kind: "acked", client_message_id: item.clientMessageId })
  }

  private tell(clientMessageId: string, state: string): void {
    if (this.states.get(clientMessageId) === state) return
    this.states.set(clientMessageId, state)
    this.note({ kind: "delivery", client_message_id: clientMessageId, state })
  }

  /** Who has the case, or that it waits. */
  private drawCustody({ state, holder }: RoomView): void {
    const custody = `${state} ${holder?.id ?? ""}`
    if (custody === this.custody) return
    this.custody = custody
    this.note({ kind: "custody", state, holder: holder?.id ?? null })
  }

  /** Notes the list from its first line that is another than before. */
  private drawMessages(messages: readonly Message[]): void {
    const before = this.messages
    const changed = messages.findIndex((message, place) => message !== before[place])
    const from = changed === -1 ? messages.length : changed
    this.messages = messages
    if (from === before.length && from === messages.length) return
    const shown = messages.slice(from).map(({ id, client_message_id, sequence, sender, text }) => {
      return { id, client_message_id, sequence, sender_id: sender.id, text }
    })
    this.note({ kind: "shown", from, looking: this.looking, messages: shown })
  }

  private drawNotes(): void {
    const notes = this.client.state?.staff?.notes ?? []
    if (notes.length === this.notes) return
    this.notes = notes.length
    this.note({ kind: "notes", notes: notes.map(({ id, sequence, text }) => ({ id, sequence, text })) })
  }
}
