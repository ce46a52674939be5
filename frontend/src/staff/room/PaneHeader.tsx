/** Who this room is about, never cut: priority, name, age, personal number; and what can be done with the case. */
import { type ReactElement, useState } from "react"
import { Button as MenuButton, Menu, MenuItem, MenuTrigger, Popover, Separator } from "react-aria-components"
import dots from "@phosphor-icons/core/assets/bold/dots-three-bold.svg?icon"
import closeIcon from "@phosphor-icons/core/assets/regular/x.svg?icon"
import type { RoomState } from "../../core/room/roomState"
import { Icon } from "../../design/Icon"
import { PriorityMark } from "../../design/Priority"
import * as m from "../../texts/messages"
import type { Desk } from "../desk/desk"
import { firstName } from "../words"
import { CallButton } from "./CallButton"
import { ConcludeDialog } from "../case/ConcludeDialog"
import { ReleaseDialog } from "../case/ReleaseDialog"

type Dialog = "release" | "conclude"

export function PaneHeader({ desk, state }: { desk: Desk; state: RoomState }): ReactElement {
  const [dialog, setDialog] = useState<Dialog | null>(null)
  const { room, staff } = state
  const name = room.resident.name
  const calls = desk.calls(room.id)
  const mine = room.holder?.id === desk.me.account_id && room.state === "active"
  return (
    <header className="pane__head">
      {staff ? <PriorityMark priority={staff.priority} /> : null}
      <div className="pane__who">
        <h2 className="pane__name">{staff ? m.staff_years({ name, age: staff.age }) : name}</h2>
        {staff ? (
          <p className="pane__number">
            <span className="hidden-visually">{m.desk_personal_number()} </span>
            {staff.personal_number}
          </p>
        ) : null}
      </div>
      {staff?.guardian ? (
        <span className="badge badge--sky pane__badge">{m.desk_guardian_badge({ name: firstName(staff.guardian.name) })}</span>
      ) : (
        <span className="badge badge--moss pane__badge">{m.desk_identified()}</span>
      )}
      {mine && calls ? <CallButton calls={calls} name={name} /> : null}
      {mine ? (
        <MenuTrigger>
          <MenuButton className="tool" aria-label={m.desk_pane_more({ name })}>
            <Icon outline={dots} />
          </MenuButton>
          <Popover className="popover" placement="bottom end">
            <Menu
              className="menu"
              onAction={(key) => {
                if (key === "note") desk.noting.set(room.id)
                else setDialog(key as Dialog)
              }}
            >
              <MenuItem id="note" className="menu__item">
                {m.desk_note()}
              </MenuItem>
              <MenuItem id="release" className="menu__item">
                {m.desk_release()}
              </MenuItem>
              <Separator className="menu__line" />
              <MenuItem id="conclude" className="menu__item">
                {m.desk_conclude()}
              </MenuItem>
            </Menu>
          </Popover>
        </MenuTrigger>
      ) : null}
      <button type="button" className="tool" aria-label={m.desk_pane_close({ name })} onClick={() => desk.closeRoom(room.id)}>
        <Icon outline={closeIcon} />
      </button>
      {dialog === "release" && staff ? (
        <ReleaseDialog desk={desk} room={room} age={staff.age} onClose={() => setDialog(null)} />
      ) : null}
      {dialog === "conclude" && staff ? (
        <ConcludeDialog desk={desk} room={room} age={staff.age} onClose={() => setDialog(null)} />
      ) : null}
    </header>
  )
}
