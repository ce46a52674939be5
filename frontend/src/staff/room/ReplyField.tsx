/**
 * Where a reply is written: an ordinary text field over a picture of its text, in which blanks and what the case filled
 * in have their looks. Tab goes from blank to blank; a semicolon opens the phrases.
 */
import { type ClipboardEvent, type KeyboardEvent, type ReactElement, type RefObject, useEffect, useId, useLayoutEffect, useState } from "react"
import type { Phrase } from "../../core/protocol/wire"
import * as m from "../../texts/messages"
import { type Blank, blankAt, blankBeyond, type Piece, piecesOf, type Span } from "./blanks"
import { fromClipboard, putOnClipboard } from "./copied"
import type { Marks } from "./marks"
import { PhrasePicker, phraseId } from "./PhrasePicker"
import { abbreviationAt, type Filled, phrasesFor } from "./phrases"
import { typeOver } from "./typing"

interface ReplyFieldProps {
  field: RefObject<HTMLTextAreaElement | null>
  label: string
  text: string
  marks: Marks
  blanks: readonly Blank[]
  /** Places of fills that do not hold any more. */
  stale: ReadonlySet<number>
  /** Where the selection shall be after a phrase was put in; told back once it is there. */
  wantedSelection: Span | null
  onSelected: () => void
  /** Null while they are asked for or cannot be had. */
  phrases: readonly Phrase[] | null
  phrasesMissing: boolean
  preview: (phrase: Phrase) => Filled
  onAskAgain: () => void
  describedBy?: string | undefined
  onText: (text: string) => void
  onPhrase: (phrase: Phrase, over: Span) => void
  /** A piece of a reply is pasted, with what the case had filled in there. */
  onPiece: (words: Marks & { text: string }, over: Span) => void
  /** A phrase is being looked for: what stands in the field is not yet what is meant. */
  onPicking: (picking: boolean) => void
  /** Keys that are nobody's here. */
  onKeyDown: (event: KeyboardEvent) => void
}

const NOWHERE: Span = { start: 0, end: 0 }

export function ReplyField(props: ReplyFieldProps): ReactElement {
  const { field, text, blanks, wantedSelection, onSelected } = props
  const [selection, setSelection] = useState<Span>(NOWHERE)
  const [focused, setFocused] = useState(false)
  const picker = usePicker(props, selection, focused)
  const { onPicking } = props
  useEffect(() => onPicking(picker.open), [onPicking, picker.open])
  const active = focused ? blankAt(blanks, selection) : null
  const marked = blanks.length > 0 || props.marks.fills.length > 0
  useLayoutEffect(() => {
    const element = field.current
    if (element === null || wantedSelection === null) return
    element.focus()
    element.setSelectionRange(wantedSelection.start, wantedSelection.end)
    onSelected()
  }, [field, wantedSelection, onSelected])
  const select = (span: Span): void => field.current?.setSelectionRange(span.start, span.end)
  const followSelection = (): void => {
    const element = field.current
    if (element === null) return
    const now = { start: element.selectionStart, end: element.selectionEnd }
    const inside = now.start === now.end ? blankAt(blanks, now) : null
    // A blank is written over as a whole: a cursor inside it would leave half of it behind.
    if (inside !== null && element.value === text) select(inside)
    setSelection(inside ?? now)
  }
  const { copy, paste } = copying(props)
  const onKeyDown = (event: KeyboardEvent): void => {
    if (picker.take(event)) return
    if (event.key === "Backspace" && selection.start === selection.end) {
      const before = blanks.find((blank) => blank.end === selection.start && blank.name !== "")
      if (before !== undefined) select(before)
    }
    if (event.key === "Tab" && !event.ctrlKey && !event.altKey && !event.metaKey) {
      const next = blankBeyond(blanks, selection, event.shiftKey ? "back" : "on")
      if (next === null) return
      event.preventDefault()
      select(next)
      return
    }
    props.onKeyDown(event)
  }
  return (
    <div className={["reply", marked ? "reply--marked" : "", active === null ? "" : "reply--blank"].filter(Boolean).join(" ")}>
      <div className="reply__scroll">
        <div className="reply__sheet">
          <div className="reply__picture" aria-hidden="true">
            {piecesOf(text, blanks, props.marks.fills, active, props.stale).map((piece, place) => (
              <span key={place} className={lookOf(piece)}>
                {piece.kind === "blank" ? <BlankText text={piece.text} /> : piece.text}
              </span>
            ))}
            {"\u200b"}
          </div>
          <textarea
            ref={field}
            className="reply__field"
            autoComplete="off"
            rows={1}
            aria-label={props.label}
            aria-describedby={props.describedBy}
            aria-autocomplete={picker.open ? "list" : undefined}
            aria-controls={picker.open ? picker.id : undefined}
            aria-activedescendant={picker.chosen ? phraseId(picker.id, picker.chosen) : undefined}
            value={text}
            onChange={(event) => {
              if (isUndo(event.nativeEvent)) standBehind(event.currentTarget)
              picker.typed(event.nativeEvent)
              props.onText(event.currentTarget.value)
            }}
            onCopy={(event) => copy(event, "copy")}
            onCut={(event) => copy(event, "cut")}
            onPaste={paste}
            onKeyDown={onKeyDown}
            onSelect={followSelection}
            onFocus={() => setFocused(true)}
            onBlur={() => setFocused(false)}
          />
        </div>
      </div>
      {picker.open ? (
        <PhrasePicker
          id={picker.id}
          phrases={picker.found}
          chosen={picker.chosen}
          missing={props.phrasesMissing}
          asking={props.phrases === null}
          preview={props.preview}
          onChoose={picker.choose}
          onPoint={picker.point}
          onAskAgain={props.onAskAgain}
        />
      ) : null}
      <span className="hidden-visually" role="status">
        {picker.open && props.phrases !== null ? m.desk_phrases_found({ count: picker.found.length }) : ""}
      </span>
    </div>
  )
}

