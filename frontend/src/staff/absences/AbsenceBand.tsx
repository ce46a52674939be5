/** For whoever leads the work, at the desk and on the floor: urgent cases whose resident does not answer, until somebody takes it on. */
import type { ReactElement } from "react"
import phone from "@phosphor-icons/core/assets/regular/phone-call.svg?icon"
import { Button } from "../../design/Button"
import { Icon } from "../../design/Icon"
import { PriorityMark } from "../../design/Priority"
import * as m from "../../texts/messages"
import { openCase } from "../desk/alarms"
import type { Desk } from "../desk/desk"
import { useNow, useWatched } from "../watched"
import { caseNumber, moment, nameAndAge } from "../words"
import { type Absent, alarmsSupervisor, takeOn } from "./absences"

export function AbsenceBand({ desk, wall }: { desk: Desk; wall: boolean }): ReactElement {
  useWatched(desk.worklist.opened)
  const items = desk.items.filter(alarmsSupervisor)
  return (
    <section className={items.length > 0 ? "closings" : "closings closings--none"} aria-label={m.absence_band()}>
      {/* The region is always there, so that what is put into it is read out at once. */}
      <div role="alert">
        {items.length > 0 ? (
          <div className="closing closing--alarm">
            <span className="closing__sign">
              <Icon outline={phone} />
            </span>
            <div className="closing__words">
              <h2>{m.absence_band_heading({ count: items.length })}</h2>
              {wall ? null : <p>{m.absence_band_help()}</p>}
              <ul className="closing__cases">
                {items.map((item) => (
                  <One key={item.case_id} desk={desk} item={item} wall={wall} />
                ))}
              </ul>
            </div>
          </div>
        ) : null}
      </div>
    </section>
  )
}

function One({ desk, item, wall }: { desk: Desk; item: Absent; wall: boolean }): ReactElement {
  const now = useNow(desk.skew)
  const name = item.resident_name
  return (
    <li>
      <PriorityMark priority={item.priority} />
      {wall ? (
        <span>{m.desk_case_number({ number: caseNumber(item.number) })}</span>
      ) : (
        <button type="button" className="link" onClick={() => openCase(desk, item.case_id)}>
          {nameAndAge(name, item.age)}
        </button>
      )}
      <span className="closing__becomes">{m.absence_since({ time: moment(item.absence.since, now) })}</span>
      {wall ? null : (
        <Button look="line" size="s" label={m.absence_take_named({ name })} onPress={() => void takeOn(desk, { roomId: item.case_id, name })}>
          {m.absence_take()}
        </Button>
      )}
    </li>
  )
}
