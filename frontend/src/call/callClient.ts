/**
 * A room's calls in this tab: carries out what callMachine.ts decides. It owns the conversation, the camera and the
 * microphone, the ring and the wake lock, and ends them; screens draw `state` and call its methods.
 */
import type { Refusal } from "../core/errors/refusal"
import { Observable, type Watched } from "../core/observable"
import type { CallState } from "../core/protocol/wire"
import { type CallView, type Fact, initial, isEngaged, type Joined, type Machine, reduce, viewOf } from "./callMachine"
import type { Captions } from "./captions"
import { chosenDevices, type DeviceKind, rememberDevice } from "./devices"
import { Conversation, type ConversationState } from "./conversation"
import { browserEnvironment, type CallEnvironment } from "./environment"
import type { LiveText } from "./liveText"
import type { LocalMedia } from "./media"
import { OwnMedia, type OwnMediaState } from "./ownMedia"
import type { Sample } from "./quality"
import type { Ringing } from "./ring"
import type { StillPicture } from "./stillPicture"
import type { CallCommand, CallTransport } from "./transport"

export interface CallClientState {
  readonly view: CallView
  /** This side's picture and sound; there before the call as well, once `preview` was asked for. */
  readonly own: OwnMediaState
  readonly other: ConversationState
  /** False while the server cannot be reached; a call goes on meanwhile. */
  readonly online: boolean
  /** Why the last wish was refused. */
  readonly refusal: Refusal | null
  /** The loudspeaker that was chosen; null for the browser's own choice. */
  readonly speaker: string | null
}

export class CallClient {
  private readonly transport: CallTransport
  private readonly environment: CallEnvironment
  private readonly media: OwnMedia
  private readonly conversation: Conversation
  /** Whether the camera was on before the screen was shared. */
  private cameraBefore = true
  private readonly shown: Observable<CallClientState>
  private readonly releases: (() => void)[]
  private machine: Machine
  /** Media is wanted although no call is on: a look at oneself before. */
  private previewing = false
  private wishing = false
  private ringing: { callId: string; sound: Ringing } | null = null
  private letSleep: (() => void) | null = null
  private letWait: (() => void) | null = null
  private closed = false

  constructor(transport: CallTransport, environment: CallEnvironment = browserEnvironment) {
    this.transport = transport
    this.environment = environment
    const { accountId, peerId, mayAnswer, guest } = transport
    this.machine = initial({ accountId, peerId, mayAnswer, guest }, environment.seenEnd())
    this.media = new OwnMedia((video) => environment.openMedia(video))
    this.conversation = new Conversation(transport, environment, this.media, (news) => this.pathIs(news))
    this.shown = new Observable<CallClientState>({
      view: viewOf(this.machine),
      own: this.media.state.get(),
      other: this.conversation.state.get(),
      online: transport.online.get(),
      refusal: null,
      speaker: chosenDevices().speaker,
    })
    this.releases = [
      this.media.state.subscribe((own) => {
        this.show({ own })
        this.conversation.captions.soundChanged()
      }),
      this.conversation.state.subscribe((other) => this.otherChanged(other)),
      transport.call.subscribe((call) => this.note({ fact: "told", call, at: environment.now() })),
      transport.online.subscribe((online) => this.onlineChanged(online)),
      transport.onSignal((signal) => this.conversation.hear(signal)),
    ]
    this.note({ fact: "told", call: transport.call.get(), at: environment.now() })
  }

  get state(): Watched<CallClientState> {
    return this.shown
  }

  /** Text as it is typed, both ways. */
  get text(): LiveText {
    return this.conversation.text
  }

  /** What is said as text, where a browser makes it. */
  get captions(): Captions {
    return this.conversation.captions
  }

  /** A picture by the other side's camera, asked for and answered. */
  get still(): StillPicture {
    return this.conversation.still
  }

  /** Shows oneself before a call; the problem, if there is one, is in the state. */
  async preview(video: boolean): Promise<void> {
    this.previewing = true
    await this.media.open(video)
    this.reconcile()
  }

  endPreview(): void {
    this.previewing = false
    this.reconcile()
  }

