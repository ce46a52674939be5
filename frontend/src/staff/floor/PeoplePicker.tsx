/** Colleagues to choose one of, and those a case can be given to: who is here, with what they carry. */
import type { ReactElement, ReactNode } from "react"
import { Menu, MenuItem } from "react-aria-components"
import { localized } from "../../core/language"
import type { StaffLoad } from "../../core/protocol/wire"
import * as m from "../../texts/messages"
import { presenceWord } from "../words"

interface PeoplePickerProps {
  item: { resident_name: string; holder_id: string | null }
  staff: readonly StaffLoad[]
  onChoose: (to: StaffLoad) => void
}

export function PeoplePicker({ item, staff, onChoose }: PeoplePickerProps): ReactElement {
  const others = staff.filter((load) => load.account_id !== item.holder_id && load.presence !== "offline")
  if (others.length === 0) return <p className="menu__empty">{m.floor_give_nobody()}</p>
  return (
    <PeopleMenu
      label={m.floor_give_named({ name: item.resident_name })}
      people={others}
      onChoose={onChoose}
      beside={(load) => <span className="figures">{m.floor_staff_holding({ count: load.holding, capacity: load.capacity })}</span>}
    />
  )
}

interface PeopleMenuProps {
  label: string
  people: readonly StaffLoad[]
  onChoose: (whom: StaffLoad) => void
  /** What stands at the end of somebody's line. */
  beside?: (load: StaffLoad) => ReactNode
}

export function PeopleMenu({ label, people, onChoose, beside }: PeopleMenuProps): ReactElement {
  return (
    <Menu
      className="menu"
      aria-label={label}
      onAction={(key) => {
        const whom = people.find((load) => load.account_id === key)
        if (whom) onChoose(whom)
      }}
    >
      {people.map((load) => (
        <MenuItem key={load.account_id} id={load.account_id} className="menu__item menu__item--wide" textValue={load.name}>
          <span className={`presence__dot presence__dot--${load.presence}`} aria-hidden="true" />
          <span className="grow">
            <span className="strong">{load.name}</span>
            <span className="menu__note">
              {m.floor_staff_line({ title: localized(load.title), presence: presenceWord(load.presence).toLowerCase() })}
            </span>
          </span>
          {beside?.(load)}
        </MenuItem>
      ))}
    </Menu>
  )
}
