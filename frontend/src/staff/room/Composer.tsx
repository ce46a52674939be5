/** Where staff write to one resident, whose name stands above the field. A message is safe before the field empties. */
import { type KeyboardEvent, type ReactElement, type RefObject, useCallback, useEffect, useId, useRef, useState } from "react"
import type { Message, Phrase } from "../../core/protocol/wire"
import type { Drafts } from "../../core/room/drafts"
import type { OutboxPicture } from "../../core/room/outbox"
import { Answering } from "../../design/message/Answering"
import * as m from "../../texts/messages"
import { AttachedPicture, type PictureChoice, usePicture } from "./AttachedPicture"
import { type Blank, blanksIn, type Span } from "./blanks"
import { ComposerTools } from "./ComposerTools"
import { type Filled, putIn } from "./phrases"
import { ReplyField } from "./ReplyField"
import { StopNotice } from "./StopNotice"
import type { Reply } from "./useReply"
import type { StaleStop } from "./useStaleStop"

/** The wire's limit for one message. */
export const MAX_TEXT = 4_000

export interface PhraseSource {
  /** Null until they have come. */
  phrases: readonly Phrase[] | null
  missing: boolean
  /** A phrase chosen elsewhere, for this room. */
  wanted: Phrase | null
  onTaken: () => void
  fill: (phrase: Phrase) => Filled
  askAgain: () => void
}

interface ComposerProps {
  drafts: Drafts
  roomId: string
  reply: Reply
  stop: StaleStop
  /** Who wrote or answered meanwhile, when the stop is raised. */
  stopText: string
  /** The message that is answered, if one in particular is. */
  answering: Message | undefined
  onAnswerNone: () => void
  /** False when what is written would end with the page; then nothing else is promised either. */
  kept: boolean
  addressee: string
  name: string
  /** How the writer is presented to the resident. */
  signature: string
  phrases: PhraseSource
  /** Asks for the keyboard: somebody has just taken this case or wants to answer it. */
  wanted: boolean
  onWanted: () => void
  onTyping: () => void
  onRead: () => void
  onSend: (text: string, picture: OutboxPicture | null) => Promise<void>
  onNote: () => void
}

interface Sending {
  /** Nothing but the stop stands in the way. */
  whole: boolean
  send: () => Promise<void>
}

function useSending(props: ComposerProps, picture: PictureChoice, blanks: readonly Blank[], hindered: boolean): Sending {
  const [sending, setSending] = useState(false)
  const { reply } = props
  const something = reply.text.trim() !== "" || picture.ready !== null
  const whole = something && !hindered && blanks.length === 0 && !sending && !picture.preparing
  const send = async (): Promise<void> => {
    if (!whole) return
    setSending(true)
    try {
      await props.onSend(reply.text.trim(), picture.ready)
      reply.write("")
      picture.remove()
      props.stop.lower()
      void props.drafts.save()
    } finally {
      setSending(false)
    }
  }
  return { whole, send }
}

/** Puts the keyboard where it was asked for: into the field, or onto a phrase that was chosen elsewhere. */
function useWanted(props: ComposerProps, field: RefObject<HTMLTextAreaElement | null>, insert: (phrase: Phrase, over: Span) => void): void {
  const { wanted, onWanted, phrases, reply } = props
  useEffect(() => {
    if (!wanted) return
    field.current?.focus()
    onWanted()
  }, [wanted, onWanted, field])
  useEffect(() => {
    if (phrases.wanted === null || !reply.loaded) return
    const end = reply.text.length
    insert(phrases.wanted, { start: end, end })
    phrases.onTaken()
  }, [phrases, reply, insert])
}

export function Composer(props: ComposerProps): ReactElement {
  const { reply, stop } = props
  const picture = usePicture(props.drafts, props.roomId)
  const field = useRef<HTMLTextAreaElement>(null)
  const readButton = useRef<HTMLButtonElement>(null)
  const hint = useId()
  const [selection, setSelection] = useState<Span | null>(null)
  const blanks = blanksIn(reply.text)
  const tooLong = Math.max(0, reply.text.length - MAX_TEXT)
  const [picking, setPicking] = useState(false)
  const { whole, send } = useSending(props, picture, blanks, tooLong > 0 || picking)
  const insert = (phrase: Phrase, over: Span): void => {
    const put = putIn(reply.text, reply.fills, over, props.phrases.fill(phrase))
    reply.put(put.text, put.fills)
    setSelection(put.selection)
  }
  useWanted(props, field, insert)
  const toBlank = (blank: Blank): void => {
    field.current?.focus()
    field.current?.setSelectionRange(blank.start, blank.end)
  }
  const read = (): void => {
    stop.lower()
    props.onRead()
    field.current?.focus()
  }
  const tryToSend = (): void => {
    const [first] = blanks
    if (stop.raised) readButton.current?.focus()
    else if (first !== undefined) toBlank(first)
    else void send()
  }
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return
    const combined = event.ctrlKey || event.metaKey
    if (!combined && !stop.raised) return
    event.preventDefault()
    if (combined) tryToSend()
    else read()
  }
  const openPhrases = (): void => {
    const cursor = field.current?.selectionStart ?? reply.text.length
    const gap = cursor === 0 || /\s/.test(reply.text[cursor - 1] ?? "") ? ";" : " ;"
    reply.write(reply.text.slice(0, cursor) + gap + reply.text.slice(cursor))
    setSelection({ start: cursor + gap.length, end: cursor + gap.length })
  }
  return (
    <form
      autoComplete="off"
      className={stop.raised ? "composer composer--stopped" : "composer"}
      onSubmit={(event) => {
        event.preventDefault()
        tryToSend()
      }}
    >
      {stop.raised ? <StopNotice text={props.stopText} /> : null}
      <div className="composer__head">
        <span className="swatch" aria-hidden="true" />
        <strong className="composer__to">{props.addressee}</strong>
        <span className="composer__as">{props.signature}</span>
        <span className="composer__saved">{reply.text === "" ? "" : props.kept ? m.desk_draft_saved() : m.desk_draft_unkept()}</span>
      </div>
      <Answering message={props.answering} onNot={props.onAnswerNone} />
      <AttachedPicture picture={picture} />
      <ReplyField
        field={field}
        label={m.desk_write({ name: props.name })}
        text={reply.text}
        fills={reply.fills}
        blanks={blanks}
        wantedSelection={selection}
        onSelected={useCallback(() => setSelection(null), [])}
        phrases={props.phrases.phrases}
        phrasesMissing={props.phrases.missing}
        preview={(phrase) => props.phrases.fill(phrase).text}
        onAskAgain={props.phrases.askAgain}
        describedBy={blanks.length > 0 || tooLong > 0 ? hint : undefined}
        onText={(text) => {
          reply.write(text)
          if (text !== "") props.onTyping()
        }}
        onPhrase={insert}
        onPicking={setPicking}
        onKeyDown={onKey}
      />
      <ComposerTools
        hint={hint}
        name={props.name}
        blanks={blanks}
        tooLong={tooLong}
        whole={whole}
        stopped={stop.raised}
        readButton={readButton}
        onPicture={(file) => void picture.take(file)}
        onNote={props.onNote}
        onPhrases={openPhrases}
        onBlank={toBlank}
        onRead={read}
        onSendAnyway={() => void send()}
      />
    </form>
  )
}
