/** The reply being written in a room: its text, and where the case filled something in. Both are there after a reload. */
import { useEffect, useRef, useState } from "react"
import type { Drafts } from "../../core/room/drafts"
import { movedSpans, type Span } from "./blanks"

export interface Reply {
  text: string
  fills: readonly Span[]
  /** False until the browser's store has answered. */
  loaded: boolean
  write: (text: string) => void
  put: (text: string, fills: readonly Span[]) => void
}

interface Kept {
  text: string
  fills: readonly Span[]
  loaded: boolean
}

const fillsKey = (roomId: string): string => `fills:${roomId}`

/** The component that uses this is keyed by the room: another room is another component, so no text can move along. */
export function useReply(drafts: Drafts, roomId: string): Reply {
  const [reply, setReply] = useState<Kept>({ text: "", fills: [], loaded: false })
  const touched = useRef(false)
  useEffect(() => {
    let gone = false
    void Promise.all([drafts.read(roomId), drafts.read(fillsKey(roomId))]).then(([text, fills]) => {
      // Whoever was faster than the store keeps what they typed.
      if (!gone) setReply((now) => (touched.current ? { ...now, loaded: true } : { text, fills: spansOf(fills, text), loaded: true }))
    })
    return () => {
      gone = true
    }
  }, [drafts, roomId])
  const put = (text: string, fills: readonly Span[]): void => {
    touched.current = true
    setReply((now) => ({ ...now, text, fills }))
    drafts.write(roomId, text)
    drafts.write(fillsKey(roomId), fills.length === 0 ? "" : JSON.stringify(fills))
  }
  return { ...reply, put, write: (text) => put(text, movedSpans(reply.fills, reply.text, text)) }
}

function spansOf(kept: string, text: string): Span[] {
  if (kept === "") return []
  const spans = JSON.parse(kept) as Span[]
  return spans.filter((span) => span.end <= text.length)
}
