/**
 * This page's connection with one other in the call, over its generations: one link at a time, signals to and from that
 * other's tab, and a new connection when repair does not help. conversation.ts says with whom; it decides nothing.
 */
import { Observable, type Watched } from "../core/observable"
import type { IceServers } from "../core/protocol/wire"
import type { CallEnvironment } from "./environment"
import type { Rung } from "./ladder"
import type { Pair } from "./mesh"
import type { OwnMedia } from "./ownMedia"
import { type LinkNews, PeerLink } from "./peerLink"
import type { Judged, Sample } from "./quality"
import { renewCredentials } from "./renewing"
import type { CallRelayed, CallTransport } from "./transport"

export interface PersonState {
  readonly remote: MediaStream | null
  /** What the other side says that it sends. */
  readonly remoteSound: boolean
  readonly remotePicture: boolean
  readonly quality: Judged | null
  readonly path: "connecting" | "connected" | "lost"
}

export interface LineOptions {
  readonly transport: CallTransport
  readonly environment: CallEnvironment
  readonly media: OwnMedia
  readonly callId: string
  readonly servers: () => Promise<IceServers>
  readonly tell: (news: LineNews) => void
}

export type LineNews =
  | Extract<LinkNews, { news: "connected" | "lost" | "beside" | "said" }>
  /** A new connection is asked for, or there have been enough. */
  | { readonly news: "rebuild" | "failed" }

const NOBODY: PersonState = { remote: null, remoteSound: true, remotePicture: true, quality: null, path: "connecting" }
/** New connections tried for one loss, before this side says that it has failed. */
const MAX_REBUILDS = 2

export class PairLine {
  private readonly options: LineOptions
  private readonly shown = new Observable(NOBODY)
  private pair: Pair
  private link: PeerLink | null = null
  private linkKey: string | null = null
  private stopRenewing: (() => void) | null = null
  private rebuilds = 0
  private rung: Rung = "full"
  private others = 1
  private closed = false

  constructor(pair: Pair, options: LineOptions) {
    this.pair = pair
    this.options = options
  }

  get state(): Watched<PersonState> {
    return this.shown
  }

  get accountId(): string {
    return this.pair.accountId
  }

  get generation(): number {
    return this.pair.generation
  }

  get isOpen(): boolean {
    return this.link !== null
  }

  get isMain(): boolean {
    return this.pair.main
  }

  /** Whoever came after this page hears what is written from then on. */
  get cameLater(): boolean {
    return this.pair.calls && !this.pair.main
  }

  /** True if a new connection begins: what the earlier one carried is gone. */
  follow(pair: Pair): boolean {
    this.pair = pair
    const key = `${pair.generation}/${pair.peerId}`
    if (key === this.linkKey) return false
    this.closeLink()
    this.linkKey = key
    return true
  }

  /** Builds the connection that was begun; nothing if another one was since. */
  async open(): Promise<void> {
    const key = this.linkKey
    const { transport, environment, media, callId } = this.options
    const servers = await this.options.servers()
    const own = media.current
    if (this.closed || this.linkKey !== key || own === null) return
    const { generation, peerId, polite, calls } = this.pair
    const address = { ...this.place, generation, to_peer: peerId }
    const connection = environment.connect(servers)
    this.stopRenewing = renewCredentials(connection, servers, () => transport.iceServers(callId))
    this.link = new PeerLink({
      connection,
      media: own,
      polite,
      calls,
      now: () => environment.now(),
      say: {
        description: (news) => transport.signal({ type: "call.description", ...address, ...news }),
        candidate: (news) => transport.signal({ type: "call.candidate", ...address, ...news }),
      },
      tell: (news) => {
        if (this.linkKey === key) this.linkSays(news)
      },
    })
    this.link.shape(this.rung, this.others)
  }

  isFrom(signal: CallRelayed): boolean {
    return signal.from_peer === this.pair.peerId && signal.from_account === this.pair.accountId
  }

  hear(signal: CallRelayed): void {
    if (signal.type === "call.media.relayed") this.show({ remoteSound: signal.sound, remotePicture: signal.picture })
    else if (signal.type === "call.description.relayed") this.link?.hearDescription(signal)
    else this.link?.hearCandidate(signal)
  }

  /** The server can be reached again: what was lost on the way is said again. */
  resume(): void {
    this.link?.resume()
    this.sayMedia()
  }

  async sendPicture(track: MediaStreamTrack | null): Promise<void> {
    await this.link?.sendPicture(track)
  }

  async sendSound(track: MediaStreamTrack): Promise<void> {
    await this.link?.sendSound(track)
  }

  saySomething(data: string): void {
    this.link?.saySomething(data)
  }

  shape(rung: Rung, others: number): void {
    if (rung === this.rung && others === this.others) return
    this.rung = rung
    this.others = others
    this.link?.shape(rung, others)
  }

  sayMedia(): void {
    const { transport, media } = this.options
    const own = media.current
    if (own === null) return
    transport.signal({
      type: "call.media",
      ...this.place,
      to_peer: this.pair.peerId,
      sound: own.audioTrack?.enabled ?? false,
      picture: own.videoTrack !== null,
    })
  }

  async stats(): Promise<Sample | null> {
    return (await this.link?.stats()) ?? null
  }

  close(): void {
    this.closed = true
    this.closeLink()
    this.shown.set(NOBODY)
  }

  private get place(): { room_id: string; call_id: string } {
    return { room_id: this.options.transport.roomId, call_id: this.options.callId }
  }

  private linkSays(news: LinkNews): void {
    const { tell } = this.options
    switch (news.news) {
      case "connected":
        this.rebuilds = 0
        this.show({ path: "connected" })
        this.sayMedia()
        tell(news)
        return
      case "lost":
        this.show({ path: "lost" })
        tell(news)
        return
      case "silent":
        this.options.transport.prove()
        return
      case "broken":
        this.rebuild()
        return
      case "stream":
        this.show({ remote: news.stream })
        return
      case "judged":
        this.show({ quality: news.judged })
        return
      case "beside":
      case "said":
        tell(news)
    }
  }

  /** A new page's generation builds all its connections anew, so of two it is the later one who asks: a guest with a bad
   * line costs nobody else theirs. The two whose call it is both do. */
  private rebuild(): void {
    if (!this.pair.main && this.pair.calls) return
    if (!this.options.transport.online.get()) return
    if (this.rebuilds >= MAX_REBUILDS) {
      this.options.tell({ news: "failed" })
      return
    }
    this.rebuilds += 1
    this.options.tell({ news: "rebuild" })
  }

  private closeLink(): void {
    const wasOpen = this.link !== null
    this.linkKey = null
    this.stopRenewing?.()
    this.stopRenewing = null
    this.link?.close()
    this.link = null
    if (wasOpen) this.options.tell({ news: "beside", open: false })
  }

  private show(change: Partial<PersonState>): void {
    this.shown.set({ ...this.shown.get(), ...change })
  }
}
