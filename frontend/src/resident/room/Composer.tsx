/** Writing and sending. The field empties only when the message is safe in the vault, and its text is the room's draft. */
import type { VNode } from "preact"
import { useEffect, useRef, useState } from "preact/hooks"
import camera from "@phosphor-icons/core/assets/regular/camera.svg?icon"
import paperPlane from "@phosphor-icons/core/assets/fill/paper-plane-right-fill.svg?icon"
import x from "@phosphor-icons/core/assets/regular/x.svg?icon"
import { fileRefusalText } from "../../core/errors/errorText"
import { PICTURE_TYPES, readPicture } from "../../core/files/picture"
import type { OutboxPicture } from "../../core/room/outbox"
import { FieldError } from "../../design/Field"
import { Icon } from "../../design/Icon"
import * as m from "../../texts/messages"
import type { RoomProps } from "./CasePage"

interface Attached {
  picture: OutboxPicture
  source: string
}

export function Composer(props: RoomProps): VNode {
  const { client, live, state } = props
  const roomId = state.room.id
  const [text, setText] = useState("")
  const [attached, setAttached] = useState<Attached | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const field = useRef<HTMLTextAreaElement>(null)
  const touched = useRef(false)
  useEffect(() => {
    void live.drafts.read(roomId).then((draft) => touched.current || setText(draft))
  }, [roomId])
  useEffect(() => (attached ? () => URL.revokeObjectURL(attached.source) : undefined), [attached])

  const write = (value: string): void => {
    touched.current = true
    setText(value)
    live.drafts.write(roomId, value)
    if (value !== "") client.showTyping()
  }
  const attach = async (file: File | undefined): Promise<void> => {
    if (!file) return
    const chosen = await readPicture(file)
    if (chosen.outcome === "refused") {
      setProblem(fileRefusalText(chosen.code))
      return
    }
    setProblem(null)
    setAttached({ picture: chosen.picture, source: URL.createObjectURL(chosen.bytes) })
  }
  const send = async (): Promise<void> => {
    if (text.trim() === "" && !attached) return
    const message = { roomId, shownRoomId: roomId, text, picture: attached?.picture ?? null }
    try {
      await live.outbox.add(message)
    } catch {
      setProblem(m.composer_not_saved())
      return
    }
    write("")
    setAttached(null)
    setProblem(null)
    void live.drafts.save()
    field.current?.focus()
  }
  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      {problem ? <FieldError id="composer-problem">{problem}</FieldError> : null}
      {attached ? <AttachedPicture attached={attached} onRemove={() => setAttached(null)} /> : null}
      <div className="composer__row">
        <label className="composer__camera">
          <span className="hidden-visually">{m.composer_picture()}</span>
          <Icon outline={camera} />
          <input
            type="file"
            accept={PICTURE_TYPES.join(",")}
            className="composer__file"
            onChange={(event) => {
              void attach(event.currentTarget.files?.[0])
              event.currentTarget.value = ""
            }}
          />
        </label>
        <label className="grow">
          <span className="hidden-visually">{m.composer_label()}</span>
          <textarea
            ref={field}
            className="composer__text"
            rows={1}
            maxLength={4000}
            placeholder={m.composer_placeholder()}
            value={text}
            onInput={(event) => write(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== "Enter" || event.shiftKey || event.isComposing || !hasKeyboard()) return
              event.preventDefault()
              void send()
            }}
          />
        </label>
        <button type="submit" className="composer__send" aria-label={m.composer_send()}>
          <Icon outline={paperPlane} />
        </button>
      </div>
    </form>
  )
}

/** On a phone Enter is a new line; with a keyboard and a mouse it sends. */
function hasKeyboard(): boolean {
  return window.matchMedia("(hover: hover) and (pointer: fine)").matches
}

function AttachedPicture(props: { attached: Attached; onRemove: () => void }): VNode {
  const { picture, source } = props.attached
  return (
    <div className="row">
      <img className="composer__preview" src={source} alt={m.composer_preview()} width={picture.width} height={picture.height} />
      <p className="muted grow">{m.composer_place_removed()}</p>
      <button type="button" className="composer__camera" aria-label={m.composer_remove()} onClick={props.onRemove}>
        <Icon outline={x} />
      </button>
    </div>
  )
}
