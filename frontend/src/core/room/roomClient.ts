/**
 * One open room on the socket: opens by cursor, feeds events to the reducer, repairs gaps, tells how far one has read,
 * and who is writing. It decides nothing about a room's content; roomState.ts does.
 */
import { asRefusal, type Refusal } from "../errors/refusal"
import { behind, type Socket } from "../net/socket"
import { Observable, type Watched } from "../observable"
import { isEvent, type RoomEvent, roomStream, type ServerFrame, staffStream } from "../protocol/frames"
import type { History, Redacted, TypingShown } from "../protocol/wire"
import { amended, type Amendment, isAmendment } from "./amending"
import { applyRoomEvent, type RoomState, stateOf, withHistory } from "./roomState"
import { type Tenure, tenureOf, underTenure } from "./tenure"

export type OpenedRoom =
  | { phase: "opening"; state: RoomState | null }
  | { phase: "open"; state: RoomState }
  | { phase: "refused"; refusal: Refusal }
  /** Membership is over; what was seen stays on screen, nothing new comes. */
  | { phase: "ended"; state: RoomState }

export type RedactionReason = Redacted["reason"]

const TYPING_EVERY_MS = 3_000
const TYPING_FADES_MS = 5_000
const OPEN_RETRY_MS = 2_000

export class RoomClient {
  readonly roomId: string
  private readonly socket: Socket
  private readonly me: string
  private readonly room = new Observable<OpenedRoom>({ phase: "opening", state: null })
  private readonly following = new Observable(false)
  private readonly writing = new Observable<TypingShown | null>(null)
  /** The files that were hidden since this room was opened; those of forms stand in nothing else that a resident has. */
  readonly hiddenFiles = new Observable<ReadonlySet<string>>(new Set())
  private readonly releases: (() => void)[] = []
  /** What was corrected or taken away since this room was opened: a page of history may have been read before it. */
  private readonly amendments: Amendment[] = []
  private opening = false
  /** What is on screen was told with names that are not shown any more: the next opening has no cursor. */
  private redrawing = false
  private readonly drawings = new Observable(0)
  private again = false
  private typedAt = 0
  private told = { delivered: 0, read: 0 }
  private fade: ReturnType<typeof setTimeout> | null = null
  private retry: ReturnType<typeof setTimeout> | null = null

  constructor(socket: Socket, roomId: string, me: string) {
    this.socket = socket
    this.roomId = roomId
    this.me = me
  }

  get opened(): Watched<OpenedRoom> {
    return this.room
  }

  /** Whether it has been opened over the present connection: a signal that is sent sooner is refused. */
  get followed(): Watched<boolean> {
    return this.following
  }

  /** Who is writing right now; fades by itself. */
  get typing(): Watched<TypingShown | null> {
    return this.writing
  }

  /** How often names had to be drawn anew: what else was told of this room is to be asked for again. */
  get redrawn(): Watched<number> {
    return this.drawings
  }

  get state(): RoomState | null {
    const opened = this.room.get()
    return opened.phase === "refused" ? null : opened.state
  }

  /** The custody that stands on this screen, for commands that hang on it. */
  get tenure(): Tenure {
    return tenureOf(this.state)
  }

  /** The command with it, if it hangs on custody. */
  underTenure<Body extends { type: string }>(body: Body): Body & Tenure {
    return underTenure(body, this.state)
  }

  start(): void {
    this.releases.push(
      this.socket.listen((frame) => this.receive(frame)),
      this.socket.connection.subscribe((connection) => {
        if (connection.state === "online") void this.open()
        else this.following.set(false)
      }),
    )
    if (this.socket.online) void this.open()
  }

  stop(): void {
    for (const release of this.releases.splice(0)) release()
    for (const timer of [this.fade, this.retry]) if (timer !== null) clearTimeout(timer)
    if (this.socket.online) {
      const close = { type: "room.close", id: crypto.randomUUID(), room_id: this.roomId }
      void this.socket.command(close, { resend: false }).catch(() => undefined)
    }
  }

  /** Somebody who was refused or ended may have been let in since. */
  reopen(): void {
    this.room.set({ phase: "opening", state: this.state })
    void this.open()
  }

  showTyping(): void {
    if (Date.now() - this.typedAt < TYPING_EVERY_MS) return
    this.typedAt = Date.now()
    this.socket.signal({ type: "typing.show", room_id: this.roomId })
  }

  /** "Delivered" and "read up to this sequence"; what has been told is not told again. */
  advance(delivered: number, read: number): void {
    if (this.room.get().phase !== "open") return
    if (delivered <= this.told.delivered && read <= this.told.read) return
    const before = this.told
    this.told = { delivered: Math.max(delivered, before.delivered), read: Math.max(read, before.read) }
    const command = { type: "receipt.advance", id: crypto.randomUUID(), room_id: this.roomId, ...this.told }
    this.socket.command(command).catch(() => {
      // Told again with the next message or the next opening.
      this.told = before
    })
  }

