/** The desk's left side: my rooms, those who wait for somebody in the order of service, and those with colleagues. */
import type { ReactElement, ReactNode } from "react"
import type { WorkItem } from "../../core/protocol/wire"
import { Skeleton } from "../../design/Notices"
import * as m from "../../texts/messages"
import type { Hues } from "./hues"
import { type Filter, isFlagged, isMyTurn, rowsOf } from "./rows"
import { OtherRow, RoomRow, WaitingRow } from "./WorkRow"

interface WorkListProps {
  /** Null until the first snapshot has come. */
  items: readonly WorkItem[] | null
  me: string
  capacity: number
  hues: Hues
  focused: string | null
  claiming: string | null
  selected: string | null
  filter: Filter
  now: number
  onFilter: (filter: Filter) => void
  onSelect: (item: WorkItem) => void
  onOpen: (item: WorkItem) => void
  onClaim: (item: WorkItem) => void
}

export function WorkList(props: WorkListProps): ReactElement {
  const { items, me, filter } = props
  if (items === null)
    return (
      <nav className="list" aria-label={m.desk_list()}>
        <div className="list__loading">
          <Skeleton rows={9} label={m.staff_loading()} />
        </div>
      </nav>
    )
  const rows = rowsOf(items, me, filter)
  const selected = rows.waiting.some((item) => item.case_id === props.selected)
    ? props.selected
    : (rows.waiting[0]?.case_id ?? null)
  return (
    <nav className="list" aria-label={m.desk_list()}>
      <Filters items={items} me={me} chosen={filter} onChoose={props.onFilter} />
      <div className="list__scroll">
        <Group
          title={m.desk_mine()}
          beside={m.desk_mine_count({ count: items.filter((item) => item.holder_id === me).length, capacity: props.capacity })}
          empty={filter === "all" ? m.desk_mine_empty() : m.desk_filtered_empty()}
        >
          {rows.mine.map((item) => (
            <RoomRow
              key={item.case_id}
              item={item}
              now={props.now}
              hue={props.hues.get(item.case_id) ?? 1}
              open={item.case_id === props.focused}
              onOpen={() => props.onOpen(item)}
            />
          ))}
        </Group>
        <Group
          title={m.desk_waiting()}
          beside={rows.waiting.length > 0 ? m.desk_waiting_count({ count: rows.waiting.length }) : ""}
          empty={filter === "all" ? m.desk_waiting_empty() : m.desk_filtered_empty()}
        >
          {rows.waiting.map((item) => (
            <WaitingRow
              key={item.case_id}
              item={item}
              now={props.now}
              selected={item.case_id === selected}
              claiming={item.case_id === props.claiming}
              onSelect={() => props.onSelect(item)}
              onOpen={() => props.onOpen(item)}
              onClaim={() => props.onClaim(item)}
            />
          ))}
        </Group>
        {rows.others.length > 0 ? (
          <Group title={m.desk_others()} beside={String(rows.others.length)} empty="">
            {rows.others.map((item) => (
              <OtherRow key={item.case_id} item={item} now={props.now} open={item.case_id === props.focused} onOpen={() => props.onOpen(item)} />
            ))}
          </Group>
        ) : null}
      </div>
      <p className="list__foot" aria-hidden="true">
        <span>
          <kbd className="key">N</kbd> {m.desk_hint_next()}
        </span>
        <span>
          <kbd className="key">J</kbd> {m.desk_hint_mine()}
        </span>
      </p>
    </nav>
  )
}

interface GroupProps {
  title: string
  beside: string
  empty: string
  children: ReactNode[]
}

function Group({ title, beside, empty, children }: GroupProps): ReactElement {
  return (
    <section className="group" aria-label={title}>
      <header className="group__head">
        <h2 className="group__title">{title}</h2>
        <span>{beside}</span>
      </header>
      {children.length > 0 ? <ul className="rows">{children}</ul> : <p className="group__empty">{empty}</p>}
    </section>
  )
}

interface FiltersProps {
  items: readonly WorkItem[]
  me: string
  chosen: Filter
  onChoose: (filter: Filter) => void
}

function Filters({ items, me, chosen, onChoose }: FiltersProps): ReactElement {
  const choices: readonly [Filter, string][] = [
    ["all", m.desk_filter_all({ count: items.length })],
    ["mine", m.desk_filter_mine({ count: items.filter((item) => isMyTurn(item, me)).length })],
    ["flags", m.desk_filter_flags({ count: items.filter(isFlagged).length })],
  ]
  return (
    <div className="filters" role="group" aria-label={m.desk_filter()}>
      {choices.map(([filter, words]) => (
        <button key={filter} type="button" className="filter" aria-pressed={filter === chosen} onClick={() => onChoose(filter)}>
          {words}
        </button>
      ))}
    </div>
  )
}
