/**
 * The connections of an answered call, one with each of the others in it, and what they have in common: text and still
 * pictures beside them, the ladder, the reports to the server. callClient.ts says which call it follows; it decides
 * nothing about calls.
 */
import { Observable, type Watched } from "../core/observable"
import type { IceServers, MeasuredPath } from "../core/protocol/wire"
import { Captions } from "./captions"
import type { CallView } from "./callMachine"
import type { CallEnvironment } from "./environment"
import { readSaid } from "./besideWire"
import { climb, type Ladder, ladder, type Rung } from "./ladder"
import { LiveText } from "./liveText"
import { Measuring } from "./measuring"
import { type LineNews, PairLine, type PersonState } from "./pairLine"
import { frameOf, StillPicture } from "./stillPicture"
import type { OwnMedia } from "./ownMedia"
import { type Sample, worst } from "./quality"
import { type Observed, Reporting } from "./reporting"
import type { CallRelayed, CallTransport } from "./transport"

export type Talking = Extract<CallView, { phase: "talking" }>

export interface PersonInCall extends PersonState {
  readonly accountId: string
}

/** Of the nearest of the others what two see of each other; `people` are all of them, the nearest first. */
export interface ConversationState extends Omit<PersonState, "path"> {
  readonly people: readonly PersonInCall[]
  /** What was done, or is to be done, about a bad line. */
  readonly rung: Rung
}

export type PathNews = (news: "connected" | "lost") => void

const NOBODY: ConversationState = { remote: null, remoteSound: true, remotePicture: true, quality: null, people: [], rung: "full" }
const NO_SERVERS: IceServers = { ice_servers: [], relay_only: false, good_for: 0 }
const MAX_EARLY_SIGNALS = 200
const CLIMB_MS = 1_000
// Whoever comes much later needs credentials that are good from then on.
const SERVERS_ARE_NEW_MS = 60_000

export class Conversation {
  private readonly transport: CallTransport
  private readonly environment: CallEnvironment
  private readonly media: OwnMedia
  private readonly pathIs: PathNews
  private readonly shown = new Observable(NOBODY)
  /** What is said beside picture and sound: text and captions to everybody, still pictures between the two whose call it is. */
  readonly text: LiveText
  readonly captions: Captions
  readonly still: StillPicture
  private steps: Ladder | null = null
  private climbing: ReturnType<typeof setInterval> | null = null
  private callId: string | null = null
  private view: Talking | null = null
  private readonly lines = new Map<string, PairLine>()
  private reporting: Reporting | null = null
  private early: CallRelayed[] = []
  private servers: { key: string; at: number; found: Promise<IceServers> } | null = null
  private readonly measuring = new Measuring()

  constructor(transport: CallTransport, environment: CallEnvironment, media: OwnMedia, pathIs: PathNews) {
    this.transport = transport
    this.environment = environment
    this.media = media
    this.pathIs = pathIs
    this.text = new LiveText((data, to) => this.lines.get(to)?.saySomething(data), (text) => transport.keepText(text))
    this.captions = new Captions({
      say: (data, to) => this.lines.get(to)?.saySomething(data),
      speech: environment.speech,
      sound: () => {
        const track = media.current?.audioTrack
        return track?.enabled === true ? track : null
      },
    })
    this.still = new StillPicture(
      (said) => this.main?.saySomething(JSON.stringify(said)),
      () => this.takeStill(),
    )
  }

  get state(): Watched<ConversationState> {
    return this.shown
  }

  /** Follows this call, over one connection with each of the others; null for none. */
  follow(view: Talking | null): void {
    const earlier = this.view
    this.view = view
    if (view === null) {
      this.end()
      return
    }
    if (earlier !== null && earlier.call.id !== view.call.id) this.end()
    if (this.callId !== view.call.id) this.begin(view.call.id)
    const there = new Set(view.pairs.map((pair) => pair.accountId))
    for (const [accountId, line] of this.lines) if (!there.has(accountId)) this.drop(accountId, line)
    for (const pair of view.pairs) {
      const line = this.lines.get(pair.accountId) ?? this.meet(pair.accountId, view)
      if (!line.follow(pair)) continue
      if (line === this.nearest) this.measuring.forget()
      void this.open(line)
    }
    this.gather()
  }

