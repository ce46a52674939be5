/** The supervisor's floor: what is open by priority, each case against its target, and who is answering. */
import type { ReactElement } from "react"
import warning from "@phosphor-icons/core/assets/regular/warning-circle.svg?icon"
import tray from "@phosphor-icons/core/assets/regular/tray.svg?icon"
import { errorText } from "../../core/errors/errorText"
import type { WorkItem } from "../../core/protocol/wire"
import { clockTime } from "../../core/times"
import { EmptyState, Skeleton } from "../../design/Notices"
import { PriorityMark, priorityWord } from "../../design/Priority"
import * as m from "../../texts/messages"
import type { Desk } from "../desk/desk"
import { useNow, useWatched } from "../watched"
import { waitWords } from "../words"
import { RoomTable } from "./RoomTable"
import { StaffList } from "./StaffList"
import { type Cell, priorityCells } from "./summary"

export function FloorPage({ desk }: { desk: Desk }): ReactElement {
  const list = useWatched(desk.worklist.opened)
  const staffing = useWatched(desk.staffing.now)
  const now = useNow(desk.skew)
  if (list.phase === "refused")
    return (
      <main id="work" className="floor">
        <EmptyState kind="broken" icon={warning} title={m.staff_broken_heading()}>
          <p>{errorText(list.refusal)}</p>
        </EmptyState>
      </main>
    )
  const items = list.state?.items ?? null
  return (
    <main id="work" className="floor">
      <header className="floor__head">
        <h1>{m.floor_heading({ unit: desk.me.unit.name })}</h1>
        <p className="floor__clock">{clockTime(new Date(now))}</p>
      </header>
      <div className="floor__main">
        {items === null ? (
          <Skeleton rows={9} label={m.staff_loading()} />
        ) : (
          <>
            <Cells cells={priorityCells(items, now)} now={now} />
            <Rooms desk={desk} items={items} staff={staffing.staff} now={now} />
          </>
        )}
      </div>
      <StaffList staffing={staffing} items={items ?? []} />
    </main>
  )
}

interface RoomsProps {
  desk: Desk
  items: readonly WorkItem[]
  staff: Parameters<typeof RoomTable>[0]["staff"]
  now: number
}

function Rooms({ desk, items, staff, now }: RoomsProps): ReactElement {
  return (
    <section className="board" aria-labelledby="floor-rooms">
      <header className="board__head">
        <h2 id="floor-rooms">{m.floor_rooms()}</h2>
        <span className="muted">{items.length > 0 ? m.floor_rooms_count({ count: items.length }) : ""}</span>
      </header>
      {items.length === 0 ? (
        <EmptyState kind="empty" icon={tray} title={m.floor_rooms_empty_heading()}>
          <p>{m.floor_rooms_empty()}</p>
        </EmptyState>
      ) : (
        <RoomTable
          items={items}
          staff={staff}
          now={now}
          onGive={(item, to) => void desk.reassign(item, to)}
          onOpen={(item) => desk.openRoom(item.case_id)}
        />
      )}
    </section>
  )
}

function Cells({ cells, now }: { cells: readonly Cell[]; now: number }): ReactElement {
  return (
    <section className="board" aria-labelledby="floor-priorities">
      <header className="board__head">
        <h2 id="floor-priorities">{m.floor_priorities()}</h2>
        <span className="muted">{m.floor_priorities_help()}</span>
      </header>
      <ul className="cells">
        {cells.map((cell) => (
          <li key={cell.priority ?? "administrative"} className={cellClass(cell)}>
            <span className="cell__head">
              <PriorityMark priority={cell.priority} />
              <span aria-hidden="true">{priorityWord(cell.priority)}</span>
            </span>
            <span className="cell__figure">{cell.open === 0 ? "–" : cell.open}</span>
            <span className="cell__wait">{cell.longest === null ? "\u00a0" : waitWords(cell.longest, now)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function cellClass(cell: Cell): string {
  if (cell.open === 0) return "cell cell--none"
  return `cell cell--${cell.haste}`
}
