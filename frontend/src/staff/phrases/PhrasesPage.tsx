/** The libraries of phrases: found on the left, read and written on the right. On a telephone one of the two at a time. */
import { type ReactElement, useEffect, useState } from "react"
import quotes from "@phosphor-icons/core/assets/regular/quotes.svg?icon"
import { Button } from "../../design/Button"
import { EmptyState, Skeleton } from "../../design/Notices"
import type { Phrase } from "../../core/protocol/wire"
import * as m from "../../texts/messages"
import type { Desk } from "../desk/desk"
import { focusSoon } from "../focus"
import { useWatched } from "../watched"
import { draftOf, newDraft, type PhraseDraft } from "./draft"
import { PhraseForm } from "./PhraseForm"
import { PhraseList, type Shown } from "./PhraseList"
import { plainText } from "./preview"
import { Shelf } from "./shelf"
import type { Library } from "./words"

export function PhrasesPage({ desk }: { desk: Desk }): ReactElement {
  const [shelf] = useState(() => new Shelf(desk.phrases, desk.drafts))
  const book = useWatched(shelf.book.now)
  const unsaved = useWatched(shelf.unsaved)
  const withdrawn = useWatched(shelf.withdrawn)
  const [chosen, setChosen] = useState<string | null>(null)
  const [shown, setShown] = useState<Shown>({ library: "all", query: "" })
  useEffect(() => {
    void shelf.restore()
    shelf.askForWithdrawn().catch(() => undefined)
  }, [shelf])
  if (book.phase !== "here")
    return (
      <main id="work" className="phrase-page phrase-page--waiting">
        {book.phase === "asking" ? (
          <Skeleton rows={6} label={m.loading()} slow={m.staff_slow()} />
        ) : (
          <EmptyState kind="broken" icon={quotes} title={m.phrases_broken()} heading="h1">
            <p>{m.phrases_broken_text()}</p>
            <Button look="filled" onPress={() => void shelf.book.load()}>
              {m.try_again()}
            </Button>
          </EmptyState>
        )}
      </main>
    )
  const { phrases, editable } = book.phrases
  const all = [...phrases, ...withdrawn]
  const phrase = all.find((one) => one.id === chosen) ?? null
  const draft = chosen === null ? null : (unsaved.get(chosen) ?? (phrase === null ? null : draftOf(phrase)))
  const open = (id: string | null): void => {
    setChosen(id)
    focusSoon(id === null ? "#phrase-search" : "#phrase-heading")
  }
  const begin = (begun: PhraseDraft): void => {
    shelf.keep(begun)
    open(begun.id)
  }
  const library: Library = shown.library !== "all" && shown.library !== "withdrawn" && editable.includes(shown.library) ? shown.library : "own"
  return (
    <main id="work" className={draft === null ? "phrase-page" : "phrase-page phrase-page--open"}>
      <h1 className="hidden-visually">{m.desk_phrases()}</h1>
      <PhraseList
        phrases={phrases}
        withdrawn={withdrawn}
        unsaved={unsaved}
        shown={shown}
        onShow={setShown}
        chosen={chosen}
        onChoose={open}
        onNew={() => begin(newDraft(library))}
        plain={(text, written) => plainText(text, written, desk.me, book.phrases.unit)}
      />
      <section className="phrase-page__form" aria-label={m.phrases_form()}>
        {draft === null ? (
          <EmptyState kind="empty" icon={quotes} title={m.phrases_none_chosen()}>
            <p>{m.phrases_none_chosen_text()}</p>
          </EmptyState>
        ) : (
          <PhraseForm
            key={draft.id}
            shelf={shelf}
            me={desk.me}
            unit={book.phrases.unit}
            phrase={phrase}
            withdrawn={phrase !== null && !phrases.includes(phrase)}
            draft={draft}
            unsaved={unsaved.has(draft.id)}
            editable={editable}
            onCopy={(one: Phrase) => begin(newDraft("own", one))}
            onClose={() => open(null)}
          />
        )}
      </section>
    </main>
  )
}