  /** Asks for the servers while it still rings, so that an answer need not wait for them. */
  prepare(callId: string, generation: number): void {
    void this.serversOf(callId, generation)
  }

  hear(signal: CallRelayed): void {
    const line = this.lines.get(signal.from_account)
    if (signal.type === "call.media.relayed") {
      if (line?.isFrom(signal) && signal.call_id === this.view?.call.id) line.hear(signal)
      return
    }
    if (line === undefined || !line.isOpen || signal.call_id !== this.view?.call.id || signal.generation > line.generation) {
      // The other side has heard of the answer, or of a new generation, before this one.
      if (this.early.length < MAX_EARLY_SIGNALS) this.early.push(signal)
      return
    }
    if (signal.generation === line.generation && line.isFrom(signal)) line.hear(signal)
  }

  /** The server can be reached again: what was lost on the way is said again. */
  resume(): void {
    for (const line of this.lines.values()) line.resume()
    this.reporting?.again()
  }

  async sendPicture(track: MediaStreamTrack | null): Promise<void> {
    await Promise.all([...this.lines.values()].map((line) => line.sendPicture(track)))
    this.sayMedia()
  }

  async sendSound(track: MediaStreamTrack | null): Promise<void> {
    if (track !== null) await Promise.all([...this.lines.values()].map((line) => line.sendSound(track)))
    this.sayMedia()
  }

  sayMedia(): void {
    for (const line of this.lines.values()) line.sayMedia()
  }

  /** Of the connection with the nearest of the others. */
  async stats(): Promise<Sample | null> {
    return (await this.nearest?.stats()) ?? null
  }

  private get nearest(): PairLine | undefined {
    return this.lines.get(this.view?.other.accountId ?? "")
  }

  /** Null for guests, who are asked for no still picture and ask for none. */
  private get main(): PairLine | null {
    const line = this.nearest
    return line?.isMain === true ? line : null
  }

  private meet(accountId: string, view: Talking): PairLine {
    const pair = view.pairs.find((one) => one.accountId === accountId)
    if (pair === undefined) throw new Error("only who is in the call is met")
    const line = new PairLine(pair, {
      transport: this.transport,
      environment: this.environment,
      media: this.media,
      callId: view.call.id,
      servers: () => this.serversOf(view.call.id, this.view?.call.generation ?? view.call.generation),
      tell: (news) => {
        if (this.lines.get(accountId) === line) this.lineSays(line, news)
      },
    })
    this.lines.set(accountId, line)
    line.state.subscribe(() => this.gather())
    return line
  }

  private drop(accountId: string, line: PairLine): void {
    line.close()
    this.text.part(accountId)
    this.captions.part(accountId)
    this.lines.delete(accountId)
  }

  private async open(line: PairLine): Promise<void> {
    if (line === this.nearest) {
      this.reporting ??= new Reporting((observed) => this.report(observed))
      this.reporting.begin()
    }
    await line.open()
    if (!line.isOpen) return
    this.shape()
    const { callId } = this
    for (const signal of this.early.splice(0)) if (signal.call_id === callId) this.hear(signal)
  }

  private lineSays(line: PairLine, news: LineNews): void {
    const nearest = line === this.nearest
    switch (news.news) {
      case "connected":
        if (!nearest) return
        this.pathIs("connected")
        this.reporting?.connected()
        return
      case "lost":
        if (!nearest) return
        this.pathIs("lost")
        this.reporting?.lost()
        return
      case "rebuild":
        void this.rebuild()
        return
      case "failed":
        if (nearest) this.reporting?.failed()
        return
      case "beside":
        this.text.reach(news.open, line.accountId, line.cameLater)
        this.captions.reach(news.open, line.accountId)
        if (!news.open && line === this.main) this.still.cut()
        return
      case "said":
        this.hearBeside(line, news.data)
    }
  }

