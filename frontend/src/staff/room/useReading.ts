/** Tells the server what has reached this desk and what somebody has had before their eyes. */
import { useEffect } from "react"
import type { RoomClient } from "../../core/room/roomClient"
import type { RoomState } from "../../core/room/roomState"
import { newestFromOthers } from "../../core/room/delivery"

/** `inView`: the end of the conversation is on screen, and this person reads it for the clinic. */
export function useReading(client: RoomClient, state: RoomState, inView: boolean): void {
  const newest = newestFromOthers(state.messages, "")
  const reads = inView
  useEffect(() => {
    if (!reads) return
    const tell = (): void => {
      if (document.visibilityState === "visible") client.advance(newest, newest)
    }
    tell()
    document.addEventListener("visibilitychange", tell)
    return () => document.removeEventListener("visibilitychange", tell)
  }, [client, newest, reads])
}
