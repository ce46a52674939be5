/** The bar over the desk: where one is, what one carries, whether one takes cases, and one's account. */
import type { ReactElement } from "react"
import search from "@phosphor-icons/core/assets/regular/magnifying-glass.svg?icon"
import { Icon } from "../../design/Icon"
import { Wordmark } from "../../design/Mark"
import * as m from "../../texts/messages"
import type { Desk } from "../desk/desk"
import type { View } from "../desk/savedView"
import { loadOf } from "../desk/rows"
import { useWatched } from "../watched"
import { decides } from "../unit/decides"
import { AccountMenu } from "./AccountMenu"
import { LoadMeter } from "./LoadMeter"
import { PresenceMenu } from "./PresenceMenu"

interface TopBarProps {
  desk: Desk
  onLogOut: () => void
}

export function TopBar({ desk, onLogOut }: TopBarProps): ReactElement {
  return (
    <header className="bar">
      <Wordmark />
      <span className="bar__unit">{desk.me.unit.name}</span>
      <button type="button" className="finder" aria-keyshortcuts="Control+K" onClick={() => desk.overlay.set("palette")}>
        <Icon outline={search} size="s" />
        <span className="finder__words">
          <span className="finder__long">{m.staff_palette()}</span>
          <span className="finder__short">{m.staff_palette_short()}</span>
        </span>
        <kbd className="key">Ctrl K</kbd>
      </button>
      <Views desk={desk} />
      <MyLoad desk={desk} />
      <div className="bar__end">
        <button type="button" className="tool tool--framed" aria-label={m.staff_keys_button()} title={m.staff_keys_button()} onClick={() => desk.overlay.set("keys")}>
          ?
        </button>
        <PresenceMenu desk={desk} />
        <AccountMenu me={desk.me} onLogOut={onLogOut} onUnit={decides(desk.me) ? () => desk.view.set("settings") : null} />
      </div>
    </header>
  )
}

function Views({ desk }: { desk: Desk }): ReactElement {
  const chosen = useWatched(desk.view)
  const views: readonly [View, string][] = [
    ["desk", m.staff_nav_desk()],
    ...(desk.supervises ? [["floor", m.staff_nav_floor()] as [View, string]] : []),
    ["concluded", m.staff_nav_concluded()],
    ["phrases", m.desk_phrases()],
  ]
  return (
    <nav className="views" aria-label={m.staff_nav()}>
      {views.map(([view, words]) => (
        <button key={view} type="button" className="views__view" aria-current={view === chosen ? "page" : undefined} onClick={() => desk.view.set(view)}>
          {words}
        </button>
      ))}
    </nav>
  )
}

function MyLoad({ desk }: { desk: Desk }): ReactElement {
  useWatched(desk.worklist.opened)
  const { capacity } = desk.me
  const load = loadOf(desk.items, desk.me.account_id)
  const free = Math.max(0, capacity - load.staff - load.resident - load.incoming)
  const words = m.staff_load_words({ mine: load.staff, residents: load.resident, free })
  return (
    <div className="my-load">
      <span className="my-load__title">{m.staff_load()}</span>
      <LoadMeter {...load} capacity={capacity} words={words} />
      <span className="my-load__short figures" aria-hidden="true">
        {m.desk_mine_count({ count: load.staff + load.resident, capacity })}
      </span>
      <span className="my-load__figure" aria-hidden="true">
        <strong className="my-load__mine">{load.staff}</strong> {m.staff_load_mine()}
      </span>
      <span className="my-load__figure" aria-hidden="true">
        <strong className="my-load__resident">{load.resident}</strong> {m.staff_load_residents()}
      </span>
      {load.incoming > 0 ? (
        <span className="my-load__figure">
          <strong>{load.incoming}</strong> {m.staff_load_incoming()}
        </span>
      ) : null}
    </div>
  )
}
