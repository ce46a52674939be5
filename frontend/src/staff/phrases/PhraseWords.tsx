/** A phrase in one language: what it is called, its text, what can be put into it, and how it will look. */
import { type ReactElement, useRef } from "react"
import type { Language } from "../../core/language"
import type { PhraseUnit, StaffMe } from "../../core/protocol/wire"
import { Field, FieldError } from "../../design/Field"
import * as m from "../../texts/messages"
import type { Span } from "../room/blanks"
import { typeOver } from "../room/typing"
import { variableNames } from "../room/variables"
import { type Flaws, MAX_TEXT, MAX_TITLE, type PhraseDraft } from "./draft"
import { placeId } from "./places"
import { previewOf } from "./preview"

interface PhraseWordsProps {
  language: Language
  draft: PhraseDraft
  me: StaffMe
  unit: PhraseUnit
  flaws: Flaws
  readOnly: boolean
  onEdit: (change: Partial<PhraseDraft>) => void
}

export function PhraseWords(props: PhraseWordsProps): ReactElement {
  const { language, draft, flaws, readOnly, onEdit } = props
  const field = useRef<HTMLTextAreaElement>(null)
  const text = draft.text[language]
  const name = language === "sv" ? m.phrases_in_sv() : m.phrases_in_en()
  const edit = (value: string): void => onEdit({ text: { ...draft.text, [language]: value } })
  const insert = (words: string, marked: Span): void => {
    const element = field.current
    if (element === null) return
    const { selectionStart: start, selectionEnd: end } = element
    if (!typeOver(element, { start, end }, words)) edit(text.slice(0, start) + words + text.slice(end))
    element.setSelectionRange(start + marked.start, start + marked.end)
  }
  const flaw = flaws.get(`text.${language}`)?.()
  const id = placeId(`text.${language}`)
  if (readOnly && text === "")
    return (
      <section className="phrase-words" aria-label={name}>
        <h3>{name}</h3>
        <p className="muted">{language === "sv" ? m.phrases_missing_sv() : m.phrases_missing_en()}</p>
      </section>
    )
  return (
    <section className="phrase-words" aria-label={name}>
      <h3>{name}</h3>
      {readOnly ? (
        <p className="phrase-words__title" lang={language}>{draft.title[language]}</p>
      ) : (
        <>
          <Field
            id={placeId(`title.${language}`)}
            label={m.phrases_title()}
            error={flaws.get(`title.${language}`)?.()}
            maxLength={MAX_TITLE}
            value={draft.title[language]}
            onValue={(value) => onEdit({ title: { ...draft.title, [language]: value } })}
          />
          <div className={flaw === undefined ? "field" : "field field--wrong"}>
            <label className="field__label" htmlFor={id}>
              {m.phrases_text()}
            </label>
            {flaw === undefined ? null : <FieldError id={`${id}-error`}>{flaw}</FieldError>}
            <Insertions onInsert={insert} name={name} />
            <textarea
              ref={field}
              id={id}
              lang={language}
              className="field__input phrase-words__field"
              rows={7}
              maxLength={MAX_TEXT}
              autoComplete="off"
              aria-invalid={flaw !== undefined}
              aria-describedby={flaw === undefined ? undefined : `${id}-error`}
              value={text}
              onChange={(event) => edit(event.currentTarget.value)}
            />
          </div>
        </>
      )}
      {text.trim() === "" ? null : <Preview {...props} />}
    </section>
  )
}

interface InsertionsProps {
  name: string
  onInsert: (words: string, marked: Span) => void
}

function Insertions({ name, onInsert }: InsertionsProps): ReactElement {
  const blank = m.phrases_blank_example()
  return (
    <div className="phrase-words__tools">
      <button type="button" className="button button--s button--line" onClick={() => onInsert(`[${blank}]`, { start: 1, end: 1 + blank.length })}>
        {m.phrases_insert_blank()}
      </button>
      <select
        className="narrow__language"
        aria-label={m.phrases_insert_variable({ language: name })}
        value=""
        onChange={(event) => {
          const words = `{${event.currentTarget.value}}`
          const at = words.indexOf(":") + 1
          onInsert(words, at > 0 ? { start: at, end: words.length - 1 } : { start: words.length, end: words.length })
        }}
      >
        <option value="" disabled>
          {m.phrases_insert_variable_short()}
        </option>
        {variableNames().map(([variable, words]) => (
          <option key={variable} value={variable}>
            {words}
          </option>
        ))}
        <option value="answer:temperature">{m.phrases_variable_answer()}</option>
      </select>
    </div>
  )
}

function Preview({ language, draft, me, unit }: PhraseWordsProps): ReactElement {
  return (
    <div className="phrase-preview">
      <p className="phrase-preview__head">{m.phrases_preview()}</p>
      <p className="phrase-preview__text">
        {previewOf(draft.text[language], language, me, unit).map((piece, place) => (
          <span key={place} className={piece.kind === "text" ? undefined : piece.kind}>
            {piece.text}
          </span>
        ))}
      </p>
    </div>
  )
}
