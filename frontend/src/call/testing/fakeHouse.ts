/**
 * A server with one room and one call, and two tabs on it: it moves the call as the server's table does, relays signals
 * after a moment, and can be cut off from either tab. Time is the test's.
 */
import { Refusal } from "../../core/errors/refusal"
import { Observable } from "../../core/observable"
import type { CallState, IceServers } from "../../core/protocol/wire"
import { CallClient } from "../callClient"
import type { Me } from "../callMachine"
import type { CallEnvironment } from "../environment"
import { LocalMedia } from "../media"
import { browserSpeech } from "../speech"
import type { Answered, CallCommand, CallRelayed, CallSignal, CallTransport } from "../transport"
import { ringing } from "./calls"
import { FakeDevices } from "./fakeMedia"
import { FakeSpeechScope } from "./fakeSpeech"
import { asRtc, FakeRtc } from "./fakeRtc"

const RELAY_MS = 15
const ANSWER_MS = 25

export class FakeTab implements CallTransport {
  readonly roomId = "room"
  readonly accountId: string
  readonly peerId: string
  readonly mayAnswer: Me["mayAnswer"]
  readonly guest: boolean
  speaks = true
  seen: string | null = null
  readonly kept: string[] = []
  readonly pictures: File[] = []
  readonly call = new Observable<CallState | null>(null)
  readonly online = new Observable(true)
  readonly commands: string[] = []
  readonly connections: FakeRtc[] = []
  readonly devices: FakeDevices
  readonly speech = new FakeSpeechScope()
  rings = 0
  silenced = 0
  awake = 0
  hurries = 0
  proofs = 0
  readonly client: CallClient
  private readonly house: FakeHouse
  private hearing: ((signal: CallRelayed) => void) | null = null

  constructor(house: FakeHouse, me: Me, devices: FakeDevices) {
    this.house = house
    this.accountId = me.accountId
    this.peerId = me.peerId
    this.mayAnswer = me.mayAnswer
    this.guest = me.guest === true
    this.devices = devices
    this.call.set(house.call)
    this.client = new CallClient(this, this.environment)
  }

  get phase(): string {
    const { view } = this.client.state.get()
    return view.phase === "talking" ? view.path.is : view.phase
  }

  get connection(): FakeRtc {
    const newest = this.connections.at(-1)
    if (newest === undefined) throw new Error("there is no connection yet")
    return newest
  }

  async command(command: CallCommand): Promise<Answered> {
    this.commands.push(command.type === "call.report" ? `report ${command.observed}` : command.type.slice("call.".length))
    await new Promise((resolve) => setTimeout(resolve, ANSWER_MS))
    if (!this.online.get()) return { done: false, refusal: new Refusal("no_connection") }
    return this.house.take(this, command)
  }

  prove(): void {
    this.proofs += 1
  }

  hurry(): () => void {
    this.hurries += 1
    return () => {
      this.hurries -= 1
    }
  }

  signal(signal: CallSignal): void {
    if (this.online.get()) this.house.relay(this, signal)
  }

  onSignal(hear: (signal: CallRelayed) => void): () => void {
    this.hearing = hear
    return () => {
      this.hearing = null
    }
  }

  voice(): boolean {
    return this.speaks
  }

  keepText(text: string): void {
    this.kept.push(text)
  }

  keepPicture(file: File): Promise<boolean> {
    this.pictures.push(file)
    return Promise.resolve(true)
  }

  iceServers(): Promise<IceServers> {
    const ice_servers = [{ urls: ["stun:turn.example"], username: null, credential: null }]
    return Promise.resolve({ ice_servers, relay_only: false, good_for: 600 })
  }

  hear(signal: CallRelayed): void {
    if (this.online.get()) this.hearing?.(signal)
  }

  /** The socket is gone, or back: then the room is fetched as it is by now. */
  connect(online: boolean): void {
    this.online.set(online)
    if (online) this.call.set(this.house.call)
  }

