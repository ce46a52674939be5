/** What a call takes from the browser, gathered so that tests can give something else. */
import type { IceServer, IceServers } from "../core/protocol/wire"
import { LocalMedia } from "./media"
import { type Ringing, ring } from "./ring"
import { browserSpeech, type Speech } from "./speech"
import { rememberEnd, seenEnd } from "./seenEnd"
import { keepAwake } from "./wakeLock"

export interface CallEnvironment {
  connect(servers: IceServers): RTCPeerConnection
  openMedia(video: boolean): Promise<LocalMedia>
  ring(): Ringing
  /** Returns what lets the screen sleep again. */
  keepAwake(): () => void
  now(): number
  readonly speech: Speech
  /** The call whose end was seen in this browser, so that a missed one is told until somebody has seen it. */
  seenEnd(): string | null
  rememberEnd(callId: string): void
}

export const browserEnvironment: CallEnvironment = {
  connect: (servers) => new RTCPeerConnection(configurationOf(servers)),
  openMedia: (video) => LocalMedia.open(video),
  ring: () => ring(),
  keepAwake: () => keepAwake(),
  now: () => performance.now(),
  speech: browserSpeech(globalThis),
  seenEnd,
  rememberEnd,
}

/** Where the unit wants it, no other candidates than the relay's are even gathered. */
export function configurationOf(servers: IceServers): RTCConfiguration {
  return {
    iceServers: servers.ice_servers.map(asRtc),
    iceTransportPolicy: servers.relay_only ? "relay" : "all",
    bundlePolicy: "max-bundle",
  }
}

function asRtc(server: IceServer): RTCIceServer {
  const { urls, username, credential } = server
  return { urls, ...(username === null ? {} : { username }), ...(credential === null ? {} : { credential }) }
}
