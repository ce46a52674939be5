/** Over a reply: what the case does not say any more, which must be answered, and phrases that have become others, which need not. */
import type { ReactElement, RefObject } from "react"
import warning from "@phosphor-icons/core/assets/regular/warning.svg?icon"
import quotes from "@phosphor-icons/core/assets/regular/quotes.svg?icon"
import { language } from "../../core/language"
import type { Phrase } from "../../core/protocol/wire"
import { Icon } from "../../design/Icon"
import * as m from "../../texts/messages"
import { phraseTitle } from "../phrases/titles"
import type { Newer, Stale } from "./marks"
import type { PhraseChecks } from "./phraseChecks"

interface PhraseNoticesProps {
  checks: PhraseChecks
  /** The resident of this room. */
  name: string
  refreshButton: RefObject<HTMLButtonElement | null>
}

export function PhraseNotices({ checks, name, refreshButton }: PhraseNoticesProps): ReactElement {
  const { stale, newer } = checks
  return (
    <>
      {stale.length > 0 ? (
        <section className="checks checks--stale" role="alert" aria-label={m.phrases_stale_heading()}>
          <p className="checks__head">
            <Icon outline={warning} />
            <strong>{stale.some((one) => one.elsewhere) ? m.phrases_stale_elsewhere({ name }) : m.phrases_stale_heading()}</strong>
          </p>
          <ul className="checks__list">
            {stale.map((one) => (
              <li key={one.fill.start}>{staleWords(one)}</li>
            ))}
          </ul>
          <div className="checks__foot">
            <button ref={refreshButton} type="button" className="button button--s button--filled" onClick={checks.refresh}>
              {m.phrases_refresh()}
            </button>
            <button type="button" className="button button--s button--neutral" onClick={checks.agree}>
              {m.phrases_keep()}
            </button>
          </div>
        </section>
      ) : null}
      <div role="status" className="checks__quiet">
        {newer.map((one) => (
          <NewerLine key={one.insertion.start} newer={one} checks={checks} />
        ))}
      </div>
    </>
  )
}

function NewerLine({ newer, checks }: { newer: Newer; checks: PhraseChecks }): ReactElement {
  const { phrase } = newer
  return (
    <div className="checks checks--newer">
      <p className="checks__head">
        <Icon outline={quotes} size="s" />
        <span>{phrase === null ? m.phrases_gone() : newerWords(phrase)}</span>
      </p>
      <div className="checks__foot">
        {phrase === null ? null : (
          <button type="button" className="button button--s button--line" onClick={() => checks.take(newer)}>
            {m.phrases_take_new()}
          </button>
        )}
        <button type="button" className="button button--s button--quiet" onClick={() => checks.leave(newer)}>
          {phrase === null ? m.phrases_understood() : m.phrases_leave()}
        </button>
      </div>
    </div>
  )
}

function newerWords(phrase: Phrase): string {
  const title = phraseTitle(phrase.title, language.get())
  return phrase.changed_by === null ? m.phrases_newer({ title }) : m.phrases_newer_by({ title, name: phrase.changed_by })
}

function staleWords({ name, written, now }: Stale): string {
  return now === "" ? m.phrases_stale_unknown({ what: name, written }) : m.phrases_stale_line({ what: name, written, now })
}
