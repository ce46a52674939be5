/** The desk's keys, as the sheet lists them and the desk obeys them. Single letters can be turned off (WCAG 2.1.4). */
import { Observable } from "../../core/observable"
import * as m from "../../texts/messages"

export type DeskKey = "n" | "j" | "r" | "k" | "?"

export interface KeyLine {
  keys: readonly string[]
  words: () => string
}

export const KEY_LINES: readonly KeyLine[] = [
  { keys: ["N"], words: m.staff_keys_next },
  { keys: ["↵"], words: m.staff_keys_claim },
  { keys: ["J"], words: m.staff_keys_mine },
  { keys: ["R"], words: m.staff_keys_reply },
  { keys: ["K"], words: m.staff_keys_note },
  { keys: ["Ctrl", "↵"], words: m.staff_keys_send },
  { keys: ["Esc"], words: m.staff_keys_escape },
  { keys: ["?"], words: m.staff_keys_help },
]

const SETTING = "vardrum.single_keys"
export const singleKeys = new Observable(localStorage.getItem(SETTING) !== "off")

export function allowSingleKeys(on: boolean): void {
  localStorage.setItem(SETTING, on ? "on" : "off")
  singleKeys.set(on)
}

interface Pressed {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  isComposing: boolean
}

/** Which of the desk's keys this is, unless somebody is writing or a dialog lies on top. Pure. */
export function deskKey(pressed: Pressed, place: { writing: boolean; covered: boolean; single: boolean }): DeskKey | null {
  if (pressed.ctrlKey || pressed.metaKey || pressed.altKey || pressed.isComposing) return null
  if (place.writing || place.covered || !place.single) return null
  const key = pressed.key.toLowerCase()
  return key === "n" || key === "j" || key === "r" || key === "k" || key === "?" ? key : null
}
