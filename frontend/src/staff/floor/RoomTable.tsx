/** Every open case of the unit in the order of service, each with its one action: to give it to somebody. */
import type { ReactElement } from "react"
import { Button as MenuButton, Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components"
import caret from "@phosphor-icons/core/assets/bold/caret-down-bold.svg?icon"
import { localized } from "../../core/language"
import type { StaffLoad, WorkItem } from "../../core/protocol/wire"
import { Button } from "../../design/Button"
import { Icon } from "../../design/Icon"
import { PriorityMark } from "../../design/Priority"
import * as m from "../../texts/messages"
import { haste } from "../desk/waiting"
import { Wait } from "../desk/WorkRow"
import { caseNumber, presenceWord } from "../words"
import { barShare } from "./summary"

interface RoomTableProps {
  items: readonly WorkItem[]
  staff: readonly StaffLoad[]
  now: number
  onGive: (item: WorkItem, to: StaffLoad) => void
  onOpen: (item: WorkItem) => void
}

export function RoomTable(props: RoomTableProps): ReactElement {
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">{m.floor_column_priority()}</th>
          <th scope="col">{m.floor_column_resident()}</th>
          <th scope="col" className="table__wait">
            {m.floor_column_waited()}
          </th>
          <th scope="col">{m.floor_column_holder()}</th>
          <th scope="col">
            <span className="hidden-visually">{m.floor_column_actions()}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {props.items.map((item) => (
          <Row key={item.case_id} {...props} item={item} />
        ))}
      </tbody>
    </table>
  )
}

function Row({ item, staff, now, onGive, onOpen }: RoomTableProps & { item: WorkItem }): ReactElement {
  return (
    <tr data-case={item.case_id}>
      <td>
        <PriorityMark priority={item.priority} word />
      </td>
      <th scope="row" className="table__who">
        <span className="row__name">{m.staff_years({ name: item.resident_name, age: item.age })}</span>
        <span className="row__reason">
          {m.desk_case_number({ number: caseNumber(item.number) })}, {localized(item.reason)}
        </span>
      </th>
      <td className="table__wait">
        {item.holder_id === null ? (
          <span className="gauge" aria-hidden="true">
            <span className={`gauge__fill gauge__fill--${haste(item, now)}`} style={{ inlineSize: `${barShare(item, now) * 100}%` }} />
          </span>
        ) : null}
        <Wait item={item} now={now} />
      </td>
      <td>
        {item.holder_name === null ? (
          <span className="muted">{m.floor_waits()}</span>
        ) : (
          <>
            <span className="table__holder">{item.holder_name}</span>
            <span className="muted">{item.turn === "staff" ? m.floor_turn_staff() : m.desk_turn_resident()}</span>
          </>
        )}
      </td>
      <td className="table__actions">
        <GiveMenu item={item} staff={staff} onGive={onGive} />
        <Button look="quiet" size="s" label={m.floor_open_named({ name: item.resident_name })} onPress={() => onOpen(item)}>
          {m.floor_open()}
        </Button>
      </td>
    </tr>
  )
}

/** "Ge till" for the eye, "Ge Anna Lind till" for the ear: the name stands where the sentence wants it. */
function GiveWords({ name }: { name: string }): ReactElement {
  const [before, after] = m.floor_give_named({ name: "|" }).split("|")
  return (
    <span>
      {before}
      <span className="hidden-visually">{name}</span>
      {after}
    </span>
  )
}

function GiveMenu({ item, staff, onGive }: Pick<RoomTableProps, "staff" | "onGive"> & { item: WorkItem }): ReactElement {
  const others = staff.filter((load) => load.account_id !== item.holder_id && load.presence !== "offline")
  return (
    <MenuTrigger>
      <MenuButton className="button button--line button--s">
        <GiveWords name={item.resident_name} />
        <Icon outline={caret} size="s" />
      </MenuButton>
      <Popover className="popover" placement="bottom end">
        {others.length === 0 ? (
          <p className="menu__empty">{m.floor_give_nobody()}</p>
        ) : (
          <Menu
            className="menu"
            aria-label={m.floor_give_named({ name: item.resident_name })}
            onAction={(key) => {
              const to = others.find((load) => load.account_id === key)
              if (to) onGive(item, to)
            }}
          >
            {others.map((load) => (
              <MenuItem key={load.account_id} id={load.account_id} className="menu__item menu__item--wide" textValue={load.name}>
                <span className={`presence__dot presence__dot--${load.presence}`} aria-hidden="true" />
                <span className="grow">
                  <span className="strong">{load.name}</span>
                  <span className="menu__note">
                    {m.floor_staff_line({ title: localized(load.title), presence: presenceWord(load.presence).toLowerCase() })}
                  </span>
                </span>
                <span className="figures">{m.floor_staff_holding({ count: load.holding, capacity: load.capacity })}</span>
              </MenuItem>
            ))}
          </Menu>
        )}
      </Popover>
    </MenuTrigger>
  )
}
