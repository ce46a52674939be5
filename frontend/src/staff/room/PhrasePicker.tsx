/** The phrases that fit what is being written after the semicolon. The keyboard stays in the text field. */
import { type ReactElement, useEffect, useRef } from "react"
import { language } from "../../core/language"
import type { Phrase } from "../../core/protocol/wire"
import * as m from "../../texts/messages"
import { libraryWord } from "../phrases/words"
import { phraseTitle } from "../phrases/titles"
import type { Filled } from "./phrases"

export const phraseId = (list: string, phrase: Phrase): string => `${list}-${phrase.id}`

interface PhrasePickerProps {
  id: string
  phrases: readonly Phrase[]
  chosen: Phrase | null
  missing: boolean
  asking: boolean
  /** The phrase as it would stand in this room. */
  preview: (phrase: Phrase) => Filled
  onChoose: (phrase: Phrase) => void
  onPoint: (phrase: Phrase) => void
  onAskAgain: () => void
}

export function PhrasePicker({ id, phrases, chosen, missing, asking, preview, onChoose, onPoint, onAskAgain }: PhrasePickerProps): ReactElement {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" })
  }, [chosen])
  if (missing)
    return (
      <div className="phrases phrases--empty">
        <p>{m.desk_phrases_missing()}</p>
        {/* The press must not take the keyboard from the text field. */}
        <button type="button" className="link" onPointerDown={(event) => event.preventDefault()} onClick={onAskAgain}>
          {m.try_again()}
        </button>
      </div>
    )
  if (phrases.length === 0) return <p className="phrases phrases--empty">{asking ? m.loading() : m.desk_phrases_none()}</p>
  // It scrolls, so it can be reached; Tab never comes here, since it takes the chosen phrase.
  return (
    <div ref={list} id={id} className="phrases" role="listbox" aria-label={m.desk_phrases()} tabIndex={0}>
      {phrases.map((phrase) => {
        const { text, missing, language: written } = preview(phrase)
        return (
          <div
            key={phrase.id}
            id={phraseId(id, phrase)}
            className="phrase"
            role="option"
            aria-selected={phrase === chosen}
            onPointerDown={(event) => event.preventDefault()}
            onPointerMove={() => phrase !== chosen && onPoint(phrase)}
            onClick={() => onChoose(phrase)}
          >
            <kbd className="key">;{phrase.abbreviation}</kbd>
            <span className="phrase__words">
              <span className="phrase__title">
                {phraseTitle(phrase.title, language.get())}
                {phrase.library === "own" ? <span className="phrase__mark">{libraryWord("own")}</span> : null}
                {missing === null ? null : <span className="phrase__mark phrase__mark--missing">{missing === "sv" ? m.phrases_missing_sv() : m.phrases_missing_en()}</span>}
              </span>
              <span className="phrase__text" lang={written} title={text}>
                {text}
              </span>
            </span>
          </div>
        )
      })}
    </div>
  )
}
