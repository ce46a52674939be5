/** The foot of the composer: what can be added, what is still missing, and the way out. Two ways out when stopped. */
import { type ReactElement, type RefObject, useRef } from "react"
import notepad from "@phosphor-icons/core/assets/regular/note-pencil.svg?icon"
import paperclip from "@phosphor-icons/core/assets/regular/paperclip.svg?icon"
import { MESSAGE_ACCEPT } from "../../core/files/picture"
import { Icon } from "../../design/Icon"
import * as m from "../../texts/messages"
import type { Blank } from "./blanks"

interface ComposerToolsProps {
  /** The id of what is missing, which describes the text field. */
  hint: string
  name: string
  blanks: readonly Blank[]
  tooLong: number
  whole: boolean
  stopped: boolean
  readButton: RefObject<HTMLButtonElement | null>
  onPicture: (file: File) => void
  onNote: () => void
  onPhrases: () => void
  onBlank: (blank: Blank) => void
  onRead: () => void
  onSendAnyway: () => void
}

export function ComposerTools(props: ComposerToolsProps): ReactElement {
  return (
    <div className="composer__foot">
      {props.stopped ? <Stopped {...props} /> : props.blanks.length > 0 ? <Missing {...props} /> : <Adding {...props} />}
      {props.stopped ? null : (
        <button type="submit" className="button button--s button--send" aria-disabled={!props.whole}>
          {m.desk_send()} <kbd className="key">Ctrl ↵</kbd>
        </button>
      )}
    </div>
  )
}

function Stopped({ readButton, whole, blanks, onRead, onSendAnyway, onBlank, hint }: ComposerToolsProps): ReactElement {
  const [first] = blanks
  return (
    <>
      <button ref={readButton} type="button" className="button button--s button--filled" onClick={onRead}>
        {m.desk_stop_read()} <kbd className="key">↵</kbd>
      </button>
      <button
        type="button"
        className="button button--s button--neutral"
        aria-disabled={!whole}
        onClick={() => {
          if (whole) onSendAnyway()
          else if (first !== undefined) onBlank(first)
        }}
      >
        {m.desk_stop_send()}
      </button>
      <span id={hint} className="composer__hint">
        {first === undefined ? "" : m.desk_blanks_left({ count: blanks.length })}
      </span>
    </>
  )
}

function Missing({ blanks, hint, onBlank }: ComposerToolsProps): ReactElement {
  const [first] = blanks
  const rest = blanks.every((blank) => blank.name === "")
  return (
    <span id={hint} className="composer__missing" role="status">
      <button type="button" className="missing" onClick={() => first && onBlank(first)}>
        {rest ? m.desk_blank_rest() : m.phrases_blanks_left({ count: blanks.length, names: namesOf(blanks) })}
      </button>
      <span className="composer__next">
        <kbd className="key">Tab</kbd> {m.desk_blanks_next()}
      </span>
    </span>
  )
}

/** Each name once, in their order; a list of all of a long phrase's would say less. */
function namesOf(blanks: readonly Blank[]): string {
  const names = [...new Set(blanks.map((blank) => blank.name).filter(Boolean))]
  return names.length > MOST_NAMES ? `${names.slice(0, MOST_NAMES).join(", ")} …` : names.join(", ")
}

const MOST_NAMES = 3

function Adding({ hint, name, tooLong, onPicture, onNote, onPhrases }: ComposerToolsProps): ReactElement {
  const file = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={file}
        type="file"
        className="hidden-visually"
        accept={MESSAGE_ACCEPT}
        tabIndex={-1}
        aria-label={m.desk_attach_file({ name })}
        onChange={(event) => {
          const [chosen] = event.currentTarget.files ?? []
          event.currentTarget.value = ""
          if (chosen) onPicture(chosen)
        }}
      />
      <button type="button" className="tool" aria-label={m.attach_what()} title={m.attach_what()} onClick={() => file.current?.click()}>
        <Icon outline={paperclip} />
      </button>
      <button type="button" className="tool tool--words" aria-label={m.desk_note()} title={m.desk_note()} onClick={onNote}>
        <Icon outline={notepad} />
      </button>
      <button type="button" className="tool tool--words" aria-label={m.desk_phrases_open()} title={m.desk_phrases_open()} onClick={onPhrases}>
        <kbd className="key">;</kbd> <span>{m.desk_phrase_short()}</span>
      </button>
      <span id={hint} className="composer__hint" role="status">
        {tooLong > 0 ? m.desk_too_long({ count: tooLong }) : ""}
      </span>
    </>
  )
}
