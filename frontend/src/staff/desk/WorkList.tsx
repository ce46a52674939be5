/** The desk's left side: my rooms, those who wait for somebody in the order of service, those who come back, and colleagues'. */
import type { KeyboardEvent, ReactElement, ReactNode } from "react"
import type { WorkItem } from "../../core/protocol/wire"
import { clockTime } from "../../core/times"
import { Button } from "../../design/Button"
import { Skeleton } from "../../design/Notices"
import * as m from "../../texts/messages"
import { Group } from "./Group"
import type { Hue, Hues } from "./hues"
import { isUnread, type Looks } from "./lastLooks"
import { ListFilters } from "./ListFilters"
import { EVERYBODY, type Filter, narrowedBy, type Narrowing, rowsOf } from "./rows"
import { OtherRow, RoomRow, WaitingRow } from "./WorkRow"

interface WorkListProps {
  /** Null until the first snapshot has come. */
  items: readonly WorkItem[] | null
  me: string
  capacity: number
  hues: Hues
  /** The rooms that stand open, and the one of them in focus. */
  shown: readonly string[]
  focused: string | null
  looks: Looks
  claiming: string | null
  selected: string | null
  filter: Filter
  narrowing: Narrowing
  now: number
  /** Since when the list has not changed, where there is no network. */
  asOf: number | null
  /** What other units ask this one to take over or to help with: groups of their own, or nothing. */
  handed: ReactNode
  onFilter: (filter: Filter) => void
  onNarrow: (narrowing: Narrowing) => void
  onSelect: (item: WorkItem) => void
  onOpen: (item: WorkItem) => void
  onClaim: (item: WorkItem) => void
}

export function WorkList(props: WorkListProps): ReactElement {
  const { items, me, filter, narrowing } = props
  if (items === null)
    return (
      <nav className="list" aria-label={m.desk_list()}>
        <div className="list__loading">
          <Skeleton rows={9} label={m.staff_loading()} slow={m.staff_slow()} />
        </div>
      </nav>
    )
  const rows = rowsOf(items, me, filter, narrowing)
  const left = rows.mine.length + rows.waiting.length + rows.paused.length + rows.others.length
  return (
    <nav className="list" aria-label={m.desk_list()} onKeyDown={walkRows}>
      <ListFilters
        items={items}
        left={left}
        me={me}
        chosen={filter}
        narrowing={narrowing}
        onChoose={props.onFilter}
        onNarrow={props.onNarrow}
      />
      {props.asOf === null ? null : <p className="list__as-of">{m.desk_list_as_of({ time: clockTime(new Date(props.asOf)) })}</p>}
      <div className="list__scroll">
        <Mine {...props} rows={rows.mine} all={items} />
        {props.handed}
        <Waiting {...props} rows={rows.waiting} />
        {rows.paused.length > 0 ? <Others {...props} title={m.desk_paused()} rows={rows.paused} /> : null}
        {rows.others.length > 0 ? <Others {...props} title={m.desk_others()} rows={rows.others} /> : null}
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

/** Up and down go from row to row, so that a long list does not have to be walked through with Tab. */
function walkRows(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0
  const row = event.target instanceof Element ? event.target.closest(".row-item") : null
  if (step === 0 || row === null) return
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>(".row-item")]
  const next = rows[rows.findIndex((one) => one === row) + step]
  if (next === undefined) return
  event.preventDefault()
  next.querySelector<HTMLElement>(".row")?.focus()
}

type PartProps = WorkListProps & { rows: readonly WorkItem[] }

function isNarrowed(props: Pick<WorkListProps, "filter" | "narrowing">): boolean {
  return props.filter !== "all" || narrowedBy(props.narrowing) > 0
}

function Mine({ rows, all, ...props }: PartProps & { all: readonly WorkItem[] }): ReactElement {
  const held = all.filter((item) => item.holder_id === props.me).length
  // What a filter hides is not in the list below.
  const waits = !isNarrowed(props) && rowsOf(all, props.me, "all").waiting.length > 0
  return (
    <Group
      title={m.desk_mine()}
      beside={m.desk_mine_count({ count: held, capacity: props.capacity })}
      empty={held > 0 ? <NothingLeft {...props} /> : <p>{waits ? m.desk_mine_empty() : m.desk_mine_none()}</p>}
    >
      {rows.map((item) => (
        <RoomRow
          key={item.case_id}
          item={item}
          now={props.now}
          hue={props.hues.get(item.case_id) ?? 1}
          focused={item.case_id === props.focused}
          open={props.shown.includes(item.case_id)}
          unread={item.case_id !== props.focused && isUnread(item, props.me, props.looks)}
          onOpen={() => props.onOpen(item)}
        />
      ))}
    </Group>
  )
}

function Waiting({ rows, ...props }: PartProps): ReactElement {
  const selected = rows.some((item) => item.case_id === props.selected) ? props.selected : (rows[0]?.case_id ?? null)
  const narrowed = isNarrowed(props)
  return (
    <Group
      title={m.desk_waiting()}
      beside={rows.length > 0 ? m.desk_waiting_count({ count: rows.length }) : ""}
      empty={narrowed ? <NothingLeft {...props} /> : <p>{props.asOf === null ? m.desk_waiting_empty() : m.desk_waiting_empty_as_of({ time: clockTime(new Date(props.asOf)) })}</p>}
    >
      {rows.map((item) => (
        <WaitingRow
          key={item.case_id}
          item={item}
          now={props.now}
          hue={hueIfOpen(props, item)}
          selected={item.case_id === selected}
          claiming={item.case_id === props.claiming}
          held={props.asOf !== null}
          onSelect={() => props.onSelect(item)}
          onOpen={() => props.onOpen(item)}
          onClaim={() => props.onClaim(item)}
        />
      ))}
    </Group>
  )
}

function Others({ title, rows, ...props }: PartProps & { title: string }): ReactElement {
  return (
    <Group title={title} beside={String(rows.length)} empty={null}>
      {rows.map((item) => (
        <OtherRow
          key={item.case_id}
          item={item}
          now={props.now}
          hue={hueIfOpen(props, item)}
          focused={item.case_id === props.focused}
          onOpen={() => props.onOpen(item)}
        />
      ))}
    </Group>
  )
}

function hueIfOpen(props: WorkListProps, item: WorkItem): Hue | null {
  return props.shown.includes(item.case_id) ? (props.hues.get(item.case_id) ?? null) : null
}

/** The filters hide what there is; the way back stands beside the word. */
function NothingLeft({ onFilter, onNarrow }: Pick<WorkListProps, "onFilter" | "onNarrow">): ReactElement {
  return (
    <>
      <p>{m.desk_filtered_empty()}</p>
      <Button
        look="quiet"
        size="s"
        onPress={() => {
          onFilter("all")
          onNarrow(EVERYBODY)
        }}
      >
        {m.desk_filtered_show_all()}
      </Button>
    </>
  )
}
