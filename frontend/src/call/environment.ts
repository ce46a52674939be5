/** What a call takes from the browser, gathered so that tests can give something else. */
import type { IceServer } from "../core/protocol/wire"
import { LocalMedia } from "./media"
import { type Ringing, ring } from "./ring"
import { rememberEnd, seenEnd } from "./seenEnd"
import { keepAwake } from "./wakeLock"

export interface CallEnvironment {
  connect(servers: readonly IceServer[]): RTCPeerConnection
  openMedia(video: boolean): Promise<LocalMedia>
  ring(): Ringing
  /** Returns what lets the screen sleep again. */
  keepAwake(): () => void
  now(): number
  /** The call whose end was seen in this browser, so that a missed one is told until somebody has seen it. */
  seenEnd(): string | null
  rememberEnd(callId: string): void
}

export const browserEnvironment: CallEnvironment = {
  connect: (servers) => new RTCPeerConnection({ iceServers: servers.map(asRtc), bundlePolicy: "max-bundle" }),
  openMedia: (video) => LocalMedia.open(video),
  ring: () => ring(),
  keepAwake: () => keepAwake(),
  now: () => performance.now(),
  seenEnd,
  rememberEnd,
}

function asRtc(server: IceServer): RTCIceServer {
  const { urls, username, credential } = server
  return { urls, ...(username === null ? {} : { username }), ...(credential === null ? {} : { credential }) }
}
