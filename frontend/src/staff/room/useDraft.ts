/** A text being written, bound to its key in the vault: it is there again after a reload and never under another key. */
import { useEffect, useRef, useState } from "react"
import type { Drafts } from "../../core/room/drafts"

export interface Draft {
  text: string
  write: (text: string) => void
}

/** The component that uses this is keyed by `key`: another room is another component, so no text can move along. */
export function useDraft(drafts: Drafts, key: string): Draft {
  const [text, setText] = useState("")
  const touched = useRef(false)
  useEffect(() => {
    let gone = false
    void drafts.read(key).then((kept) => {
      // Whoever was faster than the vault keeps what they typed.
      if (!gone && !touched.current) setText(kept)
    })
    return () => {
      gone = true
    }
  }, [drafts, key])
  const write = (next: string): void => {
    touched.current = true
    setText(next)
    drafts.write(key, next)
  }
  return { text, write }
}
