/**
 * This side's camera and microphone: opened once, turned off and on, stopped at the end. A camera that is off is
 * released, so that its light goes out; a muted microphone stays open, so that sound comes back at once.
 */

import { chosenDevices } from "./devices"

/** Why no picture or sound could be had: refused by the person or the browser, not there, taken by another program. */
export type MediaProblem = "denied" | "missing" | "busy" | "unsupported"

export class MediaRefused extends Error {
  readonly problem: MediaProblem

  constructor(problem: MediaProblem) {
    super(problem)
    this.name = "MediaRefused"
    this.problem = problem
  }
}

export type Facing = "user" | "environment"

/** What has become of the microphone without anybody here wishing it: a telephone call took it, or it was unplugged. */
export type Interruption = "muted" | "ended"

const AUDIO: MediaTrackConstraints = { echoCancellation: true, noiseSuppression: true, autoGainControl: true }

function videoConstraints(facing: Facing): MediaTrackConstraints {
  const size = { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } }
  const camera = facing === "user" ? chosenDevices().camera : null
  return { ...size, ...(camera === null ? { facingMode: facing } : { deviceId: { ideal: camera } }) }
}

function audioConstraints(): MediaTrackConstraints {
  const { microphone } = chosenDevices()
  return microphone === null ? AUDIO : { ...AUDIO, deviceId: { ideal: microphone } }
}

export class LocalMedia {
  /** The same stream as long as this object lives; tracks come and go in it. */
  readonly stream: MediaStream
  /** Why there is sound but no picture, though one was wanted. */
  readonly cameraProblem: MediaProblem | null
  private readonly devices: MediaDevices
  private facing: Facing = "user"
  private stopped = false
  private screen: MediaStreamTrack | null = null

  private constructor(devices: MediaDevices, stream: MediaStream, cameraProblem: MediaProblem | null) {
    this.devices = devices
    this.stream = stream
    this.cameraProblem = cameraProblem
  }

  /** Throws MediaRefused if there is no sound to be had. A call without a picture is still a call. */
  static async open(video: boolean, devices: MediaDevices | undefined = mediaDevices()): Promise<LocalMedia> {
    if (devices === undefined) throw new MediaRefused("unsupported")
    try {
      const stream = await devices.getUserMedia({ audio: audioConstraints(), video: video && videoConstraints("user") })
      return new LocalMedia(devices, stream, null)
    } catch (error) {
      const problem = problemOf(error)
      // A denial is an answer: asking again with less would be a second question.
      if (!video || problem === "denied") throw new MediaRefused(problem)
      return new LocalMedia(devices, await openSound(devices), problem)
    }
  }

  get audioTrack(): MediaStreamTrack | null {
    return this.stream.getAudioTracks()[0] ?? null
  }

  get videoTrack(): MediaStreamTrack | null {
    return this.stream.getVideoTracks()[0] ?? null
  }

  setMuted(muted: boolean): void {
    for (const track of this.stream.getAudioTracks()) track.enabled = !muted
  }

  /** Takes the camera or gives it back; returns the track that now belongs to the picture. */
  async setCamera(on: boolean): Promise<MediaStreamTrack | null> {
    if (!on) {
      this.dropVideo()
      return null
    }
    if (this.sharesScreen) this.dropVideo()
    return this.videoTrack ?? (await this.takeVideo())
  }

  /** The phone's other camera. The first is given back before, since many phones open only one. */
  async flip(): Promise<MediaStreamTrack | null> {
    this.facing = this.facing === "user" ? "environment" : "user"
    this.dropVideo()
    return await this.takeVideo()
  }

  /** Whether what is sent as a picture is this computer's screen. */
  get sharesScreen(): boolean {
    return this.screen !== null && this.screen === this.videoTrack
  }

  /** Null where this camera cannot blur what is behind; only what the device does by itself is used. */
  get blurs(): boolean | null {
    const track = this.videoTrack as BlurringTrack | null
    const can = track?.getCapabilities?.().backgroundBlur?.length ?? 0
    return can > 1 && !this.sharesScreen ? (track?.getSettings().backgroundBlur ?? false) : null
  }

