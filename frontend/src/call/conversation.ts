/**
 * The connection of an answered call: one link a generation, signals to and from the other tab, reports to the server,
 * a new connection when repair does not help. callClient.ts says which call it follows; it decides nothing about calls.
 */
import { Observable, type Watched } from "../core/observable"
import type { IceServers, MeasuredPath } from "../core/protocol/wire"
import type { CallView } from "./callMachine"
import type { CallEnvironment } from "./environment"
import { readSaid } from "./besideWire"
import { climb, type Ladder, ladder, type Rung } from "./ladder"
import { LiveText } from "./liveText"
import { Measuring } from "./measuring"
import { frameOf, StillPicture } from "./stillPicture"
import type { OwnMedia } from "./ownMedia"
import { type LinkNews, PeerLink } from "./peerLink"
import type { Judged, Sample } from "./quality"
import { renewCredentials } from "./renewing"
import { type Observed, Reporting } from "./reporting"
import type { CallRelayed, CallTransport } from "./transport"

export type Talking = Extract<CallView, { phase: "talking" }>

export interface ConversationState {
  readonly remote: MediaStream | null
  /** What the other side says that it sends. */
  readonly remoteSound: boolean
  readonly remotePicture: boolean
  readonly quality: Judged | null
  /** What was done, or is to be done, about a bad line. */
  readonly rung: Rung
}

export type PathNews = (news: "connected" | "lost") => void

const NOBODY: ConversationState = { remote: null, remoteSound: true, remotePicture: true, quality: null, rung: "full" }
const NO_SERVERS: IceServers = { ice_servers: [], relay_only: false, good_for: 0 }
const MAX_EARLY_SIGNALS = 200
/** New connections tried for one loss, before this side says that it has failed. */
const MAX_REBUILDS = 2
const CLIMB_MS = 1_000

export class Conversation {
  private readonly transport: CallTransport
  private readonly environment: CallEnvironment
  private readonly media: OwnMedia
  private readonly pathIs: PathNews
  private readonly shown = new Observable(NOBODY)
  /** What is said beside picture and sound. */
  readonly text: LiveText
  readonly still: StillPicture
  private steps: Ladder | null = null
  private climbing: ReturnType<typeof setInterval> | null = null
  private connected = false
  private callId: string | null = null
  private view: Talking | null = null
  private link: PeerLink | null = null
  private linkKey: string | null = null
  private reporting: Reporting | null = null
  private rebuilds = 0
  private early: CallRelayed[] = []
  private servers: { key: string; found: Promise<IceServers> } | null = null
  private readonly measuring = new Measuring()
  private stopRenewing: (() => void) | null = null

  constructor(transport: CallTransport, environment: CallEnvironment, media: OwnMedia, pathIs: PathNews) {
    this.transport = transport
    this.environment = environment
    this.media = media
    this.pathIs = pathIs
    this.text = new LiveText((data) => this.link?.saySomething(data), (text) => transport.keepText(text))
    this.still = new StillPicture(
      (said) => this.link?.saySomething(JSON.stringify(said)),
      () => this.takeStill(),
    )
  }

  get state(): Watched<ConversationState> {
    return this.shown
  }

  /** Follows this call, over the connection of its generation; null for none. */
  follow(view: Talking | null): void {
    const earlier = this.view
    this.view = view
    if (view === null) {
      this.end()
      return
    }
    if (earlier !== null && earlier.call.id !== view.call.id) this.end()
    const key = `${view.call.id}/${view.call.generation}/${view.other.peerId}`
    if (key === this.linkKey) return
    if (this.callId !== view.call.id) this.begin(view.call.id)
    this.closeLink()
    this.linkKey = key
    void this.open(key, view)
  }

  /** Asks for the servers while it still rings, so that an answer need not wait for them. */
  prepare(callId: string, generation: number): void {
    void this.serversOf(callId, generation)
  }

  hear(signal: CallRelayed): void {
    if (signal.type === "call.media.relayed") {
      if (this.isFromOther(signal)) this.show({ remoteSound: signal.sound, remotePicture: signal.picture })
      return
    }
    const { view, link } = this
    if (view === null || link === null || signal.call_id !== view.call.id || signal.generation > view.call.generation) {
      // The other side has heard of the answer, or of a new generation, before this one.
      if (this.early.length < MAX_EARLY_SIGNALS) this.early.push(signal)
      return
    }
    if (signal.generation < view.call.generation || !this.isFromOther(signal)) return
    if (signal.type === "call.description.relayed") link.hearDescription(signal)
    else link.hearCandidate(signal)
  }

  /** The server can be reached again: what was lost on the way is said again. */
  resume(): void {
    this.link?.resume()
    this.reporting?.again()
    this.sayMedia()
  }

  async sendPicture(track: MediaStreamTrack | null): Promise<void> {
    await this.link?.sendPicture(track)
    this.sayMedia()
  }

  async sendSound(track: MediaStreamTrack | null): Promise<void> {
    if (track !== null) await this.link?.sendSound(track)
    this.sayMedia()
  }

