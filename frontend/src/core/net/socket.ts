/**
 * The tab's one connection: hello and welcome, commands with ids and deadlines, heartbeats, reconnecting with jitter. A
 * WebSocket, or requests where those are refused on the way. It knows no room: frames go to whoever listens, and clients
 * resume by cursor when it comes online.
 */
import { noConnection, Refusal } from "../errors/refusal"
import { Observable, type Watched } from "../observable"
import { PROTOCOL_MAJOR, type ServerFrame } from "../protocol/frames"
import type { Ack, Heads } from "../protocol/wire"
import { backoffMs } from "./backoff"
import { type Connection, endReason } from "./connection"
import { type Line, lineOfRequests, WAY_IS_FREE } from "./line"
import { Ways } from "./ways"

const OPENING_MS = 10_000
const COMMAND_MS = 15_000
// The server answers each heartbeat: after two and a half without a word the path is dead, whatever TCP believes.
const SILENT_HEARTBEATS = 2.5
/** Where there is reason to doubt, one heartbeat is answered within this, or the path is dead. */
export const PROOF_MS = 1_000
const STABLE_MS = 5_000
// As in the server's wire.py: a longer frame would end the connection instead of being answered.
const MAX_FRAME_BYTES = 65_536

// From here on it was our server that closed, so the way was free.
const OUR_CODES = 4_000
// Nor is the way to blame for a network that the device itself says is gone. No server sends it.
const NETWORK_GONE = 4_901

export interface CommandFrame {
  type: string
  id: string
}

interface Pending {
  frame: CommandFrame
  resend: boolean
  timer: ReturnType<typeof setTimeout>
  resolve: (ack: Ack) => void
  reject: (refusal: Refusal) => void
}

export interface SocketOptions {
  url: string
  peerId: string
  /** Where requests go if WebSockets are refused; without it there is no other way. */
  requests?: string
  open?: (url: string) => Line
  random?: () => number
}

export class Socket {
  readonly peerId: string
  private readonly options: SocketOptions
  private readonly state = new Observable<Connection>({ state: "idle" })
  private readonly listeners = new Set<(frame: ServerFrame) => void>()
  private readonly pending = new Map<string, Pending>()
  private readonly ways = new Ways()
  private socket: Line | null = null
  private retry: ReturnType<typeof setTimeout> | null = null
  private heartbeat: ReturnType<typeof setTimeout> | null = null
  private stable: ReturnType<typeof setTimeout> | null = null
  private proof: ReturnType<typeof setTimeout> | null = null
  private byRequests = false
  private heardAt = 0
  private attempt = 0
  private hurries = 0

  constructor(options: SocketOptions) {
    this.options = options
    this.peerId = options.peerId
  }

  get connection(): Watched<Connection> {
    return this.state
  }

  get online(): boolean {
    return this.state.get().state === "online"
  }

  start(): void {
    if (this.socket || this.retry !== null) return
    this.connect()
  }

  /** Ends everything this socket started. A later `start` begins anew. */
  stop(): void {
    this.drop("closed")
  }

  /** The network is back, or the page is looked at again: waiting longer would help nobody. */
  retryNow(): void {
    if (this.state.get().state === "waiting") {
      this.clearRetry()
      this.connect()
    } else if (this.online && Date.now() - this.heardAt > 1_000) {
      this.send({ type: "heartbeat" })
    }
  }

  /** The device itself says that its network is gone: waiting for silence would only hide it. */
  networkLost(): void {
    if (this.socket) this.lost(this.socket, NETWORK_GONE)
  }

  /**
   * Something else of this page has gone silent, as when the device changes networks: TCP would not say for many seconds
   * that what it was opened over is gone. Requests wait for their answers themselves.
   */
  prove(): void {
    const { socket } = this
    if (!this.online || socket === null || this.byRequests || this.proof !== null) return
    this.proof = setTimeout(() => this.lost(socket, 0), PROOF_MS)
    this.send({ type: "heartbeat" })
  }

  /** Until what is returned is called, no wait for another attempt is long: something goes on that needs the server. */
  hurry(): () => void {
    this.hurries += 1
    let over = false
    return () => {
      if (!over) this.hurries -= 1
      over = true
    }
  }

  listen(listener: (frame: ServerFrame) => void): () => void {
    this.listeners.add(listener)
    return () => {
      this.listeners.delete(listener)
    }
  }

