/** Whether I take cases. The server derives the rest: at the load limit I am busy, without a connection I am away. */
import type { ReactElement } from "react"
import { Button, Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover, Text } from "react-aria-components"
import caret from "@phosphor-icons/core/assets/bold/caret-down-bold.svg?icon"
import check from "@phosphor-icons/core/assets/bold/check-bold.svg?icon"
import type { SetPresence, StaffLoad } from "../../core/protocol/wire"
import { Icon } from "../../design/Icon"
import * as m from "../../texts/messages"
import type { Desk } from "../desk/desk"
import { useWatched } from "../watched"
import { presenceWord } from "../words"

type Declared = SetPresence["declared"]
const CHOICES: readonly Declared[] = ["available", "busy", "away"]

export function PresenceMenu({ desk }: { desk: Desk }): ReactElement {
  const { staff } = useWatched(desk.staffing.now)
  const cutOff = useWatched(desk.cutOff) !== null
  const mine = staff.find((load) => load.account_id === desk.me.account_id)
  const presence: StaffLoad["presence"] = mine?.presence ?? "available"
  // What others see of whoever has lost the network is not known here, and nothing can be given to them.
  const words = cutOff ? m.staff_presence_cut_off() : presenceWord(presence)
  return (
    <MenuTrigger>
      <Button className="presence" aria-label={m.staff_presence({ state: words })}>
        <span className={`presence__dot presence__dot--${cutOff ? "offline" : presence}`} aria-hidden="true" />
        {words}
        <Icon outline={caret} size="s" />
      </Button>
      <Popover className="popover" placement="bottom end">
        <Menu
          className="menu"
          aria-label={m.staff_presence_menu()}
          selectionMode="single"
          selectedKeys={[presence]}
          onAction={(key) => void desk.staffing.declare(key as Declared)}
        >
          <MenuSection>
            <Header className="menu__head">{m.staff_presence_menu()}</Header>
            {CHOICES.map((choice) => (
              <MenuItem key={choice} id={choice} className="menu__item menu__item--wide" textValue={presenceWord(choice)}>
                {({ isSelected }) => (
                  <>
                    <span className={`presence__dot presence__dot--${choice}`} aria-hidden="true" />
                    <span className="grow">
                      <Text slot="label">{presenceWord(choice)}</Text>
                      <Text slot="description" className="menu__note">
                        {presenceHelp(choice)}
                      </Text>
                    </span>
                    <span className="menu__check">{isSelected ? <Icon outline={check} size="s" /> : null}</span>
                  </>
                )}
              </MenuItem>
            ))}
          </MenuSection>
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}

function presenceHelp(declared: Declared): string {
  switch (declared) {
    case "available":
      return m.staff_presence_available_help()
    case "busy":
      return m.staff_presence_busy_help()
    case "away":
      return m.staff_presence_away_help()
  }
}