  sayMedia(): void {
    const media = this.media.current
    if (this.view === null || media === null) return
    this.transport.signal({
      type: "call.media",
      ...this.place(this.view),
      to_peer: this.view.other.peerId,
      sound: media.audioTrack?.enabled ?? false,
      picture: media.videoTrack !== null,
    })
  }

  async stats(): Promise<Sample | null> {
    return (await this.link?.stats()) ?? null
  }

  private async open(key: string, view: Talking): Promise<void> {
    const servers = await this.serversOf(view.call.id, view.call.generation)
    const media = this.media.current
    if (this.linkKey !== key || media === null) return
    this.reporting ??= new Reporting((observed) => this.report(observed))
    this.reporting.begin()
    const address = { ...this.place(view), generation: view.call.generation, to_peer: view.other.peerId }
    const connection = this.environment.connect(servers)
    this.stopRenewing = renewCredentials(connection, servers, () => this.transport.iceServers(view.call.id))
    this.link = new PeerLink({
      connection,
      media,
      polite: view.polite,
      calls: view.calls,
      now: () => this.environment.now(),
      say: {
        description: (news) => this.transport.signal({ type: "call.description", ...address, ...news }),
        candidate: (news) => this.transport.signal({ type: "call.candidate", ...address, ...news }),
      },
      tell: (news) => {
        if (this.linkKey === key) this.linkSays(news)
      },
    })
    this.link.shape(this.shown.get().rung)
    for (const signal of this.early.splice(0)) if (signal.call_id === view.call.id) this.hear(signal)
  }

  private linkSays(news: LinkNews): void {
    switch (news.news) {
      case "connected":
        this.rebuilds = 0
        this.connected = true
        this.pathIs("connected")
        this.reporting?.connected()
        this.sayMedia()
        return
      case "lost":
        this.connected = false
        this.pathIs("lost")
        this.reporting?.lost()
        return
      case "broken":
        void this.rebuild()
        return
      case "stream":
        this.show({ remote: news.stream })
        return
      case "judged":
        this.show({ quality: news.judged })
        return
      case "beside":
        this.text.reach(news.open)
        if (!news.open) this.still.cut()
        return
      case "said":
        this.hearBeside(news.data)
    }
  }

  private hearBeside(data: unknown): void {
    const said = readSaid(data)
    if (said?.say === "still") this.still.hear(said)
    else if (said !== null) this.text.hear(said)
  }

  private async takeStill(): Promise<boolean> {
    const file = await frameOf(this.media.current?.stream ?? null)
    return file !== null && (await this.transport.keepPicture(file))
  }

  private climb(): void {
    const { quality, rung } = this.shown.get()
    if (this.steps === null) return
    this.steps = climb(this.steps, {
      at: this.environment.now(),
      quality: this.connected ? quality : null,
      connected: this.connected,
      voice: this.transport.voice(),
      picture: this.media.current?.videoTrack != null,
    })
    if (this.steps.rung === rung) return
    this.link?.shape(this.steps.rung)
    this.show({ rung: this.steps.rung })
  }

  private begin(callId: string): void {
    this.callId = callId
    this.text.clear()
    this.still.clear()
    this.connected = false
    this.steps = ladder(this.environment.now())
    this.climbing ??= setInterval(() => this.climb(), CLIMB_MS)
  }

  private async rebuild(): Promise<void> {
    if (this.view === null || !this.transport.online.get()) return
    if (this.rebuilds >= MAX_REBUILDS) {
      this.reporting?.failed()
      return
    }
    this.rebuilds += 1
    await this.transport.command({ type: "call.rejoin", peer_id: this.transport.peerId, ...this.place(this.view) })
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
    if (this.servers?.key !== key) {
      // Without servers two browsers on one network still find each other.
      this.servers = { key, found: this.transport.iceServers(callId).catch(() => NO_SERVERS) }
    }
    return await this.servers.found
  }

  private place(view: Talking): { room_id: string; call_id: string } {
    return { room_id: this.transport.roomId, call_id: view.call.id }
  }

  private isFromOther(signal: CallRelayed): boolean {
    const other = this.view?.other
    return (
      other !== undefined &&
      signal.call_id === this.view?.call.id &&
      signal.from_peer === other.peerId &&
      signal.from_account === other.accountId
    )
  }

  private end(): void {
    this.closeLink()
    this.reporting?.close()
    this.reporting = null
    this.rebuilds = 0
    this.callId = null
    this.steps = null
    if (this.climbing !== null) clearInterval(this.climbing)
    this.climbing = null
    this.shown.set(NOBODY)
  }

  private closeLink(): void {
    this.linkKey = null
    this.connected = false
    this.text.reach(false)
    this.still.cut()
    this.measuring.forget()
    this.stopRenewing?.()
    this.stopRenewing = null
    this.link?.close()
    this.link = null
  }

  private show(change: Partial<ConversationState>): void {
    this.shown.set({ ...this.shown.get(), ...change })
  }
}
