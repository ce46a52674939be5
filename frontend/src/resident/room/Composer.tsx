/** Writing and sending. The field empties only when the message is safe in the vault, and its text is the room's draft. */
import type { VNode } from "preact"
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks"
import camera from "@phosphor-icons/core/assets/regular/camera.svg?icon"
import paperPlane from "@phosphor-icons/core/assets/fill/paper-plane-right-fill.svg?icon"
import x from "@phosphor-icons/core/assets/regular/x.svg?icon"
import { fileRefusalText } from "../../core/errors/errorText"
import { documentName } from "../../core/files/fileWords"
import { bytesOf, canBeShown, isDocument, MESSAGE_ACCEPT, readFile } from "../../core/files/picture"
import { adviceText, savedText } from "../../core/files/pictureWords"
import { LATE_MS } from "../../core/room/delivery"
import type { OutboxPicture } from "../../core/room/outbox"
import { FieldError } from "../../design/Field"
import { Icon } from "../../design/Icon"
import { Answering } from "../../design/message/Answering"
import * as m from "../../texts/messages"
import { useNow, useWatched } from "../hooks"
import type { Live } from "../live"
import { useAway } from "../parts/NetworkLine"
import { Numbers } from "../parts/Numbers"
import type { RoomProps } from "./CasePage"

export const MOST_LETTERS = 4000
// Nobody needs to know before the end is near.
export const LEFT_SHOWN_BELOW = 200

interface ComposerProps extends RoomProps {
  /** The message that is answered, if one in particular is. */
  answering: string | null
  onAnswered: () => void
}

export function Composer(props: ComposerProps): VNode {
  const { live, state, answering } = props
  const roomId = state.room.id
  const field = useRef<HTMLTextAreaElement>(null)
  const [text, write] = useDraft(props)
  const { picture: attached, attach, letGo, problem } = usePicture(live, roomId)
  useGrowing(field, text)
  const send = async (): Promise<void> => {
    if (text.trim() === "" && !attached) return
    const sent = text
    await live.outbox.add({ roomId, shownRoomId: roomId, text: sent, picture: attached, replyToId: answering })
    props.onAnswered()
    // Keeping it took a moment: what was typed meanwhile is the next message.
    const now = field.current?.value ?? sent
    write(now.startsWith(sent) ? now.slice(sent.length) : now)
    await Promise.all([letGo(attached), live.drafts.save()])
    // Whoever has gone on to something else meanwhile stays there.
    const at = document.activeElement
    if (at === document.body || field.current?.form?.contains(at)) field.current?.focus()
  }
  useEffect(() => {
    if (answering !== null) field.current?.focus()
  }, [answering])
  const left = MOST_LETTERS - text.length
  return (
    <form
      autoComplete="off"
      className="composer"
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <Unkept live={live} />
      <Meanwhile live={live} roomId={roomId} />
      <div role="alert">{problem ? <FieldError id="composer-problem">{problem}</FieldError> : null}</div>
      <Answering message={state.messages.find((message) => message.id === answering)} onNot={props.onAnswered} />
      {attached ? <AttachedPicture picture={attached} onRemove={() => void attach(null)} onOther={(file) => void attach(file)} /> : null}
      <div className="composer__row">
        <label className="composer__camera">
          <span className="hidden-visually">{m.attach_what()}</span>
          <Icon outline={camera} />
          <PictureFile onFile={(file) => void attach(file)} />
        </label>
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
            aria-describedby={problem ? "composer-problem" : undefined}
            onInput={(event) => write(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== "Enter" || event.shiftKey || event.isComposing || !hasKeyboard()) return
              event.preventDefault()
              void send()
            }}
          />
        </label>
        <button type="submit" className={text.trim() === "" && !attached ? "composer__send composer__send--quiet" : "composer__send"} aria-label={m.composer_send()}>
          <Icon outline={paperPlane} />
        </button>
      </div>
      <p className="composer__left" role="status">
        {left < LEFT_SHOWN_BELOW ? m.composer_left({ count: left }) : ""}
      </p>
    </form>
  )
}

/** A phone asks whether to take a picture or to choose one. */
function PictureFile(props: { onFile: (file: File | null) => void }): VNode {
  return (
    <input
      type="file"
      accept={MESSAGE_ACCEPT}
      className="composer__file"
      onChange={(event) => {
        props.onFile(event.currentTarget.files?.[0] ?? null)
        event.currentTarget.value = ""
      }}
    />
  )
}

/** Said while what is written would not survive the page. */
export function Unkept({ live }: { live: Pick<Live, "outbox"> }): VNode {
  const full = useWatched(live.outbox.inPage).size > 0
  const why = live.outbox.durable ? (full ? m.composer_no_room() : null) : m.composer_only_here()
  return <div role="status">{why === null ? null : <p className="composer__note">{why}</p>}</div>
}

