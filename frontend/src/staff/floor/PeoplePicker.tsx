/** The colleagues a case can be given to: who is here, with what they carry. */
import type { ReactElement } from "react"
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
    <Menu
      className="menu"
      aria-label={m.floor_give_named({ name: item.resident_name })}
      onAction={(key) => {
        const to = others.find((load) => load.account_id === key)
        if (to) onChoose(to)
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
  )
}
