/** All phrases one reads, narrowed by library and by words. Arrow keys walk the list. */
import { type KeyboardEvent, type ReactElement, useRef } from "react"
import plus from "@phosphor-icons/core/assets/regular/plus.svg?icon"
import search from "@phosphor-icons/core/assets/regular/magnifying-glass.svg?icon"
import { type Language, language } from "../../core/language"
import type { Phrase } from "../../core/protocol/wire"
import { Icon } from "../../design/Icon"
import * as m from "../../texts/messages"
import { LANGUAGES, type PhraseDraft, searched } from "./draft"
import { phraseTitle } from "./titles"
import { type Library, libraryWord } from "./words"

export interface Shown {
  library: Library | "all" | "withdrawn"
  query: string
}

interface PhraseListProps {
  phrases: readonly Phrase[]
  withdrawn: readonly Phrase[]
  unsaved: ReadonlyMap<string, PhraseDraft>
  shown: Shown
  onShow: (shown: Shown) => void
  chosen: string | null
  onChoose: (id: string) => void
  onNew: () => void
  /** A text as somebody reads it, without the signs of variables. */
  plain: (text: string, language: Language) => string
}

const CHOICES = ["all", "own", "unit", "shared", "withdrawn"] as const

export function PhraseList({ phrases, withdrawn, unsaved, shown, onShow, chosen, onChoose, onNew, plain }: PhraseListProps): ReactElement {
  const list = useRef<HTMLUListElement>(null)
  const { library, query } = shown
  const among = library === "withdrawn" ? withdrawn : library === "all" ? phrases : phrases.filter((phrase) => phrase.library === library)
  const found = searched(among, query)
  const begun = [...unsaved.values()].filter((draft) => ![...phrases, ...withdrawn].some((phrase) => phrase.id === draft.id))
  const walk = (event: KeyboardEvent): void => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0
    if (step === 0) return
    const lines = [...(list.current?.querySelectorAll("button") ?? [])]
    const at = lines.indexOf(document.activeElement as HTMLButtonElement)
    lines[Math.max(0, Math.min(lines.length - 1, at + step))]?.focus()
    event.preventDefault()
  }
  return (
    <section className="phrase-list" aria-label={m.desk_phrases()} onKeyDown={walk}>
      <div className="phrase-list__head">
        <p className="phrase-list__title" aria-hidden="true">
          {m.desk_phrases()}
        </p>
        <button type="button" className="button button--s button--filled" onClick={onNew}>
          <Icon outline={plus} size="s" /> {m.phrases_new()}
        </button>
      </div>
      <label className="narrow__search">
        <Icon outline={search} size="s" />
        <input
          id="phrase-search"
          type="search"
          autoComplete="off"
          aria-label={m.phrases_search()}
          placeholder={m.phrases_search_example()}
          maxLength={100}
          value={query}
          onChange={(event) => onShow({ library, query: event.currentTarget.value })}
        />
      </label>
      <div className="filters filters--wrap" role="group" aria-label={m.phrases_library()}>
        {CHOICES.map((choice) => (
          <button key={choice} type="button" className="filter" aria-pressed={choice === library} onClick={() => onShow({ library: choice, query })}>
            {choice === "all" ? m.phrases_all() : choice === "withdrawn" ? m.phrases_withdrawn() : libraryWord(choice)}
          </button>
        ))}
      </div>
      <p className="hidden-visually" role="status">
        {m.desk_phrases_found({ count: found.length })}
      </p>
      <ul ref={list} className="phrase-list__lines">
        {begun.map((draft) => (
          <Line key={draft.id} id={draft.id} words={draft} mark={m.phrases_unsaved()} chosen={chosen === draft.id} onChoose={onChoose} plain={plain} />
        ))}
        {found.map((phrase) => (
          <Line
            key={phrase.id}
            id={phrase.id}
            words={unsaved.get(phrase.id) ?? phrase}
            mark={unsaved.has(phrase.id) ? m.phrases_unsaved() : null}
            chosen={chosen === phrase.id}
            onChoose={onChoose}
            plain={plain}
          />
        ))}
      </ul>
      {found.length + begun.length === 0 ? <p className="phrase-list__nothing">{library === "withdrawn" && query === "" ? m.phrases_none_withdrawn() : m.phrases_nothing()}</p> : null}
    </section>
  )
}

interface LineProps {
  id: string
  words: Pick<PhraseDraft, "abbreviation" | "title" | "text" | "library">
  mark: string | null
  chosen: boolean
  onChoose: (id: string) => void
  plain: PhraseListProps["plain"]
}

function Line({ id, words, mark, chosen, onChoose, plain }: LineProps): ReactElement {
  const spoken = language.get()
  const written = LANGUAGES.find((one) => one === spoken && words.text[one] !== "") ?? LANGUAGES.find((one) => words.text[one] !== "") ?? spoken
  const text = plain(words.text[written], written)
  const missing = LANGUAGES.filter((one) => words.text[one].trim() === "")
  return (
    <li>
      <button type="button" className="phrase-line" aria-current={chosen ? "true" : undefined} onClick={() => onChoose(id)}>
        <span className="phrase-line__title">{phraseTitle(words.title, spoken) || m.phrases_untitled()}</span>
        <kbd className="key">;{words.abbreviation}</kbd>
        <span className="phrase-line__text" lang={written} title={text}>
          {text}
        </span>
        <span className="phrase-line__marks">
          <span>{libraryWord(words.library)}</span>
          {missing.length === 1 ? <span className="phrase-line__missing">{missing[0] === "sv" ? m.phrases_missing_sv() : m.phrases_missing_en()}</span> : null}
          {mark === null ? null : <span className="phrase-line__unsaved">{mark}</span>}
        </span>
      </button>
    </li>
  )
}
