/** The desk's sounds: a soft note when a resident has answered, two for an offer, three that rise for alarm words. Made here, so nothing is fetched; can be turned off. */
import { Observable } from "../../core/observable"

const SETTING = "vardrum.sounds"
const PITCH_HZ = 587
const ALARM_HZ = [587, 740, 880] as const
const OFFER_HZ = [660, 494] as const
const APART_SECONDS = 0.28
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
  if (performance.now() - playedAt >= AT_MOST_EVERY_MS) play([PITCH_HZ])
}

/** Heard also right after another sound. */
export function playAlarm(): void {
  play(ALARM_HZ)
}

/** Two soft notes, also right after another sound: an offer waits for an answer. */
export function playOffer(): void {
  play(OFFER_HZ)
}

function play(pitches: readonly number[]): void {
  if (!sounds.get() || typeof AudioContext === "undefined") return
  playedAt = performance.now()
  context ??= new AudioContext()
  // Before the first press in the page the browser plays nothing; the notes are then left out.
  if (context.state === "suspended") void context.resume()
  const now = context.currentTime
  for (const [place, pitch] of pitches.entries()) sound(context, pitch, now + place * APART_SECONDS)
}

function sound(heard: AudioContext, frequency: number, from: number): void {
  const tone = new OscillatorNode(heard, { type: "sine", frequency })
  const loudness = new GainNode(heard, { gain: 0 })
  loudness.gain.setValueAtTime(0, from)
  loudness.gain.linearRampToValueAtTime(VOLUME, from + RISE_SECONDS)
  loudness.gain.exponentialRampToValueAtTime(0.0001, from + LASTS_SECONDS)
  tone.connect(loudness).connect(heard.destination)
  tone.start(from)
  tone.stop(from + LASTS_SECONDS)
}
