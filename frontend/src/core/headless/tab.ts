/** One tab of one person without a browser: the core as both surfaces put it together, and a journal for a page. */
import { asRefusal } from "../errors/refusal"
import { Socket } from "../net/socket"
import type { History } from "../protocol/wire"
import { carrierOn } from "../room/carrier"
import { Outbox } from "../room/outbox"
import { RoomClient } from "../room/roomClient"
import { MemoryVault } from "../vault/vault"
import type { Note } from "./journal"
import { Screen } from "./screen"

export interface Seat {
  audience: "resident" | "staff"
  /** Where the pages would come from, such as http://127.0.0.1:8000. */
  origin: string
  cookie: string
  account: string
  rooms: string[]
  /** Whether the conversation's end is before somebody's eyes. */
  looking: boolean
  /** Shortens the pause before a new attempt where it is below 1. */
  haste: number
}

/** How often a page looks at the clock for messages that are late. */
const TICK_MS = 250

type WithHeaders = new (url: string, options: { headers: Record<string, string> }) => WebSocket

export class Tab {
  private readonly seat: Seat
  private readonly note: Note
  private readonly socket: Socket
  private readonly outbox: Outbox
  private readonly rooms = new Map<string, RoomClient>()
  private readonly screens = new Map<string, Screen>()
  private tick: ReturnType<typeof setInterval> | null = null

  constructor(seat: Seat, note: Note) {
    this.seat = seat
    this.note = note
    const url = `${seat.origin.replace("http", "ws")}/ws/${seat.audience}`
    this.socket = new Socket({
      url,
      peerId: crypto.randomUUID(),
      open: (address) => this.dial(address),
      random: () => Math.random() * seat.haste,
    })
    this.outbox = new Outbox(new MemoryVault(), carrierOn(this.socket, seat.audience))
  }

  start(): void {
    const { seat, note } = this
    note({ kind: "seat", audience: seat.audience, account: seat.account, rooms: seat.rooms })
    this.socket.connection.subscribe((connection) => {
      const code = "closeCode" in connection ? connection.closeCode : null
      note({ kind: "connection", state: connection.state, code, reason: "reason" in connection ? connection.reason : null })
      if (connection.state === "online") this.outbox.flush()
    })
    this.outbox.items.subscribe(() => this.drawUnsent())
    for (const room of seat.rooms) this.open(room)
    this.tick = setInterval(() => this.drawUnsent(), TICK_MS)
    this.socket.start()
  }

  /** Resolves when the composer may empty. */
  async write(roomId: string, text: string): Promise<string> {
    const item = await this.outbox.add({ roomId, shownRoomId: roomId, text, picture: null, ...this.rooms.get(roomId)?.tenure })
    this.note({ kind: "written", room: roomId, client_message_id: item.clientMessageId, text, epoch: item.epoch ?? null })
    return item.clientMessageId
  }

  /** Notes what was asked and what came of it: a refusal is what the person is told. */
  async command(frame: { type: string; room_id: string }): Promise<void> {
    const about = { command: frame.type, room: frame.room_id, id: crypto.randomUUID() }
    this.note({ kind: "asked", ...about })
    const refusal = await this.socket.command({ ...frame, id: about.id }).then(() => null, asRefusal)
    this.note({ kind: "answered", ...about, code: refusal?.code ?? null, holder: refusal?.params["holder"] ?? null })
    if (refusal) throw refusal
  }

  /** Scrolls up to the beginning of the room. */
  async scrollUp(roomId: string): Promise<void> {
    const client = this.rooms.get(roomId)
    while (client?.state?.earlier) {
      const before = client.state.messages[0]?.sequence ?? 0
      const { origin, audience, cookie } = this.seat
      const answer = await fetch(`${origin}/api/${audience}/rooms/${roomId}/messages?before=${before}`, { headers: { cookie } })
      if (!answer.ok) throw new Error(`history: ${answer.status}`)
      client.addHistory((await answer.json()) as History)
    }
  }

  get standing(): { connection: string; unsent: number; rooms: Record<string, { last: number; count: number; phase: string }> } {
    const unsent = this.outbox.items.get().filter((item) => item.refusal === null && !item.acked).length
    const rooms = [...this.screens].map(([room, { last, count }]) => {
      return [room, { last, count, phase: this.rooms.get(room)?.opened.get().phase ?? "" }] as const
    })
    return { connection: this.socket.connection.get().state, unsent, rooms: Object.fromEntries(rooms) }
  }

  stop(): void {
    if (this.tick !== null) clearInterval(this.tick)
    for (const client of this.rooms.values()) client.stop()
    this.outbox.stop()
    this.socket.stop()
    this.note({ kind: "closed" })
  }

  private open(roomId: string): void {
    const { seat, outbox, note } = this
    const client = new RoomClient(this.socket, roomId, seat.account)
    const screen = new Screen({ client, outbox, me: seat.account, looking: seat.looking, note })
    client.opened.subscribe((opened) => screen.draw(opened))
    this.rooms.set(roomId, client)
    this.screens.set(roomId, screen)
    client.start()
  }

  private drawUnsent(): void {
    const items = this.outbox.items.get()
    for (const screen of this.screens.values()) screen.drawUnsent(items, this.socket.online)
  }

  /** A browser adds cookie and Origin by itself; here they are said. Every byte that arrives is noted before it is used. */
  private dial(address: string): WebSocket {
    const dialled = new (WebSocket as unknown as WithHeaders)(address, {
      headers: { Cookie: this.seat.cookie, Origin: this.seat.origin },
    })
    dialled.addEventListener("message", (event: MessageEvent<string>) => this.note({ kind: "received", text: event.data }))
    return dialled
  }
}
