/** Who is logged in, the language, light or dark, and the way out. */
import type { ReactElement } from "react"
import { Button, Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover, type Selection, Separator } from "react-aria-components"
import check from "@phosphor-icons/core/assets/bold/check-bold.svg?icon"
import buildings from "@phosphor-icons/core/assets/regular/buildings.svg?icon"
import signOut from "@phosphor-icons/core/assets/regular/sign-out.svg?icon"
import { chooseLanguage, language, localized } from "../../core/language"
import type { StaffMe } from "../../core/protocol/wire"
import { Icon } from "../../design/Icon"
import * as m from "../../texts/messages"
import { warn } from "../notices"
import { useWatched } from "../watched"
import { allowDesktopNotices, desktopNotices } from "./desktopNotices"
import { allowSounds, sounds } from "./sounds"
import { chooseTheme, type Theme, theme, THEMES } from "./theme"

interface AccountMenuProps {
  me: StaffMe
  onLogOut: () => void
  /** For whoever decides what holds for the whole unit. */
  onUnit: (() => void) | null
}

export function AccountMenu({ me, onLogOut, onUnit }: AccountMenuProps): ReactElement {
  const chosenTheme = useWatched(theme)
  const chosenLanguage = useWatched(language)
  const playsSounds = useWatched(sounds)
  const showsNotices = useWatched(desktopNotices)
  const attention = [...(playsSounds ? ["sounds"] : []), ...(showsNotices ? ["notices"] : [])]
  return (
    <MenuTrigger>
      <Button className="account" aria-label={m.staff_account({ name: me.name })}>
        <span className="avatar avatar--s avatar--drawn" data-initials={me.initials} />
      </Button>
      <Popover className="popover" placement="bottom end">
        <div className="account__who">
          <strong>{me.name}</strong>
          <span className="muted">{localized(me.title)}</span>
          <span className="muted">{me.unit.name}</span>
        </div>
        <Menu
          className="menu"
          aria-label={m.staff_account_menu()}
          onAction={(key) => {
            if (key === "logout") onLogOut()
            if (key === "unit") onUnit?.()
          }}
        >
          <MenuSection
            selectionMode="single"
            selectedKeys={[chosenLanguage]}
            onSelectionChange={(keys) => chooseLanguage(only(keys) === "en" ? "en" : "sv")}
          >
            <Header className="menu__head">{m.staff_language()}</Header>
            <Choice id="sv" lang="sv" words={m.staff_language_sv()} />
            <Choice id="en" lang="en" words={m.staff_language_en()} />
          </MenuSection>
          <Separator className="menu__line" />
          <MenuSection
            selectionMode="single"
            selectedKeys={[chosenTheme]}
            onSelectionChange={(keys) => chooseTheme(THEMES.find((choice) => choice === only(keys)) ?? "system")}
          >
            <Header className="menu__head">{m.staff_theme()}</Header>
            {THEMES.map((choice) => (
              <Choice key={choice} id={choice} words={themeWord(choice)} />
            ))}
          </MenuSection>
          <Separator className="menu__line" />
          <MenuSection
            selectionMode="multiple"
            selectedKeys={attention}
            onSelectionChange={(keys) => {
              const chosen = keys === "all" ? ["sounds", "notices"] : [...keys]
              if (chosen.includes("sounds") !== playsSounds) allowSounds(!playsSounds)
              if (chosen.includes("notices") !== showsNotices) void turnNotices(!showsNotices)
            }}
          >
            <Header className="menu__head">{m.staff_attention()}</Header>
            <Choice id="sounds" words={m.staff_sounds()} />
            <Choice id="notices" words={m.staff_notices()} note={m.staff_notices_help()} />
          </MenuSection>
          <Separator className="menu__line" />
          {onUnit === null ? null : (
            <MenuItem id="unit" className="menu__item">
              <Icon outline={buildings} /> {m.unit_settings()}
            </MenuItem>
          )}
          <MenuItem id="logout" className="menu__item">
            <Icon outline={signOut} /> {m.staff_logout()}
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}

/** The browser asks on its own; what it refuses can only be changed there. */
async function turnNotices(on: boolean): Promise<void> {
  if (!(await allowDesktopNotices(on))) warn(m.staff_notices_refused)
}

function Choice({ id, words, lang, note }: { id: string; words: string; lang?: string; note?: string }): ReactElement {
  return (
    <MenuItem id={id} className="menu__item" textValue={words}>
      {({ isSelected }) => (
        <>
          <span className="menu__check">{isSelected ? <Icon outline={check} size="s" /> : null}</span>
          <span lang={lang}>
            {words}
            {note === undefined ? null : <span className="menu__note">{note}</span>}
          </span>
        </>
      )}
    </MenuItem>
  )
}

function only(keys: Selection): string | undefined {
  return keys === "all" ? undefined : [...keys].map(String)[0]
}

function themeWord(choice: Theme): string {
  switch (choice) {
    case "system":
      return m.staff_theme_system()
    case "light":
      return m.staff_theme_light()
    case "dark":
      return m.staff_theme_dark()
  }
}
