/** The desk: work list, open rooms, and the case of the room in focus. */
import { type ReactElement, useEffect } from "react"
import arrowDown from "@phosphor-icons/core/assets/regular/arrow-down.svg?icon"
import arrowLeft from "@phosphor-icons/core/assets/regular/arrow-left.svg?icon"
import arrowUp from "@phosphor-icons/core/assets/regular/arrow-up.svg?icon"
import tray from "@phosphor-icons/core/assets/regular/tray.svg?icon"
import warning from "@phosphor-icons/core/assets/regular/warning-circle.svg?icon"
import { errorText } from "../../core/errors/errorText"
import type { RoomClient } from "../../core/room/roomClient"
import { Button } from "../../design/Button"
import { Icon } from "../../design/Icon"
import { EmptyState, Skeleton } from "../../design/Notices"
import * as m from "../../texts/messages"
import { CasePanel } from "../case/CasePanel"
import { focusSoon } from "../focus"
import { OverflowRows } from "../overflow/OverflowRows"
import { HandedRows } from "../transfers/HandedRows"
import { RoomPane } from "../room/RoomPane"
import { useNow, useWatched } from "../watched"
import { openCase } from "./alarms"
import type { Desk } from "./desk"
import type { Hue } from "./hues"
import { focusedRoom } from "./panes"
import { rowsOf } from "./rows"
import { WorkList } from "./WorkList"

export function DeskPage({ desk }: { desk: Desk }): ReactElement {
  const list = useWatched(desk.worklist.opened)
  const panes = useWatched(desk.panes)
  const hues = useWatched(desk.hues)
  const marked = useWatched(desk.marked)
  const filter = useWatched(desk.filter)
  const narrowing = useWatched(desk.narrowing)
  const looks = useWatched(desk.looks.now)
  const claiming = useWatched(desk.claiming)
  const calling = useWatched(desk.calling)
  const cutOff = useWatched(desk.cutOff)
  const now = useNow(desk.skew)
  const focused = focusedRoom(panes)
  const client = focused === null ? null : desk.client(focused)
  const inRoom = !useWatched(desk.listing) && focused !== null
  useEffect(() => {
    // In a narrow window the room takes the list's place: it begins at its top, however far down its row was.
    if (inRoom && document.scrollingElement) document.scrollingElement.scrollTop = 0
  }, [inRoom, focused])
  const hueOf = (room: string): Hue => hues.get(room) ?? 1
  return (
    <main id="work" className={`desk ${inRoom ? "desk--room" : panes.shown.length > 0 ? "desk--list" : "desk--empty"}`}>
      <h1 className="hidden-visually">{m.staff_nav_desk()}</h1>
      {list.phase === "refused" ? (
        <div className="list list--broken">
          <EmptyState kind="broken" icon={warning} title={m.staff_broken_heading()}>
            <p>{errorText(list.refusal)}</p>
          </EmptyState>
        </div>
      ) : (
        <WorkList
          items={list.state === null ? null : list.state.items}
          me={desk.me.account_id}
          capacity={desk.me.capacity}
          hues={hues}
          focused={focused}
          claiming={claiming}
          selected={marked}
          filter={filter}
          narrowing={narrowing}
          looks={looks}
          shown={panes.shown}
          handed={
            <>
              <HandedRows desk={desk} cases={list.state?.handed ?? []} now={now} />
              <OverflowRows desk={desk} cases={list.state?.overflow ?? []} now={now} />
            </>
          }
          onFilter={(chosen) => desk.choose(chosen)}
          onNarrow={(chosen) => desk.narrow(chosen)}
          now={now}
          asOf={cutOff}
          onSelect={(item) => desk.marked.set(item.case_id)}
          onOpen={(item) => openCase(desk, item.case_id)}
          onClaim={(item) => void desk.claim(item)}
        />
      )}
      <section id="rooms" tabIndex={-1} className={`panes panes--${panes.shown.length} ${calling === null ? "" : "panes--call"}`} aria-label={m.desk_panes()}>
        {inRoom ? <RoomWays desk={desk} /> : null}
        {panes.shown.map((room) => {
          const its = desk.client(room)
          if (its === null) return null
          return <RoomPane key={room} desk={desk} client={its} hue={hueOf(room)} focused={room === focused} slot={panes.stack.indexOf(room) + 1} now={now} />
        })}
        {panes.shown.length === 0 ? <NoPanes desk={desk} /> : null}
      </section>
      <aside id="case" className="side" tabIndex={-1}>
        {inRoom ? <BackToRoom /> : null}
        {client === null ? <p className="side__empty">{m.desk_case_empty()}</p> : <Case key={client.roomId} desk={desk} client={client} hue={hueOf(client.roomId)} now={now} />}
      </aside>
    </main>
  )
}

function Case({ desk, client, hue, now }: { desk: Desk; client: RoomClient; hue: Hue; now: number }): ReactElement | null {
  const opened = useWatched(client.opened)
  if (opened.phase === "refused") return null
  if (opened.state === null)
    return (
      <div className="side__empty">
        <Skeleton rows={7} label={m.loading()} />
      </div>
    )
  const { room, staff } = opened.state
  return staff === null ? null : <CasePanel desk={desk} room={room} staff={staff} hue={hue} now={now} />
}

/** Seen only where the open room has taken the list's place, and its case lies below what the window shows. */
function RoomWays({ desk }: { desk: Desk }): ReactElement {
  return (
    <div className="desk__ways">
      <button
        type="button"
        className="desk__way"
        onClick={() => {
          desk.listing.set(true)
          focusSoon(".row[aria-current=true]", ".row")
        }}
      >
        <Icon outline={arrowLeft} size="s" />
        {m.desk_back_to_list()}
      </button>
      <a className="desk__way" href="#case">
        {m.desk_to_case()}
        <Icon outline={arrowDown} size="s" />
      </a>
    </div>
  )
}

function BackToRoom(): ReactElement {
  return (
    <div className="side__back">
      <a className="desk__way" href="#rooms">
        <Icon outline={arrowUp} size="s" />
        {m.desk_to_room()}
      </a>
    </div>
  )
}

function NoPanes({ desk }: { desk: Desk }): ReactElement {
  const rows = rowsOf(desk.items, desk.me.account_id, "all")
  const waiting = rows.waiting.length > 0
  return (
    <div className="panes__empty">
      <EmptyState kind="empty" icon={tray} title={m.desk_panes_empty_heading()}>
        <p>{nextStep(waiting, rows.mine.length > 0)}</p>
        {waiting ? (
          <Button look="line" onPress={() => desk.markMostUrgent()}>
            {m.desk_take_next()} <kbd className="key">N</kbd>
          </Button>
        ) : null}
      </EmptyState>
    </div>
  )
}

function nextStep(waiting: boolean, mine: boolean): string {
  if (waiting) return mine ? m.desk_panes_empty() : m.desk_panes_empty_first()
  return mine ? m.desk_panes_empty_mine() : m.desk_panes_empty_none()
}
