/** Whether this window is the one being looked at: in front, and with the keyboard. */
import { useSyncExternalStore } from "react"

const EVENTS = ["focus", "blur"] as const

function subscribe(changed: () => void): () => void {
  for (const event of EVENTS) window.addEventListener(event, changed)
  document.addEventListener("visibilitychange", changed)
  return () => {
    for (const event of EVENTS) window.removeEventListener(event, changed)
    document.removeEventListener("visibilitychange", changed)
  }
}

const looked = (): boolean => document.visibilityState === "visible" && document.hasFocus()

export function useWindowLookedAt(): boolean {
  return useSyncExternalStore(subscribe, looked)
}
