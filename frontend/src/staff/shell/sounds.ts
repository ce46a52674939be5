/** The desk's one sound: a soft note when a resident has answered. Made here, so nothing is fetched; can be turned off. */
import { Observable } from "../../core/observable"

const SETTING = "vardrum.sounds"
const PITCH_HZ = 587
const VOLUME = 0.08
const RISE_SECONDS = 0.02
const LASTS_SECONDS = 0.5
/** Several residents who answer at once are one note. */
const AT_MOST_EVERY_MS = 1_500

export const sounds = new Observable(localStorage.getItem(SETTING) !== "off")
let context: AudioContext | null = null
let playedAt = Number.NEGATIVE_INFINITY

export function allowSounds(on: boolean): void {
  localStorage.setItem(SETTING, on ? "on" : "off")
  sounds.set(on)
  if (on) playNote()
}

export function playNote(): void {
  if (!sounds.get() || typeof AudioContext === "undefined" || performance.now() - playedAt < AT_MOST_EVERY_MS) return
  playedAt = performance.now()
  context ??= new AudioContext()
  // Before the first press in the page the browser plays nothing; the note is then left out.
  if (context.state === "suspended") void context.resume()
  const tone = new OscillatorNode(context, { type: "sine", frequency: PITCH_HZ })
  const loudness = new GainNode(context, { gain: 0 })
  const now = context.currentTime
  loudness.gain.linearRampToValueAtTime(VOLUME, now + RISE_SECONDS)
  loudness.gain.exponentialRampToValueAtTime(0.0001, now + LASTS_SECONDS)
  tone.connect(loudness).connect(context.destination)
  tone.start(now)
  tone.stop(now + LASTS_SECONDS)
}
