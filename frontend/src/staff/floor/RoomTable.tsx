/**
 * Every open case of the unit, the longest wait against its target first, each with what a supervisor may do with it.
 * The roles are written out since a narrow window lays the rows out as cards, which takes them from some browsers.
 */
import type { ReactElement } from "react"
import { Button as DragButton, useDrag } from "react-aria-components"
import grip from "@phosphor-icons/core/assets/bold/dots-six-vertical-bold.svg?icon"
import { localized } from "../../core/language"
import type { StaffLoad, WorkItem } from "../../core/protocol/wire"
import { Icon } from "../../design/Icon"
import { PriorityMark } from "../../design/Priority"
import * as m from "../../texts/messages"
import { absenceWords, isAbsent } from "../absences/absences"
import { isUnresolved } from "../closing/plans"
import { liesUnopened } from "../silences/silences"
import { haste } from "../desk/waiting"
import { alarmWords, caseNumber, exactWait, hasteWords, moment, nameAndAge, spanWords, targetWords } from "../words"
import { carried } from "./carrying"
import { RowActions } from "./RowActions"
import { barShare, fittingRows, floorOrder, minutesOfTurn } from "./summary"

export interface RoomTableProps {
  items: readonly WorkItem[]
  staff: readonly StaffLoad[]
  now: number
  /** So many rows there is room for. */
  most: number
  /** On a wall: numbers instead of names, and nothing to press. */
  wall: boolean
  onGive: (item: WorkItem, to: StaffLoad) => void
  onOpen: (item: WorkItem) => void
  onPrioritise: (item: WorkItem) => void
}

export function RoomTable(props: RoomTableProps): ReactElement {
  const { waiting, held } = floorOrder(props.items, props.now)
  const shown = fittingRows({ waiting, held }, props.most, props.now)
  return (
    <table role="table" className={props.wall ? "table floor-table floor-table--wall" : "table floor-table"}>
      <thead role="rowgroup">
        <tr role="row">
          {props.wall ? null : (
            <th role="columnheader" scope="col">
              <span className="hidden-visually">{m.floor_column_move()}</span>
            </th>
          )}
          <th role="columnheader" scope="col">{m.floor_column_priority()}</th>
          <th role="columnheader" scope="col">{props.wall ? m.floor_column_case() : m.floor_column_resident()}</th>
          <th role="columnheader" scope="col" className="floor-table__gauge">
            {m.floor_column_waited()}
            <span className="target-sign" aria-hidden="true">
              {m.floor_target()}
            </span>
          </th>
          <th role="columnheader" scope="col">
            <span className="hidden-visually">{m.floor_column_minutes()}</span>
          </th>
          <th role="columnheader" scope="col">{m.floor_column_holder()}</th>
          {props.wall ? null : (
            <th role="columnheader" scope="col">
              <span className="hidden-visually">{m.floor_column_actions()}</span>
            </th>
          )}
        </tr>
      </thead>
      {/* One body for both groups: a row that goes from one to the other stays itself, with its focus and its open menu. */}
      <tbody role="rowgroup">
        {[
          ...group(props, shown.waiting, m.floor_group_waiting({ count: waiting.length }), m.floor_group_waiting_order()),
          ...group(props, shown.held, m.floor_group_held({ count: held.length }), m.floor_group_held_order()),
        ]}
      </tbody>
    </table>
  )
}

function group(props: RoomTableProps, items: readonly WorkItem[], heading: string, order: string): ReactElement[] {
  if (items.length === 0) return []
  return [
    <tr key={order} role="row" className="floor-table__group">
      <th role="rowheader" scope="colgroup" colSpan={props.wall ? 5 : 7}>
        {heading}, <span className="floor-table__order">{order}</span>
      </th>
    </tr>,
    ...items.map((item) => <Row key={item.case_id} {...props} item={item} />),
  ]
}

