/** What the resident wrote in their own words. The engine does not read it, so somebody has to say that they have. */
import { type ReactElement, useEffect, useRef } from "react"
import checkIcon from "@phosphor-icons/core/assets/regular/check.svg?icon"
import { Button } from "../../design/Button"
import { Icon } from "../../design/Icon"
import * as m from "../../texts/messages"
import { Part } from "./Part"
import { isRead, markRead } from "./readTexts"

interface FreeTextProps {
  reader: string
  roomId: string
  form: number
  texts: readonly string[]
  /** The key for it means this one. */
  keyed: boolean
}

export function FreeText({ reader, roomId, form, texts, keyed }: FreeTextProps): ReactElement | null {
  const read = isRead(reader, roomId, form)
  const told = useRef<HTMLSpanElement>(null)
  const pressed = useRef(false)
  useEffect(() => {
    // The button that was pressed is gone, and the focus would go with it.
    if (read && pressed.current) told.current?.focus()
    pressed.current = false
  }, [read])
  if (texts.length === 0) return null
  const mark = (): void => {
    pressed.current = true
    markRead(reader, roomId, form)
  }
  return (
    <Part title={m.desk_case_free_text()} beside={read ? null : <span className="badge badge--sun">{m.desk_case_unread()}</span>}>
      {texts.map((text, index) => (
        <blockquote key={index} className={read ? "free-text" : "free-text free-text--unread"}>
          {text}
        </blockquote>
      ))}
      <div className="part__foot">
        <span className="muted">{m.desk_case_free_text_note()}</span>
        {read ? (
          <span ref={told} tabIndex={-1} className="read-mark">
            <Icon outline={checkIcon} size="s" /> {m.case_read_by_you()}
          </span>
        ) : (
          <span className="read-way">
            {keyed ? <kbd className="key">L</kbd> : null}
            <Button look="quiet" size="s" onPress={mark}>
              {m.desk_case_mark_read()}
            </Button>
          </span>
        )}
      </div>
    </Part>
  )
}
