/**
 * One peer connection of one generation: its tracks, its negotiation, and its path, which it watches and repairs. It
 * lives as long as its generation; whatever becomes known after `close` is dropped.
 */
import { type Rung, sendingAt } from "./ladder"
import type { LocalMedia } from "./media"
import { type CandidateNews, type DescriptionNews, Negotiator } from "./negotiation"
import { type Judged, judge, type Sample, STALLED_MS } from "./quality"
import { sampleOf } from "./statistics"

export type LinkNews =
  | { readonly news: "connected" }
  | { readonly news: "lost" }
  /** Nothing has come for a moment: it may be this device's network. */
  | { readonly news: "silent" }
  /** Looking for a new path did not help: the connection must be built anew. */
  | { readonly news: "broken" }
  | { readonly news: "stream"; readonly stream: MediaStream }
  /** What is said beside picture and sound can be said now, or no longer. */
  | { readonly news: "beside"; readonly open: boolean }
  | { readonly news: "said"; readonly data: unknown }
  | { readonly news: "judged"; readonly judged: Judged }

export interface LinkOptions {
  readonly connection: RTCPeerConnection
  readonly media: LocalMedia
  readonly polite: boolean
  /** The calling side makes the first offer and is the first to repair. */
  readonly calls: boolean
  readonly now: () => number
  readonly say: {
    description(news: DescriptionNews): void
    candidate(news: CandidateNews): void
  }
  readonly tell: (news: LinkNews) => void
}

/** Whether anything came is asked often, since each look that is late is added to the silence. */
const WATCH_MS = 500
/** Two looks without a byte are a reason to doubt; as long is between two judgements, to have enough packets to judge by. */
const SILENT_MS = 900
const JUDGE_MS = 900
const BESIDE = 0
/** A path that is gone for a moment often comes back by itself; then ICE looks for another. */
const RESTART_MS = { calling: 2_000, called: 4_000 } as const
const RESTART_AGAIN_MS = 7_000
/** A relay that could not be asked may only be starting anew; where the path needs one, nothing else will come of the attempt. */
const WITHOUT_RELAY_MS = 2_500
/** A path that goes soon after the way to the server was built anew went with it: waiting would not bring it back. */
const RESUMED_MS = 10_000
const BROKEN_MS = { calling: 20_000, called: 28_000 } as const

export class PeerLink {
  private readonly options: LinkOptions
  private readonly connection: RTCPeerConnection
  private readonly negotiator: Negotiator
  private readonly watching: ReturnType<typeof setInterval>
  private readonly channel: RTCDataChannel
  private audioSender: RTCRtpSender | null = null
  private videoSender: RTCRtpSender | null = null
  private rung: Rung = "full"
  private others = 1
  private sample: Sample | null = null
  private judgedBy: Sample | null = null
  private heardAt: number
  private silent = false
  private resumedAt = -Infinity
  private lostSince: number | null
  private restartAt: number
  private brokenAt: number
  private wasFound = false
  private hasRelay = false
  private closed = false

  constructor(options: LinkOptions) {
    this.options = options
    this.connection = options.connection
    const now = options.now()
    this.heardAt = now
    // Until it is connected it counts as lost: a first path that does not come about is repaired in the same way.
    this.lostSince = now
    this.restartAt = now + RESTART_AGAIN_MS
    this.brokenAt = now + this.brokenAfter
    this.negotiator = new Negotiator(options.connection, {
      polite: options.polite,
      letsOtherBegin: !options.calls,
      line: { ...options.say, broken: () => this.breakDown() },
    })
    this.listen()
    // Agreed on beforehand, so that neither side waits for the other to open it.
    this.channel = options.connection.createDataChannel("beside", { negotiated: true, id: BESIDE })
    this.listenBeside()
    this.addTracks()
    this.watching = setInterval(() => void this.watch(), WATCH_MS)
  }

  hearDescription(news: DescriptionNews): void {
    this.negotiator.hearDescription(news)
  }

  hearCandidate(news: CandidateNews): void {
    this.negotiator.hearCandidate(news)
  }

  /** Signals get through again: what was open is said again, and a lost path is looked for at once. */
  resume(): void {
    this.negotiator.resume()
    if (this.connection.connectionState === "new") return
    if (this.lostSince !== null || this.silent) this.restart()
    else this.resumedAt = this.options.now()
  }

  /** Sends this picture, or none. The first one of a call needs a new agreement, later ones take its place. */
  async sendPicture(track: MediaStreamTrack | null): Promise<void> {
    if (this.closed) return
    if (this.videoSender !== null) await this.videoSender.replaceTrack(track)
    else if (track !== null) this.videoSender = this.connection.addTrack(track, this.options.media.stream)
    await this.applyShape()
  }

  /** The microphone that has come in place of an earlier one. */
  async sendSound(track: MediaStreamTrack): Promise<void> {
    if (!this.closed) await this.audioSender?.replaceTrack(track)
  }

  /** Sends the picture as this step of the ladder says, to one of so many. */
  shape(rung: Rung, others: number): void {
    this.rung = rung
    this.others = others
    void this.applyShape()
  }

  /** Lost where the channel is not open: whoever needs it says it again on "beside". */
  saySomething(data: string): void {
    if (this.channel.readyState === "open") this.channel.send(data)
  }

  async stats(): Promise<Sample> {
    return await sampleOf(this.connection, this.options.now())
  }

  close(): void {
    if (this.closed) return
    this.closed = true
    clearInterval(this.watching)
    this.negotiator.close()
    this.connection.onnegotiationneeded = null
    this.connection.onicecandidate = null
    this.connection.ontrack = null
    this.connection.onconnectionstatechange = null
    this.connection.close()
  }

