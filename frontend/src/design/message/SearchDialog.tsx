/** Looks for words in what was said. What is found leads to its message. Nothing that is typed here is kept. */
import { type Markup, useLayoutEffect, useRef, useState } from "#jsx"
import magnifier from "@phosphor-icons/core/assets/regular/magnifying-glass.svg?icon"
import { errorText } from "../../core/errors/errorText"
import { asRefusal, Refusal } from "../../core/errors/refusal"
import { localized } from "../../core/language"
import type { FoundMessage, FoundMessages } from "../../core/protocol/wire"
import { withoutTurns } from "../../core/text/direction"
import { exactTime } from "../../core/times"
import * as m from "../../texts/messages"
import { Button } from "../Button"
import { DialogFrame } from "../Dialog"
import { Icon } from "../Icon"

/** The wire's limit. */
const MOST_LETTERS = 100

interface SearchDialogProps {
  title: string
  me: string
  /** Where more than one case is looked through each find says which it is of, here with whose it is. */
  of: ((found: FoundMessage) => string) | null
  note?: string
  search: (words: string) => Promise<FoundMessages>
  onGoTo: (found: FoundMessage) => void
  onClose: () => void
}

type State = { phase: "idle" | "busy" } | { phase: "found"; answer: FoundMessages } | { phase: "failed"; refusal: Refusal }

export function SearchDialog(props: SearchDialogProps): Markup {
  const [words, setWords] = useState("")
  const [state, setState] = useState<State>({ phase: "idle" })
  const field = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => field.current?.focus(), [])
  // An answer to words that were looked for before is dropped.
  const asked = useRef(0)
  const search = async (): Promise<void> => {
    if (words.trim() === "") return
    asked.current += 1
    const mine = asked.current
    setState({ phase: "busy" })
    const next = await props.search(words.trim()).then(
      (answer): State => ({ phase: "found", answer }),
      (thrown: unknown): State => ({ phase: "failed", refusal: asRefusal(thrown) }),
    )
    if (mine === asked.current) setState(next)
  }
  return (
    <DialogFrame title={props.title} closeLabel={m.search_close()} onClose={props.onClose} wide>
      <form
        className="search"
        role="search"
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault()
          void search()
        }}
      >
        <label className="search__label" htmlFor="search-words">
          {m.search_label()}
        </label>
        <input
          id="search-words"
          className="field__input"
          type="text"
          inputMode="search"
          enterKeyHint="search"
          autoComplete="off"
          ref={field}
          dir="auto"
          maxLength={MOST_LETTERS}
          value={words}
          onInput={(event) => setWords(event.currentTarget.value)}
        />
        <Button look="filled" submit busy={state.phase === "busy"}>
          <Icon outline={magnifier} size="s" /> {m.search_button()}
        </Button>
      </form>
      <p role="status" className="muted">
        {statusWords(state)}
      </p>
      {props.note ? <p className="muted">{props.note}</p> : null}
      {state.phase === "found" ? <FoundList {...props} found={state.answer.found} /> : null}
    </DialogFrame>
  )
}

function statusWords(state: State): string {
  switch (state.phase) {
    case "idle":
      return m.search_help()
    case "busy":
      return m.search_busy()
    case "failed":
      return errorText(state.refusal)
    case "found": {
      const count = state.answer.found.length
      if (count === 0) return state.answer.whole ? m.search_none() : m.search_none_new()
      return state.answer.whole ? m.search_found({ count }) : m.search_found_newest({ count })
    }
  }
}

function FoundList(props: SearchDialogProps & { found: readonly FoundMessage[] }): Markup {
  return (
    <ul className="search__found">
      {props.found.map((found) => (
        <li key={found.message_id}>
          <button type="button" className="search__one" onClick={() => props.onGoTo(found)}>
            {props.of ? <bdi className="search__of">{props.of(found)}</bdi> : null}
            <span className="search__line" dir="auto">
              {found.before}
              <mark>{found.hit}</mark>
              {found.after}
            </span>
            <span className="search__by">
              <bdi>{found.sender.id === props.me ? m.search_you() : withoutTurns(found.sender.name)}</bdi>, {exactTime(found.at)}
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}

/** Which case a find is of: its number and what it is about. */
export const caseWords = (found: FoundMessage): string => m.search_case({ number: found.number, reason: localized(found.reason) })

/** The same with whose it is. */
export const caseOfWords = (found: FoundMessage): string =>
  m.search_case_of({ name: withoutTurns(found.resident_name), number: found.number, reason: localized(found.reason) })