  async start(video: boolean): Promise<void> {
    const { phase } = this.shown.get().view
    if (phase !== "idle" && phase !== "ended") return
    const { roomId, peerId } = this.transport
    const command: CallCommand = { type: "call.start", room_id: roomId, peer_id: peerId, video }
    await this.wish(video, { fact: "starting" }, command)
  }

  /** Answers, with a picture or without. */
  async accept(video: boolean): Promise<void> {
    const { view } = this.shown.get()
    if (view.phase !== "incoming") return
    await this.join(video, "call.accept", { callId: view.call.id, generation: view.call.generation })
  }

  /** Goes on with a call that this account is in: after a reload, or from another tab or device. */
  async rejoin(video: boolean): Promise<void> {
    const { view } = this.shown.get()
    if (view.phase !== "elsewhere") return
    if (this.transport.guest) await this.joinAsGuest(video, view.call)
    else await this.join(video, "call.rejoin", { callId: view.call.id, generation: view.call.generation + 1 })
  }

  /** Into a call that goes on between others: a guest's way. */
  async joinOthers(video: boolean): Promise<void> {
    const { view } = this.shown.get()
    if (view.phase === "joinable" && !view.barred) await this.joinAsGuest(video, view.call)
  }

  /** Takes a guest out of the call, for as long as it lasts: staff's way. */
  async remove(accountId: string): Promise<void> {
    const { call } = this.machine
    if (call === null) return
    const answered = await this.transport.command({ type: "call.remove", room_id: this.transport.roomId, call_id: call.id, account_id: accountId })
    this.show({ refusal: answered.done ? null : answered.refusal })
  }

  /** Declines, takes back or hangs up, whichever it is now. Holds here at once and is said until the server hears it. */
  async end(): Promise<void> {
    const call = this.machine.call
    if (call === null || call.state === "ended") return
    this.note({ fact: "left" })
    await this.sayLeft()
  }

  /** The end has been seen. */
  dismiss(): void {
    const { call } = this.machine
    if (call !== null) this.environment.rememberEnd(call.id)
    this.note({ fact: "dismissed" })
  }

  /** The ring of this call only; `enableRing` of ring.ts is for good. */
  silence(): void {
    this.ringing?.sound.stop()
  }

  setMuted(muted: boolean): void {
    this.media.setMuted(muted)
    this.conversation.sayMedia()
  }

  async setCamera(on: boolean): Promise<void> {
    await this.changePicture((media) => media.setCamera(on))
  }

  async flipCamera(): Promise<void> {
    await this.changePicture((media) => media.flip())
  }

  /** The screen in place of the camera, until it is taken back here or in the browser. */
  async shareScreen(on: boolean): Promise<void> {
    if (!on) {
      await this.setCamera(this.cameraBefore)
      return
    }
    this.cameraBefore = this.media.state.get().cameraOn
    await this.changePicture((media) => media.shareScreen(() => void this.shareScreen(false)))
  }

  async setBlur(on: boolean): Promise<void> {
    await this.media.setBlur(on)
  }

  /** The microphone anew: after a telephone call took it, or when another one was chosen. */
  async restoreSound(): Promise<void> {
    await this.conversation.sendSound(await this.media.reopenSound())
  }

  /** Uses this device from now on, and in later calls. */
  async useDevice(kind: DeviceKind, id: string): Promise<void> {
    rememberDevice(kind, id)
    if (kind === "microphone") await this.restoreSound()
    if (kind === "camera") await this.changePicture((media) => media.changeCamera())
    this.show({ speaker: chosenDevices().speaker })
  }

  /** The connection's counters, for whoever looks into a call; null while there is no connection. */
  async stats(): Promise<Sample | null> {
    return await this.conversation.stats()
  }

  /** Leaves the screen, not the call: it can be rejoined until it ends. */
  close(): void {
    this.closed = true
    for (const release of this.releases.splice(0)) release()
    this.conversation.follow(null)
    this.ring(null)
    this.stayAwake(false)
    this.stayReachable(false)
    this.media.stop()
  }

