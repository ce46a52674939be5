/** Cameras and microphones that answer as scripted, with tracks that remember whether they were stopped. */

export class FakeTrack {
  readonly kind: "audio" | "video"
  enabled = true
  readyState: "live" | "ended" = "live"

  constructor(kind: "audio" | "video") {
    this.kind = kind
  }

  private readonly listeners = new Map<string, (() => void)[]>()

  addEventListener(type: string, listener: () => void): void {
    this.listeners.set(type, [...(this.listeners.get(type) ?? []), listener])
  }

  /** The system does this to the track, not the page. */
  happen(type: "mute" | "unmute" | "ended"): void {
    for (const listener of this.listeners.get(type) ?? []) listener()
  }

  stop(): void {
    this.readyState = "ended"
  }
}

class FakeStream {
  private readonly tracks: FakeTrack[]

  constructor(tracks: FakeTrack[]) {
    this.tracks = tracks
  }

  getTracks(): FakeTrack[] {
    return [...this.tracks]
  }

  getAudioTracks(): FakeTrack[] {
    return this.tracks.filter((track) => track.kind === "audio")
  }

  getVideoTracks(): FakeTrack[] {
    return this.tracks.filter((track) => track.kind === "video")
  }

  addTrack(track: FakeTrack): void {
    this.tracks.push(track)
  }

  removeTrack(track: FakeTrack): void {
    this.tracks.splice(this.tracks.indexOf(track), 1)
  }
}

/** What each asking is answered with: a stream of what was asked, or an error by name. */
export class FakeDevices {
  readonly asked: string[] = []
  readonly opened: FakeTrack[] = []
  private readonly answers: (string | null)[]

  constructor(...answers: (string | null)[]) {
    this.answers = answers
  }

  readonly devices = {
    getUserMedia: (constraints: MediaStreamConstraints): Promise<MediaStream> => {
      const kinds = (["audio", "video"] as const).filter((kind) => Boolean(constraints[kind]))
      const facing = typeof constraints.video === "object" ? constraints.video.facingMode : null
      this.asked.push([...kinds, facing].filter((word) => typeof word === "string").join(" "))
      const refusal = this.answers.shift() ?? null
      if (refusal !== null) return Promise.reject(new DOMException("refused", refusal))
      const tracks = kinds.map((kind) => new FakeTrack(kind))
      this.opened.push(...tracks)
      return Promise.resolve(new FakeStream(tracks) as unknown as MediaStream)
    },
  } as unknown as MediaDevices

  get live(): string[] {
    return this.opened.filter((track) => track.readyState === "live").map((track) => track.kind)
  }
}
