/** The reply being written in a room: its text, and what is known of it (marks.ts). Both are there after a reload. */
import { useEffect, useRef, useState } from "react"
import type { Drafts } from "../../core/room/drafts"
import { type Marks, marksAsText, marksFrom, movedMarks, NO_MARKS } from "./marks"

export interface Reply {
  text: string
  marks: Marks
  /** False until the browser's store has answered. */
  loaded: boolean
  write: (text: string) => void
  put: (text: string, marks: Marks) => void
}

interface Kept {
  text: string
  marks: Marks
  loaded: boolean
}

const fillsKey = (roomId: string): string => `fills:${roomId}`

/** The component that uses this is keyed by the room: another room is another component, so no text can move along. */
export function useReply(drafts: Drafts, roomId: string): Reply {
  const [reply, setReply] = useState<Kept>({ text: "", marks: NO_MARKS, loaded: false })
  const touched = useRef(false)
  useEffect(() => {
    let gone = false
    void Promise.all([drafts.read(roomId), drafts.read(fillsKey(roomId))]).then(([text, marks]) => {
      // Whoever was faster than the store keeps what they typed.
      if (!gone) setReply((now) => (touched.current ? { ...now, loaded: true } : { text, marks: marksFrom(marks, text), loaded: true }))
    })
    return () => {
      gone = true
    }
  }, [drafts, roomId])
  const put = (text: string, marks: Marks): void => {
    touched.current = true
    setReply((now) => ({ ...now, text, marks }))
    drafts.write(roomId, text)
    drafts.write(fillsKey(roomId), marksAsText(marks))
  }
  return { ...reply, put, write: (text) => put(text, movedMarks(reply.marks, reply.text, text)) }
}
