/** What this side sends, over the whole life of a screen: opened when wanted, changed, and stopped with its last use. */
import { Observable, type Watched } from "../core/observable"
import { type Interruption, type LocalMedia, type MediaProblem, MediaRefused } from "./media"

export interface OwnMediaState {
  readonly stream: MediaStream | null
  readonly muted: boolean
  readonly cameraOn: boolean
  readonly problem: MediaProblem | null
  /** What sends no sound though nobody here muted it. */
  readonly interrupted: Interruption | null
  readonly sharing: boolean
  /** Whether the background is blurred; null where this camera cannot. */
  readonly blurred: boolean | null
}

const NOTHING: OwnMediaState = { stream: null, muted: false, cameraOn: false, problem: null, interrupted: null, sharing: false, blurred: null }

type Change = (media: LocalMedia) => Promise<MediaStreamTrack | null>

export class OwnMedia {
  private readonly take: (video: boolean) => Promise<LocalMedia>
  private readonly shown = new Observable(NOTHING)
  private media: LocalMedia | null = null
  private wanted = 0

  constructor(take: (video: boolean) => Promise<LocalMedia>) {
    this.take = take
  }

  get state(): Watched<OwnMediaState> {
    return this.shown
  }

  get current(): LocalMedia | null {
    return this.media
  }

  /** True if there is at least sound; why not, or why no picture, is in the state. */
  async open(video: boolean): Promise<boolean> {
    if (this.media !== null) {
      if (video !== (this.media.videoTrack !== null)) await this.changePicture((media) => media.setCamera(video))
      return true
    }
    this.wanted += 1
    const wanted = this.wanted
    try {
      const media = await this.take(video)
      if (this.isOutdated(wanted)) {
        media.stop()
        return this.current !== null
      }
      this.media = media
      media.setMuted(this.shown.get().muted)
      this.show({ stream: media.stream, ...pictureOf(media), problem: media.cameraProblem, interrupted: null })
      media.watchSound((interrupted) => this.show({ interrupted }))
      return true
    } catch (error) {
      this.explain(error)
      return false
    }
  }

  setMuted(muted: boolean): void {
    this.media?.setMuted(muted)
    this.show({ muted })
  }

  /** The track that now belongs to the picture; null for none or if nothing changed. */
  async changePicture(change: Change): Promise<MediaStreamTrack | null> {
    const media = this.media
    if (media === null) return null
    try {
      await change(media)
      this.show({ problem: null })
    } catch (error) {
      this.explain(error)
    }
    if (media === this.media) this.show(pictureOf(media))
    return media.videoTrack
  }

  stop(): void {
    this.wanted += 1
    if (this.media === null) return
    this.media.stop()
    this.media = null
    this.show({ ...NOTHING, problem: this.shown.get().problem })
  }

  /** The microphone anew; its track, or null if there is none to be had. */
  async reopenSound(): Promise<MediaStreamTrack | null> {
    const media = this.media
    if (media === null) return null
    try {
      const track = await media.reopenSound()
      this.show({ interrupted: null, problem: null })
      media.watchSound((interrupted) => this.show({ interrupted }))
      return track
    } catch (error) {
      this.explain(error)
      return null
    }
  }

  async setBlur(on: boolean): Promise<void> {
    const media = this.media
    await media?.setBlur(on)
    if (media !== null && media === this.media) this.show(pictureOf(media))
  }

  /** Somebody stopped, or asked again, while the browser was asking the person. */
  private isOutdated(wanted: number): boolean {
    return this.wanted !== wanted
  }

  private explain(error: unknown): void {
    if (!(error instanceof MediaRefused)) throw error
    this.show({ problem: error.problem })
  }

  private show(change: Partial<OwnMediaState>): void {
    this.shown.set({ ...this.shown.get(), ...change })
  }
}

function pictureOf(media: LocalMedia): Pick<OwnMediaState, "cameraOn" | "sharing" | "blurred"> {
  return { cameraOn: media.videoTrack !== null, sharing: media.sharesScreen, blurred: media.blurs }
}