  private get brokenAfter(): number {
    return this.options.calls ? BROKEN_MS.calling : BROKEN_MS.called
  }

  private listen(): void {
    this.connection.onnegotiationneeded = () => this.negotiator.negotiationNeeded()
    this.connection.onicecandidate = ({ candidate }) => {
      this.gathered(candidate)
      this.negotiator.localCandidate(candidate)
    }
    this.connection.ontrack = ({ streams, track }) => {
      this.options.tell({ news: "stream", stream: streams[0] ?? new MediaStream([track]) })
    }
    this.connection.onconnectionstatechange = () => this.pathChanged()
  }

  private listenBeside(): void {
    const tell = (news: LinkNews): void => {
      if (!this.closed) this.options.tell(news)
    }
    this.channel.onopen = () => tell({ news: "beside", open: true })
    this.channel.onclose = () => tell({ news: "beside", open: false })
    this.channel.onmessage = ({ data }: MessageEvent<unknown>) => tell({ news: "said", data })
  }

  /** Before the first agreement there is nothing to shape; browsers then refuse, and the next step tries again. */
  private async applyShape(): Promise<void> {
    const sender = this.videoSender
    if (sender === null || sender.track === null) return
    const parameters = sender.getParameters()
    const encoding = parameters.encodings[0]
    if (encoding === undefined) return
    const { maxBitrate, scaleDown, maxFramerate } = sendingAt(this.rung, this.others)
    encoding.maxBitrate = maxBitrate
    encoding.scaleResolutionDownBy = scaleDown
    if (maxFramerate === null) delete encoding.maxFramerate
    else encoding.maxFramerate = maxFramerate
    await sender.setParameters(parameters).catch(() => undefined)
  }

  private addTracks(): void {
    const { stream, audioTrack, videoTrack } = this.options.media
    if (audioTrack !== null) this.audioSender = this.connection.addTrack(audioTrack, stream)
    if (videoTrack !== null) this.videoSender = this.connection.addTrack(videoTrack, stream)
  }

  private pathChanged(): void {
    switch (this.connection.connectionState) {
      case "connected":
        this.found()
        return
      case "disconnected":
        this.lose()
        return
      case "failed":
        this.lose()
        this.restart()
        return
      case "new":
      case "connecting":
      case "closed":
    }
  }

  /** At the end of what there is: a lost path for which no relay answered is looked for again soon. */
  private gathered(candidate: RTCIceCandidate | null): void {
    if (candidate !== null) this.hasRelay ||= candidate.type === "relay"
    else if (!this.hasRelay && this.wasFound && this.lostSince !== null && this.knowsRelays()) {
      this.restartAt = Math.min(this.restartAt, this.options.now() + WITHOUT_RELAY_MS)
    }
  }

  private knowsRelays(): boolean {
    const servers = this.connection.getConfiguration().iceServers ?? []
    return servers.some(({ urls }) => [urls].flat().some((url) => url.startsWith("turn")))
  }

  private found(): void {
    this.wasFound = true
    this.heardAt = this.options.now()
    if (this.lostSince === null) return
    this.lostSince = null
    this.options.tell({ news: "connected" })
  }

  private lose(): void {
    if (this.lostSince !== null) return
    const now = this.options.now()
    this.lostSince = now
    const resumed = now - this.resumedAt < RESUMED_MS
    this.restartAt = now + (resumed ? 0 : this.options.calls ? RESTART_MS.calling : RESTART_MS.called)
    this.brokenAt = now + this.brokenAfter
    this.options.tell({ news: "lost" })
    // A browser that sees its own address go says so long before anything is missed.
    this.doubt()
  }

  /** Once for each silence. */
  private doubt(): void {
    if (this.silent) return
    this.silent = true
    this.options.tell({ news: "silent" })
  }

  private restart(): void {
    this.restartAt = this.options.now() + RESTART_AGAIN_MS
    this.hasRelay = false
    this.options.tell({ news: "silent" })
    this.negotiator.restart()
  }

  private breakDown(): void {
    if (this.closed) return
    this.brokenAt = this.options.now() + this.brokenAfter
    this.options.tell({ news: "broken" })
  }

  private async watch(): Promise<void> {
    let sample: Sample
    try {
      sample = await this.stats()
    } catch {
      // A connection that is closing has no counters any more.
      return
    }
    if (this.closed) return
    const before = this.sample
    this.sample = sample
    if (before !== null) this.compare(before, sample)
    this.judge(sample)
    if (this.lostSince === null) return
    if (sample.at >= this.brokenAt) this.breakDown()
    else if (sample.at >= this.restartAt) this.restart()
  }

  /** Browsers need many seconds to say "disconnected"; that nothing arrives any more is known after two. */
  private compare(before: Sample, now: Sample): void {
    if (now.bytesReceived > before.bytesReceived) {
      this.heardAt = now.at
      this.silent = false
      if (this.connection.connectionState === "connected") this.found()
      return
    }
    const lasted = now.at - this.heardAt
    if (lasted >= SILENT_MS && this.lostSince === null) this.doubt()
    if (lasted >= STALLED_MS) this.lose()
  }

  private judge(now: Sample): void {
    const before = this.judgedBy
    if (before !== null && now.at - before.at < JUDGE_MS) return
    this.judgedBy = now
    if (before !== null && this.lostSince === null) this.options.tell({ news: "judged", judged: judge(before, now) })
  }
}
