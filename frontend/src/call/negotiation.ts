/**
 * One peer's side of perfect negotiation (WebRTC 1.0, section 10.7) over a line that loses and reorders frames. Offers
 * are numbered and sent again until they are answered; answers and candidates that fit nothing are dropped. Steps run
 * one after the other, so that an offer of ours and one of theirs never change places halfway. It belongs to one peer
 * connection and ends with it.
 */

export type Connection = Pick<
  RTCPeerConnection,
  | "signalingState"
  | "localDescription"
  | "remoteDescription"
  | "setLocalDescription"
  | "setRemoteDescription"
  | "addIceCandidate"
  | "restartIce"
>

export interface DescriptionNews {
  readonly kind: "offer" | "answer"
  readonly offer: number
  readonly sdp: string
}

/** `candidate` is null at the end of candidates. */
export interface CandidateNews {
  readonly candidate: string | null
  readonly mid: string | null
  readonly line: number | null
  readonly ufrag: string | null
}

export interface Line {
  description(news: DescriptionNews): void
  candidate(news: CandidateNews): void
  /** Something that repetition does not heal; the connection should be built anew. */
  broken(error: unknown): void
}

/** Both sides add their tracks at once; if the answering side lets the caller offer first, offers need not cross. */
export const FIRST_OFFER_MS = 2_000
export const RESEND_MS = 1_500
const RESEND_MAX_MS = 8_000
const MAX_EARLY_CANDIDATES = 100

export class Negotiator {
  private readonly connection: Connection
  private readonly polite: boolean
  private readonly line: Line
  private chain: Promise<void> = Promise.resolve()
  private early: CandidateNews[] = []
  private ignoresOffer = false
  /** The highest number of any offer, ours or theirs; the next one is higher. */
  private latest = 0
  /** The number of the offer that was answered last, by either side: a lower one was rolled back or is a repetition. */
  private agreed = 0
  private pendingOffer: number | null = null
  private lastAnswer: DescriptionNews | null = null
  /** The other's part in the encryption (DTLS), once an answer has settled it. */
  private theirPart: Part | null = null
  private held: ReturnType<typeof setTimeout> | null = null
  private needed = false
  private resending: ReturnType<typeof setTimeout> | null = null
  private closed = false

  constructor(connection: Connection, options: { polite: boolean; letsOtherBegin: boolean; line: Line }) {
    this.connection = connection
    this.polite = options.polite
    this.line = options.line
    if (options.letsOtherBegin) this.held = setTimeout(() => this.stopHolding(), FIRST_OFFER_MS)
  }

  /** The connection says that what is agreed no longer fits. */
  negotiationNeeded(): void {
    this.needed = true
    if (this.held === null) this.inTurn(() => this.offer())
  }

  localCandidate(candidate: RTCIceCandidate | null): void {
    if (this.closed || candidate?.candidate === "") return
    this.line.candidate({
      candidate: candidate?.candidate ?? null,
      mid: candidate?.sdpMid ?? null,
      line: candidate?.sdpMLineIndex ?? null,
      ufrag: candidate?.usernameFragment ?? ufragOf(this.connection.localDescription?.sdp),
    })
  }

  hearDescription(news: DescriptionNews): void {
    this.inTurn(() => (news.kind === "offer" ? this.takeOffer(news) : this.takeAnswer(news)))
  }

  hearCandidate(news: CandidateNews): void {
    this.inTurn(() => this.takeCandidate(news))
  }

  /** The line was down and is back: what was said meanwhile is lost, so the open offer is said again now. */
  resume(): void {
    if (this.pendingOffer !== null) this.resend(RESEND_MS)
  }

  /** Looks for a new path between the same two peers. */
  restart(): void {
    if (!this.closed) this.connection.restartIce()
  }

  close(): void {
    this.closed = true
    this.early = []
    if (this.held !== null) clearTimeout(this.held)
    this.stopResending()
  }

  private inTurn(step: () => Promise<void>): void {
    this.chain = this.chain.then(step).catch((error: unknown) => {
      if (!this.closed) this.line.broken(error)
    })
  }

  private stopHolding(): void {
    if (this.held !== null) clearTimeout(this.held)
    this.held = null
    if (this.needed) this.inTurn(() => this.offer())
  }

  /** An offer that is open already, ours or theirs, comes first: the browser asks again once that is settled. */
  private async offer(): Promise<void> {
    if (this.closed || !this.needed || this.connection.signalingState !== "stable") return
    this.needed = false
    await this.connection.setLocalDescription()
    if (this.isClosed()) return
    this.latest += 1
    this.pendingOffer = this.latest
    this.resend(RESEND_MS)
  }

