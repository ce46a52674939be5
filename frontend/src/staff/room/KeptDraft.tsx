/** What I had begun to write when a case left me: shown, never sent, so that it can be copied or thrown away. */
import { type ReactElement, useEffect, useState } from "react"
import type { Drafts } from "../../core/room/drafts"
import * as m from "../../texts/messages"

export function KeptDraft({ drafts, roomId }: { drafts: Drafts; roomId: string }): ReactElement | null {
  const [text, setText] = useState("")
  useEffect(() => {
    let gone = false
    void drafts.read(roomId).then((kept) => {
      if (!gone) setText(kept)
    })
    return () => {
      gone = true
    }
  }, [drafts, roomId])
  if (text === "") return null
  return (
    <div className="kept-draft">
      <p className="muted">{m.desk_kept_draft()}</p>
      <p className="closing-text">{text}</p>
    </div>
  )
}
