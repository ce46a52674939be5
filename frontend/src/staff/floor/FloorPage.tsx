/** The supervisor's floor: open cases against their targets, who is answering, and what has just been done. */
import { type ReactElement, useState } from "react"
import eyeSlash from "@phosphor-icons/core/assets/regular/eye-slash.svg?icon"
import signOut from "@phosphor-icons/core/assets/regular/sign-out.svg?icon"
import tray from "@phosphor-icons/core/assets/regular/tray.svg?icon"
import warning from "@phosphor-icons/core/assets/regular/warning-circle.svg?icon"
import { errorText } from "../../core/errors/errorText"
import type { StaffLoad, WorkItem } from "../../core/protocol/wire"
import { clockTime, dayAndMonth, weekday } from "../../core/times"
import { Icon } from "../../design/Icon"
import { Mark } from "../../design/Mark"
import { EmptyState, Skeleton } from "../../design/Notices"
import * as m from "../../texts/messages"
import { PriorityDialog } from "../case/PriorityDialog"
import { openCase } from "../desk/alarms"
import type { Desk } from "../desk/desk"
import { Helping } from "../overflow/Helping"
import { FocusAfter } from "../focus"
import { useNow, useWatched } from "../watched"
import { Cells } from "./Cells"
import { CompetenceDialog } from "./CompetenceDialog"
import { DoneLately } from "./DoneLately"
import { useFitting } from "./fitting"
import { RoomTable, type RoomTableProps } from "./RoomTable"
import { StaffList } from "./StaffList"
import { priorityCells } from "./summary"
import { showOnWall, wall } from "./wall"

export function FloorPage({ desk }: { desk: Desk }): ReactElement {
  const list = useWatched(desk.worklist.opened)
  const staffing = useWatched(desk.staffing.now)
  const onWall = useWatched(wall)
  const now = useNow(desk.skew)
  const [prioritising, setPrioritising] = useState<WorkItem | null>(null)
  const [able, setAble] = useState<StaffLoad | null>(null)
  if (list.phase === "refused")
    return (
      <main id="work" className="floor">
        <EmptyState kind="broken" icon={warning} title={m.staff_broken_heading()}>
          <p>{errorText(list.refusal)}</p>
        </EmptyState>
      </main>
    )
  const items = list.state?.items ?? null
  const give = (item: WorkItem, to: { account_id: string; name: string }): void => void desk.reassign(item, to)
  const giveById = (caseId: string, to: StaffLoad): void => {
    const item = desk.item(caseId)
    if (item && item.holder_id !== to.account_id) give(item, to)
  }
  return (
    <main id="work" className={onWall ? "floor floor--wall" : "floor"}>
      <Head desk={desk} now={now} onWall={onWall} />
      <div className="floor__main">
        {items === null ? (
          <section className="board">
            <Skeleton rows={9} label={m.staff_loading()} slow={m.staff_slow()} />
          </section>
        ) : (
          <>
            <Cells cells={priorityCells(items, now)} now={now} />
            <Rooms
              items={items}
              staff={staffing.staff}
              now={now}
              wall={onWall}
              onGive={give}
              onOpen={(item) => openCase(desk, item.case_id)}
              onPrioritise={setPrioritising}
            />
          </>
        )}
      </div>
      <StaffList
        staffing={staffing}
        items={items ?? []}
        wall={onWall}
        onGive={giveById}
        onCompetences={setAble}
        helping={<Helping unit={desk.me.unit.name} shown={shownElsewhere(items ?? []) + (list.state?.overflow ?? []).length} />}
      />
      <DoneLately
        happenings={desk.happenings}
        items={items ?? []}
        wall={onWall}
        me={desk.me}
        onGiveBack={(item, to) => (to === null ? void desk.putBack(item) : give(item, to))}
      />
      {able ? (
        <>
          <CompetenceDialog desk={desk} load={able} onClose={() => setAble(null)} />
          <FocusAfter at={`[data-person="${able.account_id}"] .person__able`} />
        </>
      ) : null}
      {prioritising ? (
        <>
          <PriorityDialog
            desk={desk}
            of={{ roomId: prioritising.case_id, name: prioritising.resident_name, age: prioritising.age, priority: prioritising.priority }}
            onClose={() => setPrioritising(null)}
          />
          <FocusAfter at={`[data-case="${prioritising.case_id}"] .tool`} />
        </>
      ) : null}
    </main>
  )
}

const shownElsewhere = (items: readonly WorkItem[]): number => items.filter((item) => item.overflow).length

function Head({ desk, now, onWall }: { desk: Desk; now: number; onWall: boolean }): ReactElement {
  const at = new Date(now)
  return (
    <header className="floor__head">
      {onWall ? <Mark /> : null}
      {/* While a case is carried by keyboard all but the people is hidden from who listens; where one is stays told. */}
      <h1 data-react-aria-top-layer="true">{m.floor_heading({ unit: desk.me.unit.name })}</h1>
      <button type="button" className="wall-switch" title={onWall ? undefined : m.floor_wall_help()} onClick={() => showOnWall(!onWall)}>
        <Icon outline={onWall ? signOut : eyeSlash} />
        {onWall ? m.floor_wall_leave() : m.floor_wall()}
      </button>
      <p className="floor__clock">
        <strong>{clockTime(at)}</strong>
        <span className="floor__day">
          {weekday(at)}
          <br />
          {dayAndMonth(at)}
        </span>
      </p>
    </header>
  )
}

function Rooms(props: Omit<RoomTableProps, "most">): ReactElement {
  const { items, wall: onWall } = props
  const held = items.filter((item) => item.holder_id !== null).length
  const { board, most } = useFitting(onWall, { waiting: items.length - held, held })
  const rest = Math.max(0, items.length - most)
  return (
    <section ref={board} className="board board--rooms" aria-labelledby="floor-rooms">
      <header className="board__head">
        <h2 id="floor-rooms">{m.floor_rooms()}</h2>
        <span className="muted">{items.length > 0 ? m.floor_rooms_count({ count: items.length }) : ""}</span>
      </header>
      {items.length === 0 ? (
        <EmptyState kind="empty" icon={tray} title={m.floor_rooms_empty_heading()}>
          <p>{m.floor_rooms_empty()}</p>
        </EmptyState>
      ) : (
        <RoomTable {...props} most={most} />
      )}
      {rest > 0 ? <p className="board__rest">{m.floor_rest({ count: rest })}</p> : null}
    </section>
  )
}
