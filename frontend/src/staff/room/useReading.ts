/** Tells the server what has reached this desk, and what the person responsible has had before their eyes. */
import { useEffect } from "react"
import { newestFromOthers } from "../../core/room/delivery"
import type { RoomClient } from "../../core/room/roomClient"
import type { RoomState } from "../../core/room/roomState"

/** `endSeen`: the end of the conversation is in view. Colleagues who only look acknowledge nothing. */
export function useReading(client: RoomClient, state: RoomState, me: string, endSeen: boolean): void {
  const newest = newestFromOthers(state.messages, me)
  const responsible = state.room.holder?.id === me
  useEffect(() => {
    if (!responsible || newest === 0) return
    const tell = (): void => client.advance(newest, endSeen && document.visibilityState === "visible" ? newest : 0)
    tell()
    document.addEventListener("visibilitychange", tell)
    return () => document.removeEventListener("visibilitychange", tell)
  }, [client, newest, responsible, endSeen])
}