function Row(props: RoomTableProps & { item: WorkItem }): ReactElement {
  const { item, wall, now } = props
  const { dragProps, dragButtonProps, isDragging } = useDrag({
    hasDragButton: true,
    isDisabled: wall,
    getItems: () => carried(item.case_id),
    getAllowedDropOperations: () => ["move"],
  })
  return (
    <tr {...dragProps} role="row" data-case={item.case_id} className={isDragging ? "floor-row floor-row--carried" : "floor-row"}>
      {wall ? null : (
        <td role="cell" className="floor-row__grip">
          <DragButton {...dragButtonProps} className="grip" aria-label={m.floor_drag({ name: item.resident_name })}>
            <Icon outline={grip} />
          </DragButton>
        </td>
      )}
      <td role="cell" className="floor-row__priority">
        <PriorityMark priority={item.priority} word />
      </td>
      <th role="rowheader" scope="row" className="table__who">
        <Who item={item} wall={wall} now={now} />
      </th>
      <td role="cell" className="floor-table__gauge">{item.holder_id === null ? <Gauge item={item} now={now} /> : null}</td>
      <td role="cell" className="floor-row__wait">
        {item.holder_id === null ? <Waits item={item} now={now} /> : <Turn item={item} now={now} />}
      </td>
      <td role="cell" className="floor-row__holder">
        {item.holder_name === null ? <span className="muted">{m.floor_nobody()}</span> : <span className="table__holder">{item.holder_name}</span>}
      </td>
      {wall ? null : (
        <td role="cell" className="table__actions">
          <RowActions {...props} />
        </td>
      )}
    </tr>
  )
}

function Who({ item, wall, now }: { item: WorkItem; wall: boolean; now: number }): ReactElement {
  const number = m.desk_case_number({ number: caseNumber(item.number) })
  const sign = item.alarm ? alarmWords(item.alarm) : isUnresolved(item) ? m.closing_row() : liesUnopened(item) ? m.silence_row({ time: moment(item.unopened.since, now) }) : isAbsent(item) ? absenceWords(item) : null
  const alarm = sign === null ? null : <span className="row__flag row__flag--1">{sign}</span>
  if (wall)
    return (
      <>
        <span className="row__name">{number}</span>
        {alarm}
      </>
    )
  return (
    <>
      <span className="row__name">{nameAndAge(item.resident_name, item.age)}</span>
      <span className="row__reason">
        {number}, {alarm ?? localized(item.reason)}
      </span>
    </>
  )
}

/** The share of the promise that has passed; the target stands at the same place in every row. */
function Gauge({ item, now }: { item: WorkItem; now: number }): ReactElement {
  return (
    <span className={`gauge gauge--${item.priority ?? "administrative"}`} aria-hidden="true">
      <span className={`gauge__fill gauge__fill--${haste(item, now)}`} style={{ inlineSize: `${barShare(item, now) * 100}%` }} />
    </span>
  )
}

function Waits({ item, now }: { item: WorkItem; now: number }): ReactElement {
  const how = haste(item, now)
  return (
    <span title={exactWait(item, now)}>
      <span className={`floor-row__figure floor-row__figure--${how}`}>{spanWords(now - Date.parse(item.arrived_at))}</span>
      <span className="floor-row__target">{targetWords(item, now)}</span>
      <span className="hidden-visually"> {hasteWords(item, now)}</span>
    </span>
  )
}

/** Of a case that somebody has: whose turn it is to say something, and since when. */
function Turn({ item, now }: { item: WorkItem; now: number }): ReactElement {
  const staffs = item.turn === "staff"
  return (
    <>
      <span className={staffs ? "floor-row__figure floor-row__figure--turn" : "floor-row__figure"}>{spanWords(minutesOfTurn(item, now) * 60_000)}</span>
      <span className="floor-row__target"> {staffs ? m.floor_turn_staff() : m.floor_turn_resident()}</span>
    </>
  )
}
