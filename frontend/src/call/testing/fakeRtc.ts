/** A whole peer connection without a network: negotiation as in fakeConnection.ts, a path and counters set by the test. */
import { FakeConnection } from "./fakeConnection"

interface FakeSender {
  track: unknown
  parameters: RTCRtpSendParameters
  getParameters(): RTCRtpSendParameters
  setParameters(next: RTCRtpSendParameters): Promise<void>
  replaceTrack(track: unknown): Promise<void>
}

/** A data channel that the test opens and speaks through. */
export class FakeChannel {
  readyState: RTCDataChannelState = "connecting"
  onopen: (() => void) | null = null
  onclose: (() => void) | null = null
  onmessage: ((event: { data: unknown }) => void) | null = null
  readonly sent: string[] = []

  send(data: string): void {
    this.sent.push(data)
  }

  become(state: "open" | "closed"): void {
    this.readyState = state
    if (state === "open") this.onopen?.()
    else this.onclose?.()
  }

  say(said: unknown): void {
    this.onmessage?.({ data: JSON.stringify(said) })
  }
}

export class FakeRtc extends FakeConnection {
  onnegotiationneeded: (() => void) | null = null
  onicecandidate: ((event: { candidate: RTCIceCandidate | null }) => void) | null = null
  ontrack: ((event: { streams: MediaStream[]; track: unknown }) => void) | null = null
  onconnectionstatechange: (() => void) | null = null
  connectionState: RTCPeerConnectionState = "new"
  readonly senders: FakeSender[] = []
  readonly servers: readonly unknown[]
  restarts = 0
  bytesReceived = 0

  constructor(name: string, servers: readonly unknown[]) {
    super(name)
    this.servers = servers
    this.onneeded = () => this.onnegotiationneeded?.()
  }

  addTrack(track: unknown): FakeSender {
    const sender: FakeSender = {
      track,
      parameters: { encodings: [{}] } as RTCRtpSendParameters,
      getParameters: () => sender.parameters,
      setParameters: (next) => {
        sender.parameters = next
        return Promise.resolve()
      },
      replaceTrack: (next) => {
        sender.track = next
        return Promise.resolve()
      },
    }
    this.senders.push(sender)
    this.want()
    return sender
  }

  readonly channel = new FakeChannel()

  createDataChannel(): FakeChannel {
    return this.channel
  }

  override restartIce(): void {
    this.restarts += 1
    super.restartIce()
  }

  override close(): void {
    this.connectionState = "closed"
    super.close()
  }

  getConfiguration(): RTCConfiguration {
    return { iceServers: this.servers as RTCIceServer[] }
  }

  /** One of the candidates that were found, or their end. */
  gathers(type: RTCIceCandidateType | null): void {
    this.onicecandidate?.({ candidate: type === null ? null : ({ type, candidate: "", toJSON: () => ({}) } as RTCIceCandidate) })
  }

  getStats(): Promise<RTCStatsReport> {
    const transport = { type: "transport", bytesReceived: this.bytesReceived }
    return Promise.resolve({ forEach: (each: (stats: unknown) => void) => each(transport) } as unknown as RTCStatsReport)
  }

  /** The path is what the test says. */
  become(state: RTCPeerConnectionState): void {
    this.connectionState = state
    this.onconnectionstatechange?.()
  }
}

export const asRtc = (fake: FakeRtc): RTCPeerConnection => fake as unknown as RTCPeerConnection