/** Where to turn while nothing gets through to the clinic, or a message has not: nobody may wait for an answer to that. */
function Meanwhile(props: { live: Live; roomId: string }): VNode {
  const { outbox, socket } = props.live
  const away = useAway(socket.connection)
  const now = useNow(1_000)
  const stuck = useWatched(outbox.items).some(
    (item) => item.roomId === props.roomId && (item.refusal !== null || now - item.writtenAt >= LATE_MS),
  )
  return (
    <div role="status">
      {away || stuck ? (
        <p className="composer__urgent">
          <Numbers>{m.sending_urgent()}</Numbers>
        </p>
      ) : null}
    </div>
  )
}

/** The text is the room's draft from the first letter on; what was written meanwhile wins over an older draft. */
function useDraft({ client, live, state }: RoomProps): [text: string, write: (value: string) => void] {
  const roomId = state.room.id
  const [text, setText] = useState("")
  const touched = useRef(false)
  useEffect(() => {
    void live.drafts.read(roomId).then((draft) => touched.current || setText(draft))
  }, [roomId])
  const write = (value: string): void => {
    touched.current = true
    setText(value)
    live.drafts.write(roomId, value)
    if (value !== "") client.showTyping()
  }
  return [text, write]
}

interface Chosen {
  picture: OutboxPicture | null
  attach: (file: File | null) => Promise<void>
  /** The picture has gone with a message; one that was chosen meanwhile stays. */
  letGo: (sent: OutboxPicture | null) => Promise<void>
  problem: string | null
}

/** A chosen picture is a draft too: it is there again after a reload. */
function usePicture(live: Live, roomId: string): Chosen {
  const [picture, setPicture] = useState<OutboxPicture | null>(null)
  const latest = useRef<OutboxPicture | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  useEffect(() => {
    void live.drafts.readPicture(roomId).then((kept) => latest.current || show(kept ?? null))
  }, [roomId])
  const show = (chosen: OutboxPicture | null): void => {
    latest.current = chosen
    setPicture(chosen)
  }
  const attach = async (file: File | null): Promise<void> => {
    const chosen = file && (await readFile(file))
    if (chosen?.outcome === "refused") {
      setProblem(fileRefusalText(chosen.code))
      return
    }
    setProblem(null)
    show(chosen ? chosen.picture : null)
    await live.drafts.writePicture(roomId, chosen ? chosen.picture : null)
  }
  const letGo = async (sent: OutboxPicture | null): Promise<void> => {
    if (latest.current === sent) await attach(null)
  }
  return { picture, attach, letGo, problem }
}

/** Browsers that cannot let a field grow by its content are told its height. */
export function useGrowing(field: { current: HTMLTextAreaElement | null }, text: string): void {
  useLayoutEffect(() => {
    const element = field.current
    if (!element || CSS.supports("field-sizing", "content")) return
    element.style.height = "auto"
    element.style.height = `${element.scrollHeight + 2}px`
  }, [text])
}

/** On a phone Enter is a new line; with a keyboard and a mouse it sends. */
export function hasKeyboard(): boolean {
  return window.matchMedia("(hover: hover) and (pointer: fine)").matches
}

function AttachedPicture(props: { picture: OutboxPicture; onRemove: () => void; onOther: (file: File | null) => void }): VNode {
  const { picture } = props
  const [source, setSource] = useState("")
  const seen = canBeShown(picture)
  useEffect(() => {
    if (!seen) return
    const made = URL.createObjectURL(bytesOf(picture))
    setSource(made)
    return () => URL.revokeObjectURL(made)
  }, [picture, seen])
  const saved = savedText(picture)
  return (
    <div className="row composer__attached">
      {seen ? <img className="composer__preview" src={source} alt={m.composer_preview()} width={picture.width} height={picture.height} /> : null}
      <div className="grow" role="status">
        {picture.advice ? (
          <p className="composer__advice">
            {adviceText(picture.advice)} {m.picture_advice_may()}{" "}
            <label className="link composer__other">
              {m.picture_other()}
              <PictureFile onFile={props.onOther} />
            </label>
          </p>
        ) : null}
        <p className="muted">
          {isDocument(picture) ? (
            m.document_chosen({ name: documentName(picture.name ?? "") })
          ) : (
            <>
              {seen ? null : `${m.picture_made_over()} `}
              {m.composer_place_removed()}
              {saved === null ? null : ` ${saved}`}
            </>
          )}
        </p>
      </div>
      <button type="button" className="composer__camera" aria-label={m.composer_remove()} onClick={props.onRemove}>
        <Icon outline={x} />
      </button>
    </div>
  )
}
