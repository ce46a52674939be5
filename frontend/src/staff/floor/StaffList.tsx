/** Who of the unit is answering and what they carry; a case can be laid on each who is here. */
import { type ReactElement, type ReactNode, useRef } from "react"
import { useDrop } from "react-aria-components"
import { localized } from "../../core/language"
import type { StaffLoad, WorkItem } from "../../core/protocol/wire"
import { clockTime } from "../../core/times"
import { Notice, Skeleton } from "../../design/Notices"
import * as m from "../../texts/messages"
import { loadOf } from "../desk/rows"
import type { StaffNow } from "../desk/staffing"
import { LoadMeter } from "../shell/LoadMeter"
import { presenceWord } from "../words"
import { accepts, caseOf } from "./carrying"
import { competenceWord } from "./competences"

interface StaffListProps {
  staffing: StaffNow
  items: readonly WorkItem[]
  wall: boolean
  onGive: (caseId: string, to: StaffLoad) => void
  onCompetences: (of: StaffLoad) => void
  /** Which units help each other: a part of its own, or nothing. */
  helping: ReactNode
}

export function StaffList({ staffing, items, wall, onGive, onCompetences, helping }: StaffListProps): ReactElement {
  const { staff, at } = staffing
  const here = staff.filter((load) => load.presence !== "offline").length
  return (
    <section className="board board--side" aria-labelledby="floor-staff">
      <header className="board__head">
        <h2 id="floor-staff">{m.floor_staff()}</h2>
        <span className="muted">{at === null ? "" : m.floor_staff_count({ here, all: staff.length })}</span>
      </header>
      {staffing.failing && at !== null ? (
        <Notice look="ochre">
          <p>{m.floor_loads_failed({ time: clockTime(new Date(at)) })}</p>
        </Notice>
      ) : null}
      {at === null ? <Skeleton rows={6} label={m.loading()} slow={m.staff_slow()} /> : null}
      {at !== null && staff.length === 0 ? <p className="muted">{m.floor_staff_empty()}</p> : null}
      <ul className="people">
        {staff.map((load) => (
          <li key={load.account_id}>
            <Person load={load} items={items} wall={wall} onGive={onGive} onCompetences={onCompetences} />
          </li>
        ))}
      </ul>
      {wall ? null : <p className="people__help">{m.floor_drag_help()}</p>}
      <p className="legend" aria-hidden="true">
        <span>
          <span className="load__cell load__cell--staff" /> {m.floor_legend_staff()}
        </span>
        <span>
          <span className="load__cell load__cell--resident" /> {m.floor_legend_resident()}
        </span>
        <span>
          <span className="load__cell" /> {m.floor_legend_free()}
        </span>
      </p>
      {helping}
    </section>
  )
}

function Person({ load, items, wall, onGive, onCompetences }: Pick<StaffListProps, "items" | "wall" | "onGive" | "onCompetences"> & { load: StaffLoad }): ReactElement {
  const place = useRef<HTMLDivElement>(null)
  const carried = loadOf(items, load.account_id)
  const { dropProps, isDropTarget } = useDrop({
    ref: place,
    isDisabled: load.presence === "offline",
    getDropOperation: (types) => (accepts(types) ? "move" : "cancel"),
    onDrop: (event) => {
      void caseOf(event).then((caseId) => {
        if (caseId !== null) onGive(caseId, load)
      })
    },
  })
  const words = m.floor_staff_line({ title: localized(load.title), presence: presenceWord(load.presence).toLowerCase() })
  const able = (load.competences ?? []).map(competenceWord).join(", ")
  return (
    <div
      ref={place}
      {...dropProps}
      role="group"
      tabIndex={-1}
      aria-label={m.floor_staff_named({ name: load.name, words })}
      data-person={load.account_id}
      className={isDropTarget ? "person person--target" : "person"}
    >
      <span className={`avatar avatar--m avatar--${load.presence}`} aria-hidden="true">
        {load.initials}
      </span>
      <span className="grow">
        <span className="person__name">{load.name}</span>
        <span className="person__line">{isDropTarget ? m.floor_give_here({ name: load.name }) : wall ? presenceWord(load.presence) : words}</span>
        {able === "" || wall ? null : <span className="person__line">{able}</span>}
        {wall ? null : (
          <button type="button" className="link person__able" aria-haspopup="dialog" aria-label={m.competence_button_named({ name: load.name })} onClick={() => onCompetences(load)}>
            {m.competence_button()}
          </button>
        )}
      </span>
      <LoadMeter
        {...carried}
        capacity={load.capacity}
        words={m.staff_load_of({ mine: carried.staff, residents: carried.resident, capacity: load.capacity })}
      />
    </div>
  )
}