  private get environment(): CallEnvironment {
    return {
      connect: (servers) => {
        const made = new FakeRtc(`${this.peerId}.${this.connections.length}`, servers.ice_servers)
        this.connections.push(made)
        return asRtc(made)
      },
      openMedia: (video) => LocalMedia.open(video, this.devices.devices),
      ring: () => {
        this.rings += 1
        return { stop: () => (this.silenced += 1) }
      },
      keepAwake: () => {
        this.awake += 1
        return () => {
          this.awake -= 1
        }
      },
      now: () => Date.now(),
      speech: browserSpeech(this.speech),
      seenEnd: () => this.seen,
      rememberEnd: (callId) => {
        this.seen = callId
      },
    }
  }
}

export class FakeHouse {
  call: CallState | null = null
  private readonly tabs: FakeTab[] = []
  private count = 0
  private readonly comings = new Map<string, number>()

  enter(me: Me, devices = new FakeDevices()): FakeTab {
    const tab = new FakeTab(this, me, devices)
    this.tabs.push(tab)
    return tab
  }

  tell(call: CallState): void {
    this.call = call
    for (const tab of this.tabs) if (tab.online.get()) tab.call.set(call)
  }

  take(tab: FakeTab, command: CallCommand): Answered {
    const next = this.next(tab, command)
    if (next === null) return { done: false, refusal: new Refusal("call_over") }
    if (next !== this.call) this.tell(next)
    return { done: true }
  }

  relay(from: FakeTab, signal: CallSignal): void {
    const { to_peer: toPeer, ...content } = signal
    const relayed = { ...content, type: `${signal.type}.relayed`, from_peer: from.peerId, from_account: from.accountId }
    setTimeout(() => {
      for (const tab of this.tabs) if (tab !== from && tab.peerId === toPeer) tab.hear(relayed as CallRelayed)
    }, RELAY_MS)
  }

  private next(tab: FakeTab, command: CallCommand): CallState | null {
    const call = this.call
    if (command.type === "call.start") {
      this.count += 1
      const id = `call ${this.count}`
      return ringing({ id, started_by: tab.accountId, caller_peer: tab.peerId, video: command.video })
    }
    if (call === null || call.id !== command.call_id) return null
    switch (command.type) {
      case "call.accept":
        if (call.state !== "ringing") return null
        return { ...call, state: "connecting", answered_by: tab.accountId, callee_peer: tab.peerId, polite_peer: tab.peerId }
      case "call.rejoin":
        return call.state === "ended" ? null : this.rejoined(call, tab)
      case "call.join":
        return call.state === "ringing" || call.state === "ended" ? null : this.joined(call, tab)
      case "call.leave":
        return without(call, tab.accountId)
      case "call.remove":
        return { ...without(call, command.account_id), removed: [...(call.removed ?? []), command.account_id] }
      case "call.decline":
      case "call.end":
        if (call.state === "ended") return call
        return { ...call, state: "ended", end_reason: this.endReason(call, tab) }
      case "call.report":
        if (call.state === "ended") return null
        if (tab.guest) return call
        return { ...call, state: command.observed === "connected" ? "connected" : "reconnecting" }
    }
  }

  private rejoined(call: CallState, tab: FakeTab): CallState {
    const calls = call.started_by === tab.accountId
    return {
      ...call,
      state: call.state === "ringing" ? "ringing" : "reconnecting",
      generation: call.generation + 1,
      caller_generation: (call.caller_generation ?? 0) + (calls ? 1 : 0),
      caller_peer: calls ? tab.peerId : call.caller_peer,
      callee_peer: calls ? call.callee_peer : tab.peerId,
    }
  }

  private joined(call: CallState, tab: FakeTab): CallState {
    const times = this.comings.get(tab.accountId) ?? 0
    this.comings.set(tab.accountId, times + 1)
    const news = { account_id: tab.accountId, peer_id: tab.peerId, generation: times }
    const others = call.others ?? []
    const inside = others.some((one) => one.account_id === tab.accountId)
    return { ...call, others: inside ? others.map((one) => (one.account_id === tab.accountId ? news : one)) : [...others, news] }
  }

  private endReason(call: CallState, tab: FakeTab): CallState["end_reason"] {
    if (call.state !== "ringing") return "hung_up"
    return call.started_by === tab.accountId ? "cancelled" : "declined"
  }
}

const without = (call: CallState, accountId: string): CallState => ({ ...call, others: (call.others ?? []).filter((one) => one.account_id !== accountId) })