  /**
   * Sends a command and waits for its ack. A command that is safe to repeat is sent again with the same id after a
   * reconnect, until its deadline; opens are not (`resend: false`), since their client opens anew with its cursor.
   */
  command(frame: CommandFrame, options: { resend?: boolean; deadlineMs?: number } = {}): Promise<Ack> {
    const resend = options.resend ?? true
    if (!resend && !this.online) return Promise.reject(noConnection())
    if (tooLarge(frame)) return Promise.reject(new Refusal("too_large", { limit: MAX_FRAME_BYTES }))
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.settle(frame.id, (pending) => pending.reject(noConnection())), options.deadlineMs ?? COMMAND_MS)
      this.pending.set(frame.id, { frame, resend, timer, resolve, reject })
      if (this.online) this.send(frame)
    })
  }

  /** Sends a signal if there is somebody to hear it; signals are never kept. */
  signal(frame: object): void {
    if (this.online) this.send(frame)
  }

  private connect(): void {
    this.state.set({ state: "connecting", attempt: this.attempt })
    const socket = this.line()
    this.socket = socket
    const opening = setTimeout(() => this.lost(socket, 0), OPENING_MS)
    socket.onopen = () => {
      socket.send(JSON.stringify({ type: "hello", protocol: PROTOCOL_MAJOR, peer_id: this.peerId }))
    }
    socket.onmessage = (event: { data: string }) => {
      if (socket !== this.socket) return
      clearTimeout(opening)
      this.receive(JSON.parse(event.data) as ServerFrame)
    }
    socket.onclose = (event: { code: number }) => {
      clearTimeout(opening)
      this.lost(socket, event.code)
    }
  }

  private line(): Line {
    const { url, requests } = this.options
    const byRequests = requests !== undefined && this.ways.next() === "requests"
    this.byRequests = byRequests
    if (byRequests) return lineOfRequests(requests, url)
    return (this.options.open ?? ((address) => new WebSocket(address)))(url)
  }

  private receive(frame: ServerFrame): void {
    this.heardAt = Date.now()
    this.clearProof()
    if (frame.type === "welcome") this.welcome(frame)
    else if (frame.type === "ack") this.settle(frame.id, (pending) => pending.resolve(frame))
    else if (frame.type === "error" && frame.id !== null) this.refused(frame.id, new Refusal(frame.code, frame.params, frame.retryable))
    for (const listener of [...this.listeners]) listener(frame)
  }

  /** What only came too fast is sent again when the server says, if its sender still waits then. */
  private refused(id: string, refusal: Refusal): void {
    const after = refusal.code === "too_many" ? refusal.params["retry_after"] : null
    if (typeof after !== "number" || after * 1000 >= COMMAND_MS || this.pending.get(id)?.resend !== true) {
      this.settle(id, (pending) => pending.reject(refusal))
      return
    }
    setTimeout(() => {
      const pending = this.pending.get(id)
      if (pending && this.online) this.send(pending.frame)
    }, after * 1000)
  }

  private welcome(frame: Extract<ServerFrame, { type: "welcome" }>): void {
    this.ways.welcomed()
    const every = frame.heartbeat_seconds * 1000
    // Not in step with everybody who came back at the same moment.
    this.beatAfter((this.options.random ?? Math.random)() * every, every)
    this.stable = setTimeout(() => {
      this.attempt = 0
    }, STABLE_MS)
    // Whoever hears of it sends at once; only what was given before has to be sent here.
    const unsent = [...this.pending.values()]
    this.state.set({ state: "online", welcome: frame })
    for (const pending of unsent) this.send(pending.frame)
  }

  private beatAfter(wait: number, every: number): void {
    this.heartbeat = setTimeout(() => {
      this.beatAfter(every, every)
      this.beat(every)
    }, wait)
  }

  private beat(every: number): void {
    if (Date.now() - this.heardAt > every * SILENT_HEARTBEATS && this.socket) this.lost(this.socket, 0)
    else this.send({ type: "heartbeat" })
  }

  private send(frame: object): void {
    this.socket?.send(JSON.stringify(frame))
  }

  private settle(id: string, how: (pending: Pending) => void): void {
    const pending = this.pending.get(id)
    if (!pending) return
    clearTimeout(pending.timer)
    this.pending.delete(id)
    how(pending)
  }

  private lost(socket: Line, closeCode: number): void {
    if (socket !== this.socket) return
    if (closeCode === WAY_IS_FREE) this.ways.begin()
    else if (!this.online && closeCode < OUR_CODES) this.ways.failed()
    const reason = endReason(closeCode)
    if (reason) {
      this.drop(reason)
      return
    }
    this.release()
    for (const [id, pending] of [...this.pending]) {
      if (!pending.resend) this.settle(id, () => pending.reject(noConnection()))
    }
    this.state.set({ state: "waiting", attempt: this.attempt, closeCode })
    this.retry = setTimeout(() => {
      this.retry = null
      this.connect()
    }, backoffMs(this.attempt, this.options.random, this.hurries > 0))
    this.attempt += 1
  }

  private drop(reason: Extract<Connection, { state: "ended" }>["reason"]): void {
    this.release()
    this.clearRetry()
    for (const [id, pending] of [...this.pending]) this.settle(id, () => pending.reject(noConnection()))
    this.attempt = 0
    this.state.set({ state: "ended", reason })
  }

  private release(): void {
    const socket = this.socket
    this.socket = null
    socket?.close()
    if (this.heartbeat !== null) clearTimeout(this.heartbeat)
    if (this.stable !== null) clearTimeout(this.stable)
    this.heartbeat = null
    this.stable = null
    this.clearProof()
  }

  private clearProof(): void {
    if (this.proof !== null) clearTimeout(this.proof)
    this.proof = null
  }

  private clearRetry(): void {
    if (this.retry !== null) clearTimeout(this.retry)
    this.retry = null
  }
}

function tooLarge(frame: object): boolean {
  return new TextEncoder().encode(JSON.stringify(frame)).length > MAX_FRAME_BYTES
}

/** Which of these cursors lie behind the heads that the server read from its database. */
export function behind(heads: Heads["heads"], cursors: Readonly<Record<string, number>>): boolean {
  return Object.entries(cursors).some(([stream, cursor]) => (heads[stream] ?? 0) > cursor)
}

/** Tells the socket when the network goes and when it or the person comes back. Returns what undoes it. */
export function wakeWithPage(socket: Socket, page: Window = window): () => void {
  const wake = (): void => {
    if (page.document.visibilityState === "visible") socket.retryNow()
  }
  const lose = (): void => socket.networkLost()
  page.addEventListener("online", wake)
  page.addEventListener("offline", lose)
  page.document.addEventListener("visibilitychange", wake)
  return () => {
    page.removeEventListener("online", wake)
    page.removeEventListener("offline", lose)
    page.document.removeEventListener("visibilitychange", wake)
  }
}

export function socketUrl(audience: "resident" | "staff" | "guest", place: Location = window.location): string {
  return `${place.protocol === "https:" ? "wss" : "ws"}://${place.host}/ws/${audience}`
}
