/** What a supervisor may do with one case: give it to somebody, open it, change its priority. */
import type { ReactElement } from "react"
import { Button, Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components"
import caret from "@phosphor-icons/core/assets/bold/caret-down-bold.svg?icon"
import dots from "@phosphor-icons/core/assets/bold/dots-three-bold.svg?icon"
import type { StaffLoad, WorkItem } from "../../core/protocol/wire"
import { Icon } from "../../design/Icon"
import * as m from "../../texts/messages"
import { PeoplePicker } from "./PeoplePicker"

interface RowActionsProps {
  item: WorkItem
  staff: readonly StaffLoad[]
  onGive: (item: WorkItem, to: StaffLoad) => void
  onOpen: (item: WorkItem) => void
  onPrioritise: (item: WorkItem) => void
}

export function RowActions({ item, staff, onGive, onOpen, onPrioritise }: RowActionsProps): ReactElement {
  const name = item.resident_name
  return (
    <>
      <MenuTrigger>
        <Button className="button button--line button--s">
          <GiveWords name={name} />
          <Icon outline={caret} size="s" />
        </Button>
        <Popover className="popover" placement="bottom end">
          <PeoplePicker item={item} staff={staff} onChoose={(to) => onGive(item, to)} />
        </Popover>
      </MenuTrigger>
      <MenuTrigger>
        <Button className="tool" aria-label={m.floor_more({ name })}>
          <Icon outline={dots} />
        </Button>
        <Popover className="popover" placement="bottom end">
          <Menu className="menu" onAction={(key) => (key === "open" ? onOpen(item) : onPrioritise(item))}>
            <MenuItem id="open" className="menu__item">
              {m.floor_open_desk()}
            </MenuItem>
            {item.administrative ? null : (
              <MenuItem id="prioritise" className="menu__item">
                {m.case_prioritise()}
              </MenuItem>
            )}
          </Menu>
        </Popover>
      </MenuTrigger>
    </>
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
