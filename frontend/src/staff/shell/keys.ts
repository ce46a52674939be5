/** How presses become the desk's keys: single letters and two in a row. Letters can be turned off (WCAG 2.1.4). Pure but for that setting. */
import { Observable } from "../../core/observable"

const SETTING = "vardrum.single_keys"
export const singleKeys = new Observable(localStorage.getItem(SETTING) !== "off")

export function allowSingleKeys(on: boolean): void {
  localStorage.setItem(SETTING, on ? "on" : "off")
  singleKeys.set(on)
}

/** The first of two keys; the second must come before it is forgotten. */
const LEADER = "g"
export const LEADER_LASTS_MS = 1_500

interface Pressed {
  key: string
  code: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  shiftKey: boolean
  isComposing: boolean
}

interface Place {
  writing: boolean
  /** A dialog or a menu lies on top. */
  covered: boolean
  single: boolean
  /** The leader was pressed just before. */
  led: boolean
}

export type Meant =
  | { kind: "palette" }
  | { kind: "pane"; number: number }
  | { kind: "undo" }
  | { kind: "led" }
  /** Keys as the table of commands writes them: "n", "g a". */
  | { kind: "keys"; keys: string }

/** What a press means, or null when it is not the desk's. */
export function meant(pressed: Pressed, place: Place): Meant | null {
  if (pressed.isComposing || place.covered) return null
  const key = pressed.key.toLowerCase()
  if (pressed.ctrlKey || pressed.metaKey) {
    if (pressed.altKey || pressed.shiftKey) return null
    if (key === "k") return { kind: "palette" }
    return key === "z" && !place.writing ? { kind: "undo" } : null
  }
  if (pressed.altKey) {
    // With Alt some keyboards write another sign: the key's place on the board is what counts.
    const number = /^Digit([1-4])$/.exec(pressed.code)?.[1]
    return number === undefined ? null : { kind: "pane", number: Number(number) }
  }
  if (place.writing || !place.single || key.length !== 1) return null
  if (place.led) return { kind: "keys", keys: `${LEADER} ${key}` }
  return key === LEADER ? { kind: "led" } : { kind: "keys", keys: key }
}
