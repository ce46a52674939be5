/** Whether I take cases. The server derives the rest: at the load limit I am busy, without a connection I am away. */
import type { ReactElement } from "react"
import { Button, Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover, Text } from "react-aria-components"
import caret from "@phosphor-icons/core/assets/bold/caret-down-bold.svg?icon"
import check from "@phosphor-icons/core/assets/bold/check-bold.svg?icon"
import type { SetPresence, StaffLoad } from "../../core/protocol/wire"
import { Icon } from "../../design/Icon"
import * as m from "../../texts/messages"
import type { Staffing } from "../desk/staffing"
import { useWatched } from "../watched"
import { presenceWord } from "../words"

type Declared = SetPresence["declared"]
const CHOICES: readonly Declared[] = ["available", "busy", "away"]

export function PresenceMenu({ staffing, me }: { staffing: Staffing; me: string }): ReactElement {
  const { staff } = useWatched(staffing.now)
  const mine = staff.find((load) => load.account_id === me)
  const presence: StaffLoad["presence"] = mine?.presence ?? "available"
  return (
    <MenuTrigger>
      <Button className="presence" aria-label={m.staff_presence({ state: presenceWord(presence) })}>
        <span className={`presence__dot presence__dot--${presence}`} aria-hidden="true" />
        {presenceWord(presence)}
        <Icon outline={caret} size="s" />
      </Button>
      <Popover className="popover" placement="bottom end">
        <Menu
          className="menu"
          aria-label={m.staff_presence_menu()}
          selectionMode="single"
          selectedKeys={[presence]}
          onAction={(key) => void staffing.declare(key as Declared)}
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
