/**
 * The field that residents and guests write in. It empties only when the message is safe on the device, and its text is
 * the room's draft: there again after a reload.
 */
import type { ComponentChildren, VNode } from "preact"
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks"
import paperPlane from "@phosphor-icons/core/assets/fill/paper-plane-right-fill.svg?icon"
import type { Message } from "../../core/protocol/wire"
import type { OutboxPicture } from "../../core/room/outbox"
import { Icon } from "../../design/Icon"
import { Answering } from "../../design/message/Answering"
import * as m from "../../texts/messages"
import { useWatched } from "../hooks"
import type { Live } from "../live"

const MOST_LETTERS = 4000
// Nobody needs to know before the end is near.
const LEFT_SHOWN_BELOW = 200

/** Where what is written is kept until the clinic has it. */
type Kept = Pick<Live, "outbox" | "drafts">

/** The message that is answered, if one in particular is. */
export interface AnsweringProps {
  answering: string | null
  onAnswered: () => void
}

/** What only those have who may send pictures. */
interface Beside {
  picture: OutboxPicture | null
  onSent: (picture: OutboxPicture | null) => Promise<void>
  choose: ComponentChildren
  chosen: ComponentChildren
}

interface WritingProps extends AnsweringProps {
  live: Kept
  roomId: string
  messages: readonly Message[]
  onTyping: () => void
  beside?: Beside
  /** The id of what is wrong, where something is. */
  describedBy?: string | undefined
  children?: ComponentChildren
}

/** Its children stand over the field: what has to be known before one writes. */
export function Writing(props: WritingProps): VNode {
  const { live, roomId, answering, beside } = props
  const field = useRef<HTMLTextAreaElement>(null)
  const [text, write] = useDraft(props)
  const picture = beside?.picture ?? null
  const empty = text.trim() === "" && !picture
  useGrowing(field, text)
  const send = async (): Promise<void> => {
    if (empty) return
    await live.outbox.add({ roomId, shownRoomId: roomId, text, picture, replyToId: answering })
    props.onAnswered()
    // Keeping it took a moment: what was typed meanwhile is the next message.
    const now = field.current?.value ?? text
    write(now.startsWith(text) ? now.slice(text.length) : now)
    await Promise.all([beside?.onSent(picture), live.drafts.save()])
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
      {props.children}
      <Answering message={props.messages.find((message) => message.id === answering)} onNot={props.onAnswered} />
      {beside?.chosen}
      <div className="composer__row">
        {beside?.choose}
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
            aria-describedby={props.describedBy}
            onInput={(event) => write(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== "Enter" || event.shiftKey || event.isComposing || !hasKeyboard()) return
              event.preventDefault()
              void send()
            }}
          />
        </label>
        <button type="submit" className={empty ? "composer__send composer__send--quiet" : "composer__send"} aria-label={m.composer_send()}>
          <Icon outline={paperPlane} />
        </button>
      </div>
      <p className="composer__left" role="status">
        {left < LEFT_SHOWN_BELOW ? m.composer_left({ count: left }) : ""}
      </p>
    </form>
  )
}

/** Said while what is written would not survive the page. */
function Unkept({ live }: { live: Kept }): VNode {
  const full = useWatched(live.outbox.inPage).size > 0
  const why = live.outbox.durable ? (full ? m.composer_no_room() : null) : m.composer_only_here()
  return <div role="status">{why === null ? null : <p className="composer__note">{why}</p>}</div>
}

/** The text is the room's draft from the first letter on; what was written meanwhile wins over an older draft. */
function useDraft({ live, roomId, onTyping }: WritingProps): [text: string, write: (value: string) => void] {
  const [text, setText] = useState("")
  const touched = useRef(false)
  useEffect(() => {
    void live.drafts.read(roomId).then((draft) => touched.current || setText(draft))
  }, [roomId])
  const write = (value: string): void => {
    touched.current = true
    setText(value)
    live.drafts.write(roomId, value)
    if (value !== "") onTyping()
  }
  return [text, write]
}

/** Browsers that cannot let a field grow by its content are told its height. */
function useGrowing(field: { current: HTMLTextAreaElement | null }, text: string): void {
  useLayoutEffect(() => {
    const element = field.current
    if (!element || CSS.supports("field-sizing", "content")) return
    element.style.height = "auto"
    element.style.height = `${element.scrollHeight + 2}px`
  }, [text])
}

/** On a phone Enter is a new line; with a keyboard and a mouse it sends. */
function hasKeyboard(): boolean {
  return window.matchMedia("(hover: hover) and (pointer: fine)").matches
}
