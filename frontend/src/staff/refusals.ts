/** What was refused, where the common words would promise too much: at the door, and where something is only read. Pure. */
import { errorText } from "../core/errors/errorText"
import type { Refusal } from "../core/errors/refusal"
import * as m from "../texts/messages"

export function doorSentence(refusal: Refusal): string {
  switch (refusal.code) {
    case "login_refused":
      return m.staff_login_refused()
    case "too_many":
      return tooMany(refusal.params["retry_after"])
    case "no_connection":
      return m.staff_login_no_connection()
    case "unavailable":
    case "internal":
      return m.staff_login_unavailable()
    default:
      return errorText(refusal)
  }
}

/** Of what could only be read: nothing was written, so nothing is said about it, and nobody tries again but the reader. */
export function readSentence(refusal: Refusal): string {
  switch (refusal.code) {
    case "no_connection":
      return m.read_no_connection()
    case "unavailable":
    case "internal":
      return m.staff_login_unavailable()
    default:
      return errorText(refusal)
  }
}

function tooMany(seconds: unknown): string {
  if (typeof seconds !== "number") return m.staff_login_wait()
  return seconds < 60 ? m.staff_login_wait_seconds({ count: seconds }) : m.staff_login_wait_minutes({ count: Math.ceil(seconds / 60) })
}
