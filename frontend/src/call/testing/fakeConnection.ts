/**
 * A peer connection's signalling (JSEP, RFC 9429) without any network: descriptions, implicit rollback, the
 * negotiation-needed flag, ICE restarts. Operations take a moment each, so that news can come in between.
 */
import type { Connection } from "../negotiation"

type Description = { readonly type: "offer" | "answer"; readonly sdp: string }

const OPERATION_MS = 2

export class FakeConnection implements Connection {
  onneeded: () => void = () => undefined
  signalingState: RTCSignalingState = "stable"
  readonly states: RTCSignalingState[] = []
  readonly candidates: (string | null)[] = []
  private readonly name: string
  private chain: Promise<void> = Promise.resolve()
  private current: { local: Description | null; remote: Description | null } = { local: null, remote: null }
  private pending: { local: Description | null; remote: Description | null } = { local: null, remote: null }
  private round = 0
  private written = 0
  private wishes = 0
  private granting = 0
  private granted = 0
  private newPath = false
  private closed = false

  constructor(name: string) {
    this.name = name
  }

  get localDescription(): RTCSessionDescription | null {
    return (this.pending.local ?? this.current.local) as RTCSessionDescription | null
  }

  get remoteDescription(): RTCSessionDescription | null {
    return (this.pending.remote ?? this.current.remote) as RTCSessionDescription | null
  }

  get agreed(): { local: string | undefined; remote: string | undefined } {
    return { local: this.current.local?.sdp, remote: this.current.remote?.sdp }
  }

  get satisfied(): boolean {
    return this.signalingState === "stable" && this.granted === this.wishes && !this.newPath
  }

  /** A track was added: what is agreed no longer fits. */
  want(): void {
    this.wishes += 1
    this.askSoon()
  }

  restartIce(): void {
    this.newPath = true
    this.askSoon()
  }

  close(): void {
    this.closed = true
    this.enter("closed")
  }

  setLocalDescription(): Promise<void> {
    return this.operate(() => {
      if (this.signalingState === "have-remote-offer") {
        this.current = { local: this.write("answer"), remote: this.pending.remote }
        this.settle()
      } else {
        if (this.newPath) this.round += 1
        this.pending = { local: this.write("offer"), remote: null }
        this.enter("have-local-offer")
      }
    })
  }

  setRemoteDescription(description: RTCSessionDescriptionInit): Promise<void> {
    return this.operate(() => {
      const remote = { type: description.type as "offer" | "answer", sdp: description.sdp ?? "" }
      if (remote.type === "offer") {
        // A pending offer of one's own is rolled back; "stable" is passed on the way.
        if (this.signalingState === "have-local-offer") this.enter("stable")
        if (ufrag(remote.sdp) !== ufrag(this.current.remote?.sdp)) this.round += this.newPath ? 1 : 0
        this.pending = { local: null, remote }
        this.enter("have-remote-offer")
        return
      }
      if (this.signalingState !== "have-local-offer") throw new DOMException("no offer is open", "InvalidStateError")
      this.current = { local: this.pending.local, remote }
      this.settle()
    })
  }

  addIceCandidate(candidate?: RTCIceCandidateInit | null): Promise<void> {
    return this.operate(() => {
      if (this.remoteDescription === null) throw new DOMException("no remote description", "InvalidStateError")
      this.candidates.push(candidate?.candidate ?? null)
    })
  }

  private operate(step: () => void): Promise<void> {
    const done = this.chain.then(async () => {
      await new Promise((resolve) => setTimeout(resolve, OPERATION_MS))
      if (this.closed) await new Promise(() => undefined)
      step()
    })
    this.chain = done.catch(() => undefined)
    return done
  }

  private write(type: "offer" | "answer"): Description {
    this.written += 1
    this.granting = this.wishes
    return { type, sdp: `${this.name} ${this.written}\r\na=ice-ufrag:${this.name}${this.round}\r\n` }
  }

  private settle(): void {
    this.pending = { local: null, remote: null }
    this.granted = this.granting
    this.newPath = false
    this.enter("stable")
    if (!this.satisfied) this.askSoon()
  }

  private enter(state: RTCSignalingState): void {
    this.signalingState = state
    this.states.push(state)
  }

  private askSoon(): void {
    setTimeout(() => {
      if (!this.closed && !this.satisfied && this.signalingState === "stable") this.onneeded()
    })
  }
}

function ufrag(sdp: string | undefined): string | undefined {
  return sdp?.match(/a=ice-ufrag:(\S+)/)?.[1]
}
