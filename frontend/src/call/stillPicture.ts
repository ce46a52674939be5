/**
 * A still picture taken into the case. One side asks; the other says yes or no, and on a yes its own page takes the
 * picture from its own camera and sends it as its own message. So nothing is taken without the asked person's page
 * doing it, and the picture is as sharp as the camera is, not as the line.
 */
import { Observable, type Watched } from "../core/observable"
import type { StillTalk, StillWord } from "./besideWire"

export type StillState =
  | { readonly phase: "none" }
  /** Asked from here, waiting for the other side. */
  | { readonly phase: "asking"; readonly id: string }
  /** The other side asks for a picture by this camera. */
  | { readonly phase: "asked"; readonly id: string }
  | { readonly phase: "taking"; readonly id: string; readonly mine: boolean }
  | { readonly phase: "sent" | "refused" | "failed"; readonly id: string; readonly mine: boolean }

/** Takes the picture and puts it on its way; false if there is no picture to take. */
export type TakeStill = () => Promise<boolean>

export class StillPicture {
  private readonly shown = new Observable<StillState>({ phase: "none" })
  private readonly say: (said: StillTalk) => void
  private readonly take: TakeStill

  constructor(say: (said: StillTalk) => void, take: TakeStill) {
    this.say = say
    this.take = take
  }

  get state(): Watched<StillState> {
    return this.shown
  }

  ask(): void {
    if (isOpen(this.shown.get())) return
    const id = crypto.randomUUID()
    this.shown.set({ phase: "asking", id })
    this.tell(id, "ask")
  }

  async answer(yes: boolean): Promise<void> {
    const asked = this.shown.get()
    if (asked.phase !== "asked") return
    const { id } = asked
    this.tell(id, yes ? "yes" : "no")
    if (!yes) {
      this.shown.set({ phase: "none" })
      return
    }
    this.shown.set({ phase: "taking", id, mine: true })
    const taken = await this.take().catch(() => false)
    this.tell(id, taken ? "sent" : "failed")
    this.end(id, taken ? "sent" : "failed", true)
  }

  dismiss(): void {
    if (!isOpen(this.shown.get())) this.shown.set({ phase: "none" })
  }

  hear({ id, word }: StillTalk): void {
    const now = this.shown.get()
    if (word === "ask") {
      // Two questions that cross: each side answers the other's only once its own is done with.
      if (!isOpen(now)) this.shown.set({ phase: "asked", id })
      else this.tell(id, "no")
      return
    }
    const waits = now.phase === "asking" || (now.phase === "taking" && !now.mine)
    if (!waits || now.id !== id) return
    if (word === "yes") this.shown.set({ phase: "taking", id, mine: false })
    else this.end(id, word === "sent" ? "sent" : word === "no" ? "refused" : "failed", false)
  }

  /** The line to the other side is gone: an open question is no question any more. */
  cut(): void {
    const now = this.shown.get()
    if (now.phase === "asking" || (now.phase === "taking" && !now.mine)) this.end(now.id, "failed", false)
    else if (now.phase === "asked") this.shown.set({ phase: "none" })
  }

  clear(): void {
    this.shown.set({ phase: "none" })
  }

  private end(id: string, phase: "sent" | "refused" | "failed", mine: boolean): void {
    const now = this.shown.get()
    if ("id" in now && now.id === id) this.shown.set({ phase, id, mine })
  }

  private tell(id: string, word: StillWord): void {
    this.say({ say: "still", id, word })
  }
}

const isOpen = ({ phase }: StillState): boolean => phase === "asking" || phase === "asked" || phase === "taking"

const JPEG_QUALITY = 0.92

/** One frame of the stream's picture as a file; null where it has none. */
export async function frameOf(stream: MediaStream | null): Promise<File | null> {
  if (stream === null || stream.getVideoTracks().length === 0) return null
  const video = document.createElement("video")
  video.muted = true
  video.playsInline = true
  video.srcObject = stream
  try {
    await video.play()
    if (video.videoWidth === 0) return null
    const canvas = document.createElement("canvas")
    canvas.width = video.videoWidth
    canvas.height = video.videoHeight
    canvas.getContext("2d")?.drawImage(video, 0, 0)
    const bytes = await new Promise<Blob | null>((made) => canvas.toBlob(made, "image/jpeg", JPEG_QUALITY))
    return bytes && new File([bytes], "call.jpg", { type: "image/jpeg" })
  } finally {
    video.srcObject = null
  }
}
