/** Who of the unit is answering and what they carry, with the time of the figures when they grow old. */
import type { ReactElement } from "react"
import { localized } from "../../core/language"
import type { StaffLoad, WorkItem } from "../../core/protocol/wire"
import { clockTime } from "../../core/times"
import { Notice, Skeleton } from "../../design/Notices"
import * as m from "../../texts/messages"
import { loadOf } from "../desk/rows"
import type { StaffNow } from "../desk/staffing"
import { LoadMeter } from "../shell/LoadMeter"
import { presenceWord } from "../words"

export function StaffList({ staffing, items }: { staffing: StaffNow; items: readonly WorkItem[] }): ReactElement {
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
      {at === null ? <Skeleton rows={6} label={m.loading()} /> : null}
      {at !== null && staff.length === 0 ? <p className="muted">{m.floor_staff_empty()}</p> : null}
      <ul className="people">
        {staff.map((load) => (
          <Person key={load.account_id} load={load} items={items} />
        ))}
      </ul>
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
    </section>
  )
}

function Person({ load, items }: { load: StaffLoad; items: readonly WorkItem[] }): ReactElement {
  const carried = loadOf(items, load.account_id)
  return (
    <li className="person">
      <span className={`avatar avatar--m avatar--${load.presence}`} aria-hidden="true">
        {load.initials}
      </span>
      <span className="grow">
        <span className="person__name">{load.name}</span>
        <span className="person__line">
          {m.floor_staff_line({ title: localized(load.title), presence: presenceWord(load.presence).toLowerCase() })}
        </span>
      </span>
      <LoadMeter
        {...carried}
        capacity={load.capacity}
        words={m.staff_load_of({ mine: carried.staff, residents: carried.resident, capacity: load.capacity })}
      />
    </li>
  )
}