  private hearBeside(line: PairLine, data: unknown): void {
    const said = readSaid(data)
    if (said === null) return
    switch (said.say) {
      case "still":
        if (line === this.main) this.still.hear(said)
        return
      case "caption":
      case "captions":
        this.captions.hear(said, line.accountId)
        return
      default:
        this.text.hear(said, line.accountId)
    }
  }

  private async takeStill(): Promise<boolean> {
    const file = await frameOf(this.media.current?.stream ?? null)
    return file !== null && (await this.transport.keepPicture(file))
  }

  private climb(): void {
    const { people, rung } = this.shown.get()
    if (this.steps === null) return
    const connected = people[0]?.path === "connected"
    const judged = people.filter((one) => one.path === "connected").map((one) => one.quality)
    this.steps = climb(this.steps, {
      at: this.environment.now(),
      quality: connected ? worst(judged) : null,
      connected,
      voice: this.transport.voice(),
      picture: this.media.current?.videoTrack != null,
    })
    if (this.steps.rung === rung) return
    this.show({ rung: this.steps.rung })
    this.shape()
  }

  private shape(): void {
    for (const line of this.lines.values()) line.shape(this.shown.get().rung, this.lines.size)
  }

  private begin(callId: string): void {
    this.callId = callId
    this.text.clear()
    this.captions.begin()
    this.still.clear()
    this.steps = ladder(this.environment.now())
    this.climbing ??= setInterval(() => this.climb(), CLIMB_MS)
  }

  private async rebuild(): Promise<void> {
    if (this.view === null) return
    const type = this.transport.guest ? "call.join" : "call.rejoin"
    await this.transport.command({ type, peer_id: this.transport.peerId, ...this.place(this.view) })
  }

  private report(observed: Observed): void {
    if (this.view === null || !this.transport.online.get()) return
    void this.measured().then((measured) => {
      if (this.view === null) return
      const told = measured === null ? {} : { measured }
      void this.transport.command({ type: "call.report", observed, ...this.place(this.view), ...told })
    })
  }

  private async measured(): Promise<MeasuredPath | null> {
    try {
      const sample = await this.stats()
      return sample === null ? null : this.measuring.since(sample)
    } catch {
      // A connection that is closing has no counters any more; the observation is told all the same.
      return null
    }
  }

  private async serversOf(callId: string, generation: number): Promise<IceServers> {
    const key = `${callId}/${generation}`
    const at = this.environment.now()
    if (this.servers?.key !== key || at - this.servers.at > SERVERS_ARE_NEW_MS) {
      // Without servers two browsers on one network still find each other.
      this.servers = { key, at, found: this.transport.iceServers(callId).catch(() => NO_SERVERS) }
    }
    return await this.servers.found
  }

  private place(view: Talking): { room_id: string; call_id: string } {
    return { room_id: this.transport.roomId, call_id: view.call.id }
  }

  private end(): void {
    for (const [accountId, line] of this.lines) this.drop(accountId, line)
    this.captions.end()
    this.measuring.forget()
    this.reporting?.close()
    this.reporting = null
    this.callId = null
    this.steps = null
    if (this.climbing !== null) clearInterval(this.climbing)
    this.climbing = null
    this.shown.set(NOBODY)
  }

  private gather(): void {
    const pairs = this.view?.pairs ?? []
    const people = pairs.flatMap(({ accountId }): PersonInCall[] => {
      const line = this.lines.get(accountId)
      return line === undefined ? [] : [{ accountId, ...line.state.get() }]
    })
    const { remote, remoteSound, remotePicture, quality } = people[0] ?? NOBODY
    this.show({ remote, remoteSound, remotePicture, quality, people })
  }

  private show(change: Partial<ConversationState>): void {
    this.shown.set({ ...this.shown.get(), ...change })
  }
}

