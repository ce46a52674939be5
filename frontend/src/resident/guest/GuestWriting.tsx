/** A guest's field: it empties when the message is safe on the device, and its text is there again after a reload. */
import type { VNode } from "preact"
import { useEffect, useRef, useState } from "preact/hooks"
import paperPlane from "@phosphor-icons/core/assets/fill/paper-plane-right-fill.svg?icon"
import type { RoomState } from "../../core/room/roomState"
import { Icon } from "../../design/Icon"
import { Answering } from "../../design/message/Answering"
import * as m from "../../texts/messages"
import { hasKeyboard, LEFT_SHOWN_BELOW, MOST_LETTERS, Unkept, useGrowing } from "../room/Composer"
import type { Line } from "./line"

interface GuestWritingProps {
  line: Line
  roomId: string
  state: RoomState | null
  answering: string | null
  onAnswered: () => void
}

export function GuestWriting(props: GuestWritingProps): VNode {
  const { line, roomId, answering } = props
  const field = useRef<HTMLTextAreaElement>(null)
  const [text, write] = useText(line, roomId)
  useGrowing(field, text)
  useEffect(() => {
    if (answering !== null) field.current?.focus()
  }, [answering])
  const send = async (): Promise<void> => {
    if (text.trim() === "") return
    await line.outbox.add({ roomId, shownRoomId: roomId, text, picture: null, replyToId: answering })
    props.onAnswered()
    // Keeping it took a moment: what was typed meanwhile is the next message.
    const now = field.current?.value ?? text
    write(now.startsWith(text) ? now.slice(text.length) : now)
    await line.drafts.save()
    field.current?.focus()
  }
  const left = MOST_LETTERS - text.length
  return (
    <form
      className="composer"
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <Unkept live={line} />
      <Answering message={props.state?.messages.find((message) => message.id === answering)} onNot={props.onAnswered} />
      <div className="composer__row">
        <label className="grow">
          <span className="hidden-visually">{m.composer_label()}</span>
          <textarea
            ref={field}
            className="composer__text"
            autoComplete="off"
            rows={1}
            maxLength={MOST_LETTERS}
            placeholder={m.composer_placeholder()}
            value={text}
            onInput={(event) => {
              write(event.currentTarget.value)
              if (event.currentTarget.value !== "") line.client.showTyping()
            }}
            onKeyDown={(event) => {
              if (event.key !== "Enter" || event.shiftKey || event.isComposing || !hasKeyboard()) return
              event.preventDefault()
              void send()
            }}
          />
        </label>
        <button type="submit" className={text.trim() === "" ? "composer__send composer__send--quiet" : "composer__send"} aria-label={m.composer_send()}>
          <Icon outline={paperPlane} />
        </button>
      </div>
      <p className="composer__left" role="status">
        {left < LEFT_SHOWN_BELOW ? m.composer_left({ count: left }) : ""}
      </p>
    </form>
  )
}

/** The text is a draft from the first letter on; what was written meanwhile wins over an older draft. */
function useText({ drafts }: Line, roomId: string): [text: string, write: (value: string) => void] {
  const [text, setText] = useState("")
  const touched = useRef(false)
  useEffect(() => {
    void drafts.read(roomId).then((draft) => touched.current || setText(draft))
  }, [roomId])
  const write = (value: string): void => {
    touched.current = true
    setText(value)
    drafts.write(roomId, value)
  }
  return [text, write]
}
