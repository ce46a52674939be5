/** A call's ring, made on the spot: two soft notes that begin quietly and rise slowly. It can be turned off for good. */
import { Observable, type Watched } from "../core/observable"

const SETTING = "vardrum.ring"
const NOTES_HZ = [587.3, 784] as const
const NOTE_SECONDS = 0.5
const EVERY_SECONDS = 2.4
const QUIETEST = 0.02
const LOUDEST = 0.22
const RISE_SECONDS = 20

const enabled = new Observable(savedSetting())

/** Whether calls may ring aloud in this browser. */
export const ringEnabled: Watched<boolean> = enabled

export function enableRing(on: boolean): void {
  localStorage.setItem(SETTING, on ? "on" : "off")
  enabled.set(on)
}

function savedSetting(): boolean {
  return typeof localStorage === "undefined" || localStorage.getItem(SETTING) !== "off"
}

export interface Ringing {
  stop(): void
}

/** Rings until stopped. Where the browser allows no sound before a touch, it rings from the first touch on. */
export function ring(): Ringing {
  if (typeof AudioContext === "undefined") return { stop: () => undefined }
  const context = new AudioContext()
  const volume = context.createGain()
  volume.connect(context.destination)
  volume.gain.setValueAtTime(enabled.get() ? QUIETEST : 0, context.currentTime)
  volume.gain.linearRampToValueAtTime(enabled.get() ? LOUDEST : 0, context.currentTime + RISE_SECONDS)
  const timer = setInterval(() => playOnce(context, volume), EVERY_SECONDS * 1000)
  playOnce(context, volume)
  const release = enabled.subscribe((on) => {
    volume.gain.cancelScheduledValues(context.currentTime)
    volume.gain.setValueAtTime(on ? QUIETEST : 0, context.currentTime)
  })
  return {
    stop: () => {
      clearInterval(timer)
      release()
      if (context.state !== "closed") void context.close()
    },
  }
}

function playOnce(context: AudioContext, volume: GainNode): void {
  if (context.state === "suspended") {
    void context.resume()
    return
  }
  for (const [place, hertz] of NOTES_HZ.entries()) {
    const begin = context.currentTime + place * NOTE_SECONDS
    const note = context.createOscillator()
    const shape = context.createGain()
    note.frequency.value = hertz
    shape.gain.setValueAtTime(0, begin)
    shape.gain.linearRampToValueAtTime(1, begin + 0.03)
    shape.gain.exponentialRampToValueAtTime(0.001, begin + NOTE_SECONDS)
    note.connect(shape)
    shape.connect(volume)
    note.start(begin)
    note.stop(begin + NOTE_SECONDS)
  }
}
