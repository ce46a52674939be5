/**
 * Measures the path to the server's own media peer: sound both ways for some seconds gives loss, delay and jitter; a data
 * channel filled first one way, then the other, gives what the path carries. The sound is a tone nobody hears, made here,
 * so that no microphone is asked for; signaling/media.py is the other end.
 */
import type { IceServers } from "../../core/protocol/wire"
import { configurationOf } from "../environment"

export interface MeasuredPath {
  readonly roundTripMs: number
  readonly jitterMs: number
  /** Share of the packets that did not arrive, each way. */
  readonly lostDown: number
  readonly lostUp: number
  readonly downKbit: number
  readonly upKbit: number
}

/** What the media peer says of what reaches it, by its own clock. */
export interface Tick {
  readonly at: number
  readonly bytes: number
  readonly received: number
  readonly lost: number
}

export interface PathPlace {
  readonly servers: IceServers
  /** Hands the offer over and gives the answer. */
  answer(offer: string): Promise<string>
  /** How far it is, from 0 to 1. */
  onProgress?(share: number): void
}

const CONNECT_MS = 10_000
const LISTEN_MS = 6_000
const FILL_MS = 2_500
/** The first part of filling finds out how much goes; what goes is counted after it. */
const BEGIN_MS = 700
/** As much as the media peer sends as well (signaling/checking.py); a good picture needs no more. */
const FILL_KBIT = 3_000
const PIECE = new Uint8Array(1_100)
const MAX_UNSENT = 48_000

export class NoPath extends Error {}

export async function measurePath(place: PathPlace): Promise<MeasuredPath> {
  const connection = new RTCPeerConnection(configurationOf(place.servers))
  const tone = startTone()
  const ticks: Tick[] = []
  try {
    tone.stream.getTracks().forEach((track) => connection.addTrack(track, tone.stream))
    const control = connection.createDataChannel("control")
    const filling = connection.createDataChannel("filling", { ordered: false, maxRetransmits: 0 })
    control.onmessage = ({ data }) => ticks.push(JSON.parse(String(data)) as Tick)
    await connection.setLocalDescription()
    await gathered(connection)
    const answer = await place.answer(connection.localDescription?.sdp ?? "")
    await connection.setRemoteDescription({ type: "answer", sdp: answer })
    await opened(control, filling)
    const heard = await listen(connection, ticks, (share) => place.onProgress?.(share * 0.6))
    const downKbit = await filledByPeer(connection, control)
    place.onProgress?.(0.8)
    const upKbit = await fillByUs(filling, ticks)
    place.onProgress?.(1)
    return { ...heard, downKbit, upKbit }
  } finally {
    tone.stop()
    connection.close()
  }
}

/** Kilobits a second between the two; what came before the first is not counted. */
export function rateOf(from: { at: number; bytes: number }, to: { at: number; bytes: number }): number {
  return to.at > from.at ? Math.round(((to.bytes - from.bytes) * 8) / (to.at - from.at)) : 0
}

/** The share of lost packets between two ticks. */
export function lostBetween(from: Pick<Tick, "received" | "lost">, to: Pick<Tick, "received" | "lost">): number {
  const lost = Math.max(0, to.lost - from.lost)
  const all = lost + Math.max(0, to.received - from.received)
  return all > 0 ? lost / all : 0
}

function startTone(): { stream: MediaStream; stop(): void } {
  const context = new AudioContext()
  const oscillator = context.createOscillator()
  const out = context.createMediaStreamDestination()
  oscillator.connect(out)
  oscillator.start()
  void context.resume()
  return { stream: out.stream, stop: () => void context.close() }
}

async function gathered(connection: RTCPeerConnection): Promise<void> {
  if (connection.iceGatheringState === "complete") return
  await within(CONNECT_MS / 2, (done) => {
    connection.onicegatheringstatechange = () => {
      if (connection.iceGatheringState === "complete") done()
    }
  }).catch(() => undefined)
}

async function opened(...channels: RTCDataChannel[]): Promise<void> {
  await Promise.all(
    channels.map((channel) =>
      within(CONNECT_MS, (done) => {
        if (channel.readyState === "open") done()
        channel.onopen = done
      }),
    ),
  )
}

