/** What the resident wrote in their own words. The engine does not read it, so somebody has to say that they have. */
import { type ReactElement, useState } from "react"
import { Button } from "../../design/Button"
import * as m from "../../texts/messages"
import { isRead, markRead } from "./readTexts"

export function FreeText({ roomId, texts }: { roomId: string; texts: readonly string[] }): ReactElement | null {
  const [readHere, setReadHere] = useState<string | null>(null)
  if (texts.length === 0) return null
  const read = readHere === roomId || isRead(roomId)
  return (
    <section className="part">
      <header className="part__head">
        <h3 className="part__title">{m.desk_case_free_text()}</h3>
        {read ? null : <span className="badge badge--sun">{m.desk_case_unread()}</span>}
      </header>
      {texts.map((text, index) => (
        <blockquote key={index} className={read ? "free-text" : "free-text free-text--unread"}>
          {text}
        </blockquote>
      ))}
      <div className="part__foot">
        <span className="muted">{m.desk_case_free_text_note()}</span>
        {read ? null : (
          <Button
            look="quiet"
            size="s"
            onPress={() => {
              markRead(roomId)
              setReadHere(roomId)
            }}
          >
            {m.desk_case_mark_read()}
          </Button>
        )}
      </div>
    </section>
  )
}
