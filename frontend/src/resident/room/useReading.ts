/** Tells how far the reader has come. */
import { useEffect } from "preact/hooks"
import type { RoomClient } from "../../core/room/roomClient"
import type { RoomState } from "../../core/room/roomState"

interface Read {
  client: RoomClient
  state: RoomState
}

/** Read is what has been on a visible screen, at the end of the conversation. */
export function useReading(props: Read, endSeen: boolean): void {
  const newest = props.state.messages.at(-1)?.sequence ?? 0
  useEffect(() => {
    const tell = (): void => {
      if (newest > 0) props.client.advance(newest, endSeen && document.visibilityState === "visible" ? newest : 0)
    }
    tell()
    document.addEventListener("visibilitychange", tell)
    return () => document.removeEventListener("visibilitychange", tell)
  }, [newest, endSeen])
}
