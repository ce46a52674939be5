/** Which call's end was seen in this browser: a missed call is told until then. Small, since pages without a call ask. */
const SEEN = "vardrum.call.seen"

export function seenEnd(): string | null {
  return typeof localStorage === "undefined" ? null : localStorage.getItem(SEEN)
}

export function rememberEnd(callId: string): void {
  localStorage.setItem(SEEN, callId)
}
