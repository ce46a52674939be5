/** Holds the stop before a stale reply for one room, over reloads too. Its rules are in staleStop.ts. */
import { useEffect, useState } from "react"
import type { Drafts } from "../../core/room/drafts"
import { type Stop, stopAfter, stopAtFirst, stopLowered } from "./staleStop"

interface Watching {
  drafts: Drafts
  roomId: string
  newest: number
  looking: boolean
  drafting: boolean
  /** The draft has come from the browser's store; before that nothing can be judged. */
  loaded: boolean
}

export interface StaleStop {
  raised: boolean
  lower: () => void
}

const keyOf = (roomId: string): string => `seen:${roomId}`

export function useStaleStop({ drafts, roomId, newest, looking, drafting, loaded }: Watching): StaleStop {
  const [stop, setStop] = useState<Stop | null>(null)
  const now = { newest, looking, drafting }
  const next = stop === null ? null : stopAfter(stop, now)
  if (next !== stop) setStop(next)
  const unread = stop === null && loaded
  useEffect(() => {
    if (!unread) return
    let gone = false
    void drafts.read(keyOf(roomId)).then((kept) => {
      if (!gone) setStop(stopAtFirst(kept === "" ? null : Number(kept), { newest, looking, drafting }))
    })
    return () => {
      gone = true
    }
  }, [unread, drafts, roomId, newest, looking, drafting])
  const seen = stop === null ? null : drafting ? String(stop.seen) : ""
  useEffect(() => {
    if (seen !== null) drafts.write(keyOf(roomId), seen)
  }, [drafts, roomId, seen])
  return { raised: next?.raised ?? false, lower: () => setStop(stopLowered(newest)) }
}
