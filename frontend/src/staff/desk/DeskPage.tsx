/** The desk: work list, open rooms, and the case of the room in focus. */
import type { ReactElement } from "react"
import tray from "@phosphor-icons/core/assets/regular/tray.svg?icon"
import warning from "@phosphor-icons/core/assets/regular/warning-circle.svg?icon"
import { errorText } from "../../core/errors/errorText"
import type { RoomClient } from "../../core/room/roomClient"
import { Button } from "../../design/Button"
import { EmptyState, Skeleton } from "../../design/Notices"
import * as m from "../../texts/messages"
import { CasePanel } from "../case/CasePanel"
import { RoomPane } from "../room/RoomPane"
import { useNow, useWatched } from "../watched"
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
  const now = useNow(desk.skew)
  const focused = focusedRoom(panes)
  const client = focused === null ? null : desk.client(focused)
  const hueOf = (room: string): Hue => hues.get(room) ?? 1
  return (
    <main id="work" className="desk">
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
          onFilter={(chosen) => desk.choose(chosen)}
          onNarrow={(chosen) => desk.narrow(chosen)}
          now={now}
          onSelect={(item) => desk.marked.set(item.case_id)}
          onOpen={(item) => desk.openRoom(item.case_id)}
          onClaim={(item) => void desk.claim(item)}
        />
      )}
      <section className={`panes panes--${panes.shown.length} ${calling === null ? "" : "panes--call"}`} aria-label={m.desk_panes()}>
        {panes.shown.map((room) => {
          const its = desk.client(room)
          if (its === null) return null
          return <RoomPane key={room} desk={desk} client={its} hue={hueOf(room)} focused={room === focused} slot={panes.stack.indexOf(room) + 1} now={now} />
        })}
        {panes.shown.length === 0 ? <NoPanes desk={desk} /> : null}
      </section>
      <aside className="side">
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

function NoPanes({ desk }: { desk: Desk }): ReactElement {
  const waiting = rowsOf(desk.items, desk.me.account_id, "all").waiting.length > 0
  return (
    <div className="panes__empty">
      <EmptyState kind="empty" icon={tray} title={m.desk_panes_empty_heading()}>
        <p>{waiting ? m.desk_panes_empty() : m.desk_panes_empty_none()}</p>
        {waiting ? (
          <Button look="line" onPress={() => desk.markMostUrgent()}>
            {m.desk_take_next()} <kbd className="key">N</kbd>
          </Button>
        ) : null}
      </EmptyState>
    </div>
  )
}