  /** One's own message anew. */
  async correct(messageId: string, text: string): Promise<void> {
    const command = { type: "message.correct", id: crypto.randomUUID(), room_id: this.roomId, message_id: messageId, text, ...this.tenure }
    await this.socket.command(command)
  }

  async redact(messageId: string, reason: RedactionReason, explanation: string): Promise<void> {
    const what = { room_id: this.roomId, message_id: messageId, reason, explanation, ...this.tenure }
    const command = { type: "message.redact", id: crypto.randomUUID(), ...what }
    await this.socket.command(command)
  }

  addHistory(page: History): void {
    const opened = this.room.get()
    if (opened.phase !== "open") return
    const messages = this.amendments.reduce(amended, page.messages)
    this.room.set({ phase: "open", state: withHistory(opened.state, messages, page.earlier) })
  }

  /** One opening at a time; whatever asks meanwhile causes one more, with the cursor of then. */
  private async open(): Promise<void> {
    if (this.opening) {
      this.again = true
      return
    }
    this.opening = true
    this.again = false
    const cursors = this.redrawing ? null : (this.state?.cursors ?? null)
    try {
      const frame = { type: "room.open", id: crypto.randomUUID(), room_id: this.roomId, cursors }
      await this.socket.command(frame, { resend: false })
      this.following.set(true)
      const state = this.state
      if (state && this.room.get().phase === "opening") this.room.set({ phase: "open", state })
    } catch (thrown) {
      this.refused(asRefusal(thrown))
    } finally {
      this.opening = false
    }
    this.openAgain()
  }

  private openAgain(): void {
    if (this.again) void this.open()
  }

  private refused(refusal: Refusal): void {
    if (!refusal.retryable) {
      this.room.set({ phase: "refused", refusal })
      return
    }
    if (this.retry !== null) clearTimeout(this.retry)
    this.retry = setTimeout(() => this.socket.online && void this.open(), OPEN_RETRY_MS)
  }

  private receive(frame: ServerFrame): void {
    switch (frame.type) {
      case "room.snapshot":
        if (frame.room.id === this.roomId) this.drawn(stateOf(frame))
        return
      case "heads":
        if (this.state && this.room.get().phase === "open" && behind(frame.heads, this.cursors(this.state))) void this.open()
        return
      case "stream.ended":
        if (frame.stream === roomStream(this.roomId) && this.state) this.room.set({ phase: "ended", state: this.state })
        return
      case "typing.shown":
        if (frame.room_id === this.roomId) this.shown(frame)
        return
      default:
        if (isEvent(frame) && this.concerns(frame.stream)) this.apply(frame as RoomEvent)
    }
  }

  private apply(event: RoomEvent): void {
    const state = this.state
    if (!state) return
    const applied = applyRoomEvent(state, event)
    if (applied.outcome === "gap") void this.open()
    if (applied.outcome !== "applied") return
    this.room.set({ phase: "open", state: applied.state })
    if (isAmendment(event)) this.amendments.push(event)
    if (event.type === "file.hidden") this.hiddenFiles.set(new Set([...this.hiddenFiles.get(), event.file_id]))
    if (event.type === "message.sent") this.endTyping(event.sender.id)
    // Staff have whole names, before and after.
    if (event.type === "names.redrawn" && applied.state.staff === null) {
      this.redrawing = true
      void this.open()
    }
  }

  private drawn(state: RoomState): void {
    const anew = this.redrawing
    this.redrawing = false
    this.room.set({ phase: "open", state })
    if (!anew) return
    // They name whoever made them.
    this.amendments.length = 0
    this.drawings.set(this.drawings.get() + 1)
  }

  /** A message ends its sender's writing on every screen. Whoever writes on is to be shown at once, not seconds later. */
  private endTyping(sender: string): void {
    if (this.writing.get()?.participant_id === sender) this.writing.set(null)
    if (sender === this.me) this.typedAt = 0
  }

  private shown(frame: TypingShown): void {
    // The frame has staff by their first name: what they may be called here, the room says.
    const known = this.state?.room.participants.find((one) => one.id === frame.participant_id)
    this.writing.set({ ...frame, name: known?.name ?? frame.name })
    if (this.fade !== null) clearTimeout(this.fade)
    this.fade = setTimeout(() => this.writing.set(null), TYPING_FADES_MS)
  }

  private concerns(stream: string): boolean {
    return stream === roomStream(this.roomId) || stream === staffStream(this.roomId)
  }

  private cursors(state: RoomState): Record<string, number> {
    const cursors = { [roomStream(this.roomId)]: state.cursors.room }
    return state.staff ? { ...cursors, [staffStream(this.roomId)]: state.cursors.staff } : cursors
  }
}
