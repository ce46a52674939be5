/** Where staff write to one resident, whose name stands above the field. A message is safe before the field empties. */
import { type KeyboardEvent, type ReactElement, useEffect, useRef, useState } from "react"
import paperclip from "@phosphor-icons/core/assets/regular/paperclip.svg?icon"
import notepad from "@phosphor-icons/core/assets/regular/note-pencil.svg?icon"
import type { OutboxPicture } from "../../core/room/outbox"
import { Icon } from "../../design/Icon"
import * as m from "../../texts/messages"
import { AttachedPicture, usePicture } from "./AttachedPicture"
import { TextArea } from "./TextArea"
import { useDraft } from "./useDraft"
import type { Drafts } from "../../core/room/drafts"

/** The wire's limit for one message. */
export const MAX_TEXT = 4_000

interface ComposerProps {
  roomId: string
  drafts: Drafts
  /** False when the browser keeps nothing; then nothing is promised either. */
  durable: boolean
  addressee: string
  name: string
  /** Asks for the keyboard: somebody has just taken this case or wants to answer it. */
  wanted: boolean
  onWanted: () => void
  onTyping: () => void
  onSend: (text: string, picture: OutboxPicture | null) => Promise<void>
  onNote: () => void
}

export function Composer(props: ComposerProps): ReactElement {
  const draft = useDraft(props.drafts, props.roomId)
  const picture = usePicture()
  const [sending, setSending] = useState(false)
  const file = useRef<HTMLInputElement>(null)
  const field = useRef<HTMLTextAreaElement>(null)
  const { wanted, onWanted } = props
  useEffect(() => {
    if (!wanted) return
    field.current?.focus()
    onWanted()
  }, [wanted, onWanted])
  const tooLong = Math.max(0, draft.text.length - MAX_TEXT)
  const ready = (draft.text.trim() !== "" || picture.ready !== null) && tooLong === 0 && !sending && !picture.preparing
  const send = async (): Promise<void> => {
    if (!ready) return
    setSending(true)
    try {
      await props.onSend(draft.text.trim(), picture.ready)
      draft.write("")
      picture.remove()
      void props.drafts.save()
    } finally {
      setSending(false)
    }
  }
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    void send()
  }
  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <div className="composer__head">
        <span className="swatch" aria-hidden="true" />
        <strong className="composer__to">{props.addressee}</strong>
        <span className="composer__saved">{draft.text !== "" && props.durable ? m.desk_draft_saved() : ""}</span>
      </div>
      <AttachedPicture picture={picture} />
      <TextArea
        field={field}
        label={m.desk_write({ name: props.name })}
        value={draft.text}
        onValue={(text) => {
          draft.write(text)
          if (text !== "") props.onTyping()
        }}
        onKeyDown={onKey}
      />
      <div className="composer__foot">
        <input
          ref={file}
          type="file"
          className="hidden-visually"
          accept="image/jpeg,image/png,image/webp"
          tabIndex={-1}
          aria-label={m.desk_attach_file({ name: props.name })}
          onChange={(event) => {
            const [chosen] = event.currentTarget.files ?? []
            event.currentTarget.value = ""
            if (chosen) void picture.take(chosen)
          }}
        />
        <button type="button" className="tool" aria-label={m.desk_attach()} title={m.desk_attach()} onClick={() => file.current?.click()}>
          <Icon outline={paperclip} />
        </button>
        <button type="button" className="tool tool--words" aria-label={m.desk_note()} onClick={props.onNote}>
          <Icon outline={notepad} /> <span>{m.desk_note()}</span>
        </button>
        <span className="composer__hint" role="status">
          {tooLong > 0 ? m.desk_too_long({ count: tooLong }) : ""}
        </span>
        <button type="submit" className="button button--s button--send" aria-disabled={!ready}>
          {m.desk_send()} <kbd className="key">Ctrl ↵</kbd>
        </button>
      </div>
    </form>
  )
}