  private async takeOffer(news: DescriptionNews): Promise<void> {
    if (this.closed) return
    if (news.offer === this.lastAnswer?.offer) {
      // Our answer was lost. Saying it again changes nothing here, and frees the other side of its open offer.
      this.sayAnswer(news.offer)
      return
    }
    if (news.offer <= this.agreed) return
    this.latest = Math.max(this.latest, news.offer)
    this.ignoresOffer = !this.polite && this.connection.signalingState !== "stable"
    if (this.ignoresOffer) {
      // The other side is reached, and may not have been when ours was said last.
      if (this.pendingOffer !== null) this.resend(RESEND_MS)
      return
    }
    this.stopHolding()
    await this.connection.setRemoteDescription({ type: "offer", sdp: inTheirPart(news.sdp, this.theirPart) })
    if (this.isClosed()) return
    this.pendingOffer = null
    this.stopResending()
    await this.takeEarlyCandidates()
    if (this.isClosed()) return
    // The answer holds what was wished for until now; if it does not, the browser says so again.
    this.needed = false
    await this.connection.setLocalDescription()
    if (this.isClosed()) return
    this.agreed = news.offer
    this.theirPart = otherPart(partOf(this.connection.localDescription?.sdp))
    this.sayAnswer(news.offer)
  }

  private async takeAnswer(news: DescriptionNews): Promise<void> {
    if (this.closed || news.offer !== this.pendingOffer) return
    if (this.connection.signalingState !== "have-local-offer") return
    await this.connection.setRemoteDescription({ type: "answer", sdp: news.sdp })
    if (this.isClosed()) return
    this.agreed = news.offer
    this.theirPart = partOf(news.sdp)
    this.pendingOffer = null
    this.stopResending()
    await this.takeEarlyCandidates()
  }

  private async takeCandidate(news: CandidateNews): Promise<void> {
    if (this.closed) return
    if (!this.fits(news)) {
      if (this.early.length < MAX_EARLY_CANDIDATES) this.early.push(news)
      return
    }
    await this.add(news)
  }

  private async takeEarlyCandidates(): Promise<void> {
    const due = this.early.filter((news) => this.fits(news))
    this.early = this.early.filter((news) => !due.includes(news))
    for (const news of due) {
      if (this.closed) return
      await this.add(news)
    }
  }

  /** A candidate belongs to one round of ICE: that of the description with the same user-name fragment. */
  private fits(news: CandidateNews): boolean {
    const remote = this.connection.remoteDescription
    return remote !== null && (news.ufrag === null || news.ufrag === ufragOf(remote.sdp))
  }

  private async add(news: CandidateNews): Promise<void> {
    try {
      await this.connection.addIceCandidate(
        news.candidate === null
          ? null
          : { candidate: news.candidate, sdpMid: news.mid, sdpMLineIndex: news.line, usernameFragment: news.ufrag },
      )
    } catch (error) {
      // Candidates of an offer that we ignored belong to nothing here.
      if (!this.ignoresOffer) throw error
    }
  }

  /** As it stands now, with the candidates found since; or as it was, if an offer of our own is open by now. */
  private sayAnswer(offer: number): void {
    const local = this.connection.localDescription
    if (local?.type === "answer") this.lastAnswer = { kind: "answer", offer, sdp: local.sdp }
    if (this.lastAnswer !== null) this.line.description(this.lastAnswer)
  }

  /** Says the open offer, and again after a while until it is answered or rolled back. */
  private resend(waitMs: number): void {
    this.stopResending()
    const local = this.connection.localDescription
    if (this.closed || this.pendingOffer === null || local?.type !== "offer") return
    this.line.description({ kind: "offer", offer: this.pendingOffer, sdp: local.sdp })
    this.resending = setTimeout(() => this.resend(Math.min(waitMs * 2, RESEND_MAX_MS)), waitMs)
  }

  private stopResending(): void {
    if (this.resending !== null) clearTimeout(this.resending)
    this.resending = null
  }

  /** A call, so that the type checker does not carry the answer over an await. */
  private isClosed(): boolean {
    return this.closed
  }
}

type Part = "active" | "passive"

function partOf(answer: string | undefined): Part | null {
  const found = answer?.match(/^a=setup:(active|passive)/m)?.[1]
  return found === "active" || found === "passive" ? found : null
}

const otherPart = (part: Part | null): Part | null => (part === null ? null : part === "active" ? "passive" : "active")

/** An offer of a new path leaves the parts open, and whoever answers keeps to those that there are (RFC 8842, section
 * 5.3). Firefox takes the active one anew, which the other side has to refuse; so the offer says who has which. */
function inTheirPart(offer: string, part: Part | null): string {
  return part === null ? offer : offer.replace(/^a=setup:actpass/gm, `a=setup:${part}`)
}

function ufragOf(sdp: string | undefined): string | null {
  return sdp?.match(/^a=ice-ufrag:(\S+)/m)?.[1] ?? null
}