  private otherChanged(other: ConversationState): void {
    const before = this.shown.get().other.rung
    this.show({ other })
    if (other.rung === "sound" && before !== "sound") void this.setCamera(false)
  }

  private pathIs(news: "connected" | "lost"): void {
    if (news === "connected") this.note({ fact: "path.connected" })
    else this.note({ fact: "path.lost", at: this.environment.now() })
  }

  private note(fact: Fact): void {
    const rang = viewOf(this.machine).phase === "incoming"
    this.machine = reduce(this.machine, fact)
    // Whoever looked at themselves while it rang is no longer on show when it rings no more.
    if (rang && viewOf(this.machine).phase !== "incoming") this.previewing = false
    this.reconcile()
  }

  /** Makes everything that runs here what the view says it must be. */
  private reconcile(): void {
    if (this.closed) return
    const view = viewOf(this.machine)
    this.show({ view })
    this.ring(view.phase === "incoming" ? view.call.id : null)
    const engaged = isEngaged(this.machine)
    this.stayAwake(engaged)
    this.stayReachable(engaged || this.unsaid() !== null)
    if (view.phase === "incoming" || view.phase === "calling") {
      this.conversation.prepare(view.call.id, view.call.generation)
    }
    this.conversation.follow(view.phase === "talking" ? view : null)
    if (!engaged && !this.previewing && !this.wishing) this.media.stop()
  }

  private onlineChanged(online: boolean): void {
    this.show({ online })
    if (!online) return
    void this.sayLeft()
    this.conversation.resume()
  }

  private async joinAsGuest(video: boolean, call: CallState): Promise<void> {
    const mine = call.others?.find((one) => one.account_id === this.transport.accountId)
    await this.join(video, "call.join", { callId: call.id, generation: mine === undefined ? 0 : mine.generation + 1 })
  }

  private async join(video: boolean, type: "call.accept" | "call.rejoin" | "call.join", joined: Joined): Promise<void> {
    const { roomId, peerId } = this.transport
    const command: CallCommand = { type, room_id: roomId, call_id: joined.callId, peer_id: peerId }
    await this.wish(video, { fact: "joining", joined }, command)
  }

  /** Sound first: nobody is called, and nobody answers, who could not be heard. */
  private async wish(video: boolean, fact: Fact, command: CallCommand): Promise<void> {
    if (this.wishing) return
    this.wishing = true
    this.show({ refusal: null })
    try {
      if (!(await this.media.open(video))) return
      this.note(fact)
      const answered = await this.transport.command(command)
      if (answered.done) return
      this.show({ refusal: answered.refusal })
      this.note({ fact: "refused" })
    } finally {
      this.wishing = false
      this.previewing = false
      this.reconcile()
    }
  }

  private async sayLeft(): Promise<void> {
    const call = this.unsaid()
    if (call === null) return
    const type = this.transport.guest ? "call.leave" : "call.end"
    await this.transport.command({ type, room_id: this.transport.roomId, call_id: call.id })
  }

  /** The call that was ended here, as long as the server has not said so. */
  private unsaid(): CallState | null {
    const { call, left } = this.machine
    return call === null || call.id !== left || call.state === "ended" ? null : call
  }

  private async changePicture(change: (media: LocalMedia) => Promise<MediaStreamTrack | null>): Promise<void> {
    await this.conversation.sendPicture(await this.media.changePicture(change))
  }

  private ring(callId: string | null): void {
    if (this.ringing?.callId === callId) return
    this.ringing?.sound.stop()
    this.ringing = callId === null ? null : { callId, sound: this.environment.ring() }
  }

  private stayAwake(awake: boolean): void {
    if (awake) {
      this.letSleep ??= this.environment.keepAwake()
    } else {
      this.letSleep?.()
      this.letSleep = null
    }
  }

  private stayReachable(reachable: boolean): void {
    if (reachable) {
      this.letWait ??= this.transport.hurry()
    } else {
      this.letWait?.()
      this.letWait = null
    }
  }

  private show(change: Partial<CallClientState>): void {
    this.shown.set({ ...this.shown.get(), ...change })
  }
}