  async setBlur(on: boolean): Promise<void> {
    await this.videoTrack?.applyConstraints({ backgroundBlur: on }).catch(() => undefined)
  }

  /** The screen in place of the camera; the browser asks which part. `ended` is called when it is taken back there. */
  async shareScreen(ended: () => void): Promise<MediaStreamTrack | null> {
    let opened: MediaStream
    try {
      opened = await this.devices.getDisplayMedia({ video: true, audio: false })
    } catch (error) {
      // To close the browser's question is no trouble: nothing is shared, and the camera goes on.
      if (problemOf(error) === "denied") return this.videoTrack
      throw new MediaRefused(problemOf(error))
    }
    const track = opened.getVideoTracks()[0] ?? null
    if (track === null || this.stopped) {
      track?.stop()
      return this.videoTrack
    }
    this.dropVideo()
    this.screen = track
    this.stream.addTrack(track)
    track.addEventListener("ended", ended)
    return track
  }

  /** Tells when the microphone falls silent by somebody else's doing, and when it is back (null). */
  watchSound(tell: (interruption: Interruption | null) => void): void {
    const track = this.audioTrack
    const say = (what: Interruption | null) => (): void => {
      if (!this.stopped && track === this.audioTrack) tell(what)
    }
    track?.addEventListener("mute", say("muted"))
    track?.addEventListener("unmute", say(null))
    track?.addEventListener("ended", say("ended"))
  }

  /** Takes the microphone anew: after an interruption, or another one. Muted stays muted. */
  async reopenSound(): Promise<MediaStreamTrack | null> {
    const before = this.audioTrack
    const opened = await openSound(this.devices)
    const track = opened.getAudioTracks()[0] ?? null
    if (track === null || this.stopped) {
      track?.stop()
      return before
    }
    if (before !== null) {
      track.enabled = before.enabled
      this.stream.removeTrack(before)
      before.stop()
    }
    this.stream.addTrack(track)
    return track
  }

  /** The camera chosen meanwhile, if one is on. */
  async changeCamera(): Promise<MediaStreamTrack | null> {
    if (this.videoTrack === null) return null
    this.facing = "user"
    this.dropVideo()
    return await this.takeVideo()
  }

  stop(): void {
    this.stopped = true
    for (const track of this.stream.getTracks()) track.stop()
  }

  private dropVideo(): void {
    for (const track of this.stream.getVideoTracks()) {
      track.stop()
      this.stream.removeTrack(track)
    }
  }

  private async takeVideo(): Promise<MediaStreamTrack | null> {
    let opened: MediaStream
    try {
      opened = await this.devices.getUserMedia({ video: videoConstraints(this.facing) })
    } catch (error) {
      throw new MediaRefused(problemOf(error))
    }
    const track = opened.getVideoTracks()[0] ?? null
    if (track === null) return null
    if (this.stopped || this.videoTrack !== null) {
      track.stop()
      return this.videoTrack
    }
    this.stream.addTrack(track)
    return track
  }
}

// Media Capture Extensions: cameras whose system can blur say so.
type BlurringTrack = Omit<MediaStreamTrack, "getCapabilities" | "getSettings"> & {
  getCapabilities?: () => { backgroundBlur?: boolean[] }
  getSettings: () => { backgroundBlur?: boolean }
}

async function openSound(devices: MediaDevices): Promise<MediaStream> {
  try {
    return await devices.getUserMedia({ audio: audioConstraints() })
  } catch (error) {
    throw new MediaRefused(problemOf(error))
  }
}

/** Absent where the page was not loaded securely, whatever the types say. */
function mediaDevices(): MediaDevices | undefined {
  return (navigator as { mediaDevices?: MediaDevices }).mediaDevices
}

export function problemOf(error: unknown): MediaProblem {
  switch (nameOf(error)) {
    case "NotAllowedError":
    case "SecurityError":
      return "denied"
    case "NotFoundError":
    case "OverconstrainedError":
      return "missing"
    case "NotReadableError":
    case "AbortError":
      return "busy"
    default:
      return "unsupported"
  }
}

function nameOf(error: unknown): unknown {
  return typeof error === "object" && error !== null && "name" in error ? error.name : null
}
