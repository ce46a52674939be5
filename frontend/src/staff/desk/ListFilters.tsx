/** What the work list shows: three quick filters with their counts, and a drawer of finer ones that stay until cleared. */
import { type ReactElement, useId, useState } from "react"
import funnel from "@phosphor-icons/core/assets/regular/funnel-simple.svg?icon"
import search from "@phosphor-icons/core/assets/regular/magnifying-glass.svg?icon"
import type { WorkItem } from "../../core/protocol/wire"
import { Icon } from "../../design/Icon"
import { PriorityMark } from "../../design/Priority"
import * as m from "../../texts/messages"
import { languageName } from "../words"
import { EVERYBODY, type Filter, isFlagged, isMyTurn, languagesOf, narrowedBy, type Narrowing } from "./rows"

interface ListFiltersProps {
  items: readonly WorkItem[]
  /** How many the filters leave. */
  left: number
  me: string
  chosen: Filter
  narrowing: Narrowing
  onChoose: (filter: Filter) => void
  onNarrow: (narrowing: Narrowing) => void
}

const PRIORITIES = [1, 2, 3, 4, 5, null] as const

export function ListFilters(props: ListFiltersProps): ReactElement {
  const { items, me, chosen, narrowing } = props
  const used = narrowedBy(narrowing)
  const [open, setOpen] = useState(used > 0)
  const drawer = useId()
  const choices: readonly [Filter, string][] = [
    ["all", m.desk_filter_all({ count: items.length })],
    ["mine", m.desk_filter_mine({ count: items.filter((item) => isMyTurn(item, me)).length })],
    ["flags", m.desk_filter_flags({ count: items.filter(isFlagged).length })],
  ]
  return (
    <>
      <div className="filters" role="group" aria-label={m.desk_filter()}>
        {choices.map(([filter, words]) => (
          <button key={filter} type="button" className="filter" aria-pressed={filter === chosen} onClick={() => props.onChoose(filter)}>
            {words}
          </button>
        ))}
        <button
          type="button"
          className={used > 0 ? "tool filters__more filters__more--used" : "tool filters__more"}
          aria-expanded={open}
          aria-controls={drawer}
          aria-label={used > 0 ? m.desk_narrow_used({ count: used }) : m.desk_narrow()}
          title={m.desk_narrow()}
          onClick={() => setOpen(!open)}
        >
          <Icon outline={funnel} />
        </button>
      </div>
      {open ? <Drawer id={drawer} {...props} /> : null}
      {used > 0 ? (
        <p className="filters__left" role="status">
          <span>{m.desk_narrow_left({ count: props.left, all: items.length })}</span>
          <button type="button" className="link" onClick={() => props.onNarrow(EVERYBODY)}>
            {m.desk_narrow_clear()}
          </button>
        </p>
      ) : null}
    </>
  )
}

function Drawer({ id, items, narrowing, onNarrow }: ListFiltersProps & { id: string }): ReactElement {
  const languages = languagesOf(items)
  const { priorities, language } = narrowing
  return (
    <div id={id} className="narrow">
      <label className="narrow__search">
        <Icon outline={search} size="s" />
        <input
          type="search"
          autoComplete="off"
          aria-label={m.desk_narrow_search()}
          placeholder={m.desk_narrow_search_example()}
          value={narrowing.text}
          onChange={(event) => onNarrow({ ...narrowing, text: event.currentTarget.value })}
        />
      </label>
      <div className="narrow__row narrow__row--priorities" role="group" aria-label={m.desk_narrow_priorities()}>
        <span className="narrow__label" aria-hidden="true">
          {m.desk_narrow_priorities()}
        </span>
        {PRIORITIES.map((priority) => {
          const on = priorities.includes(priority)
          const changed = on ? priorities.filter((other) => other !== priority) : [...priorities, priority]
          return (
            <button key={priority} type="button" className="narrow__priority" aria-pressed={on} onClick={() => onNarrow({ ...narrowing, priorities: changed })}>
              <PriorityMark priority={priority} />
            </button>
          )
        })}
      </div>
      <div className="narrow__row">
        {languages.length > 1 || language !== null ? (
          <select
            className="narrow__language"
            aria-label={m.desk_narrow_language()}
            value={language ?? ""}
            onChange={(event) => onNarrow({ ...narrowing, language: event.currentTarget.value || null })}
          >
            <option value="">{m.desk_narrow_languages()}</option>
            {[...new Set([...languages, ...(language === null ? [] : [language])])].map((code) => (
              <option key={code} value={code}>
                {languageName(code)}
              </option>
            ))}
          </select>
        ) : null}
        <label className="narrow__choice">
          <input type="checkbox" checked={narrowing.guardian} onChange={(event) => onNarrow({ ...narrowing, guardian: event.currentTarget.checked })} />
          {m.desk_narrow_guardian()}
        </label>
      </div>
    </div>
  )
}