function within(ms: number, begin: (done: () => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new NoPath()), ms)
    begin(() => {
      clearTimeout(late)
      resolve()
    })
  })
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

type Heard = Pick<MeasuredPath, "roundTripMs" | "jitterMs" | "lostDown" | "lostUp">

async function listen(connection: RTCPeerConnection, ticks: Tick[], progress: (share: number) => void): Promise<Heard> {
  await pause(BEGIN_MS)
  const before = await countersOf(connection)
  const tickBefore = ticks.at(-1)
  const trips: number[] = []
  const jitters: number[] = []
  for (let part = 1; part <= 6; part += 1) {
    await pause(LISTEN_MS / 6)
    const now = await countersOf(connection)
    if (now.roundTripMs !== null) trips.push(now.roundTripMs)
    jitters.push(now.jitterMs)
    progress(part / 6)
  }
  const after = await countersOf(connection)
  const tickAfter = ticks.at(-1)
  if (tickBefore === undefined || tickAfter === undefined || tickAfter === tickBefore) throw new NoPath()
  return {
    roundTripMs: Math.round(meanTrip(before, after) ?? median(trips)),
    jitterMs: Math.round(median(jitters)),
    lostDown: lostBetween(before, after),
    lostUp: lostBetween(tickBefore, tickAfter),
  }
}

interface Counters {
  readonly at: number
  readonly bytes: number
  readonly received: number
  readonly lost: number
  readonly jitterMs: number
  readonly roundTripMs: number | null
  readonly trips: number
  readonly tripsMs: number
}

function meanTrip(before: Counters, after: Counters): number | null {
  const trips = after.trips - before.trips
  return trips > 0 ? (after.tripsMs - before.tripsMs) / trips : null
}

async function countersOf(connection: RTCPeerConnection): Promise<Counters> {
  let found: Counters = { at: performance.now(), bytes: 0, received: 0, lost: 0, jitterMs: 0, roundTripMs: null, trips: 0, tripsMs: 0 }
  const report = await connection.getStats()
  report.forEach((stats: Record<string, unknown>) => {
    const number = (name: string): number => (typeof stats[name] === "number" ? stats[name] : 0)
    if (stats["type"] === "transport") {
      found = { ...found, bytes: found.bytes + number("bytesReceived") }
    } else if (stats["type"] === "inbound-rtp") {
      found = { ...found, received: number("packetsReceived"), lost: number("packetsLost"), jitterMs: number("jitter") * 1_000 }
    } else if (stats["type"] === "candidate-pair" && stats["nominated"] === true) {
      const roundTripMs = number("currentRoundTripTime") * 1_000
      found = { ...found, roundTripMs, trips: number("responsesReceived"), tripsMs: number("totalRoundTripTime") * 1_000 }
    }
  })
  return found
}

function median(values: readonly number[]): number {
  const ordered = [...values].sort((one, other) => one - other)
  return ordered[Math.floor(ordered.length / 2)] ?? 0
}

async function filledByPeer(connection: RTCPeerConnection, control: RTCDataChannel): Promise<number> {
  control.send("fill")
  await pause(BEGIN_MS)
  const from = await countersOf(connection)
  await pause(FILL_MS - BEGIN_MS)
  const to = await countersOf(connection)
  control.send("rest")
  return rateOf(from, to)
}

async function fillByUs(filling: RTCDataChannel, ticks: Tick[]): Promise<number> {
  // What the peer had still on its way to us is not to hinder ours.
  await pause(BEGIN_MS / 2)
  const began = performance.now()
  let from: Tick | undefined
  let sent = 0
  for (let now = began; now - began < FILL_MS; now = performance.now()) {
    while (sent < ((now - began) * FILL_KBIT) / 8 && filling.bufferedAmount < MAX_UNSENT) {
      filling.send(PIECE)
      sent += PIECE.byteLength
    }
    if (now - began >= BEGIN_MS) from ??= ticks.at(-1)
    await pause(10)
  }
  const to = ticks.at(-1)
  return from === undefined || to === undefined ? 0 : rateOf(from, to)
}
