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
import type { Marks, Stale } from "./marks"
import { phraseChecks } from "./phraseChecks"
import { PhraseNotices } from "./PhraseNotices"
import { type Filled, placed, putIn, type Written } from "./phrases"
import { ReplyField } from "./ReplyField"
import { StopNotice } from "./StopNotice"
import { typeOver } from "./typing"
import { useMarkedCopy } from "./useMarkedCopy"
import type { Reply } from "./useReply"
import type { StaleStop } from "./useStaleStop"

/** The wire's limit for one message. */
const MAX_TEXT = 4_000

export interface PhraseSource {
  /** Null until they have come. */
  phrases: readonly Phrase[] | null
  missing: boolean
  /** A phrase chosen elsewhere, for this room. */
  wanted: Phrase | null
  onTaken: () => void
  fill: (phrase: Phrase) => Filled
  staleIn: (text: string, marks: Marks) => Stale[]
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

interface Writing {
  insert: (phrase: Phrase, over: Span) => void
  /** A piece of another reply, with its marks. */
  paste: (words: Marks & { text: string }, over: Span) => void
  rewrite: (text: string, marks: Marks) => void
  /** What shall be selected once the text is there. */
  selection: Span | null
  select: (span: Span | null) => void
}

/** Puts text into the reply that nobody types letter by letter, so that undo takes it back all the same. */
function useWriting({ reply, phrases }: ComposerProps, field: RefObject<HTMLTextAreaElement | null>): Writing {
  const [selection, select] = useState<Span | null>(null)
  const put = ({ text, selection: after, ...marks }: Written, over: Span, words: string): void => {
    if (field.current?.value === reply.text) typeOver(field.current, over, words)
    reply.put(text, marks)
    select(after)
  }
  return {
    selection,
    select,
    insert: (phrase, over) => {
      const filled = phrases.fill(phrase)
      put(putIn(reply.text, reply.marks, over, filled, phrase), over, filled.text)
    },
    paste: (words, over) => {
      const end = over.start + words.text.length
      put({ ...placed(reply.text, reply.marks, over, words), selection: { start: end, end } }, over, words.text)
    },
    rewrite: (text, marks) => {
      const over = { start: 0, end: reply.text.length }
      if (text !== reply.text && field.current?.value === reply.text) typeOver(field.current, over, text)
      reply.put(text, marks)
      const [first] = blanksIn(text)
      select(first ?? { start: text.length, end: text.length })
    },
  }
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
  const picture = useMarkedCopy(props.roomId, usePicture(props.drafts, props.roomId), reply)
  const field = useRef<HTMLTextAreaElement>(null)
  const readButton = useRef<HTMLButtonElement>(null)
  const hint = useId()
  const refreshButton = useRef<HTMLButtonElement>(null)
  const writing = useWriting(props, field)
  const { insert, select } = writing
  const { text, marks } = reply
  const checks = phraseChecks({ ...props.phrases, ...writing, roomId: props.roomId, text, marks })
  const blanks = blanksIn(text)
  const tooLong = Math.max(0, text.length - MAX_TEXT)
  const [picking, setPicking] = useState(false)
  const { whole, send } = useSending(props, picture, blanks, tooLong > 0 || picking || checks.stale.length > 0)
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
    else if (checks.stale.length > 0) refreshButton.current?.focus()
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
    select({ start: cursor + gap.length, end: cursor + gap.length })
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
      <PhraseNotices checks={checks} name={props.name} refreshButton={refreshButton} />
      <AttachedPicture picture={picture} />
      <ReplyField
        field={field}
        label={m.desk_write({ name: props.name })}
        text={text}
        marks={marks}
        blanks={blanks}
        stale={new Set(checks.stale.map((one) => one.fill.start))}
        wantedSelection={writing.selection}
        onSelected={useCallback(() => select(null), [select])}
        phrases={props.phrases.phrases}
        phrasesMissing={props.phrases.missing}
        preview={props.phrases.fill}
        onAskAgain={props.phrases.askAgain}
        describedBy={blanks.length > 0 || tooLong > 0 ? hint : undefined}
        onText={(text) => {
          reply.write(text)
          if (text !== "") props.onTyping()
        }}
        onPhrase={insert}
        onPiece={writing.paste}
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