interface Copying {
  copy: (event: ClipboardEvent<HTMLTextAreaElement>, how: "copy" | "cut") => void
  paste: (event: ClipboardEvent<HTMLTextAreaElement>) => void
}

/** What is copied takes along what is known of it (copied.ts). */
function copying({ text, marks, onText, onPiece }: ReplyFieldProps): Copying {
  const copy = (event: ClipboardEvent<HTMLTextAreaElement>, how: "copy" | "cut"): void => {
    const { selectionStart: start, selectionEnd: end } = event.currentTarget
    if (start === end) return
    event.preventDefault()
    putOnClipboard(event.clipboardData, text, marks, { start, end })
    if (how === "cut" && !typeOver(event.currentTarget, { start, end }, "")) onText(text.slice(0, start) + text.slice(end))
  }
  const paste = (event: ClipboardEvent<HTMLTextAreaElement>): void => {
    const piece = fromClipboard(event.clipboardData)
    if (piece === null) return
    event.preventDefault()
    const { selectionStart: start, selectionEnd: end } = event.currentTarget
    onPiece({ ...piece, insertions: [] }, { start, end })
  }
  return { copy, paste }
}

const isUndo = (event: Event): boolean => "inputType" in event && event.inputType === "historyUndo"

/** Browsers mark what undoing brought back; of an abbreviation the next letter would take it away again. */
function standBehind(field: HTMLTextAreaElement): void {
  const { selectionEnd: end } = field
  if (abbreviationAt(field.value, end) !== null) field.setSelectionRange(end, end)
}

/** The brackets keep their width and lose their ink: the chip around them says the same. */
function BlankText({ text }: { text: string }): ReactElement {
  if (text.length < 3) return <>{text}</>
  return (
    <>
      <span className="blank__bracket">[</span>
      {text.slice(1, -1)}
      <span className="blank__bracket">]</span>
    </>
  )
}

function lookOf(piece: Piece): string {
  if (piece.kind === "stale") return "filled filled--stale"
  if (piece.kind !== "blank") return piece.kind === "filled" ? "filled" : ""
  return piece.active ? "blank blank--active" : "blank"
}

interface Picker {
  id: string
  open: boolean
  found: readonly Phrase[]
  chosen: Phrase | null
  choose: (phrase: Phrase) => void
  point: (phrase: Phrase) => void
  /** The text is about to be another. */
  typed: (event: Event) => void
  /** True when the key was the list's. */
  take: (event: KeyboardEvent) => boolean
}

function usePicker(props: ReplyFieldProps, selection: Span, focused: boolean): Picker {
  const id = useId()
  const [place, setPlace] = useState(0)
  const [dismissed, setDismissed] = useState<number | null>(null)
  const writing = selection.start === selection.end ? abbreviationAt(props.text, selection.start) : null
  const [undone, setUndone] = useState(false)
  if (writing === null && dismissed !== null) setDismissed(null)
  const found = writing === null ? [] : phrasesFor(props.phrases ?? [], writing)
  // What undoing brought back is what was meant: it must not become the phrase again.
  const open = focused && writing !== null && !undone && dismissed !== writing.start && (writing.sign === ";" || found.length > 0)
  const chosen = found[Math.min(place, found.length - 1)] ?? null
  const choose = (phrase: Phrase): void => {
    setPlace(0)
    if (writing !== null) props.onPhrase(phrase, writing)
  }
  const take = (event: KeyboardEvent): boolean => {
    if (!open || event.ctrlKey || event.altKey || event.metaKey) return false
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0
    const exact = event.key === " " && writing.query !== "" && chosen?.abbreviation.toLocaleLowerCase("sv") === writing.query.toLocaleLowerCase("sv")
    if (step !== 0 && found.length > 0) setPlace((Math.min(place, found.length - 1) + step + found.length) % found.length)
    else if ((event.key === "Enter" || event.key === "Tab" || exact) && chosen !== null) choose(chosen)
    else if (event.key === "Escape") setDismissed(writing.start)
    else {
      if (event.key.length === 1) setPlace(0)
      return false
    }
    event.preventDefault()
    event.stopPropagation()
    return true
  }
  const typed = (event: Event): void => setUndone(isUndo(event))
  return { id, open, found, chosen, choose, point: (phrase) => setPlace(found.indexOf(phrase)), typed, take }
}
