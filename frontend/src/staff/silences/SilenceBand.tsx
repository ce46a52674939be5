/** For whoever leads the work, at the desk and on the floor: cases that have lain unopened for too long, until they are opened. */
import type { ReactElement } from "react"
import envelope from "@phosphor-icons/core/assets/regular/envelope-simple.svg?icon"
import { Icon } from "../../design/Icon"
import { PriorityMark } from "../../design/Priority"
import * as m from "../../texts/messages"
import { openCase } from "../desk/alarms"
import type { Desk } from "../desk/desk"
import { useNow, useWatched } from "../watched"
import { caseNumber, moment, nameAndAge } from "../words"
import { isForSupervisor, liesUnopened } from "./silences"

export function SilenceBand({ desk, wall }: { desk: Desk; wall: boolean }): ReactElement {
  useWatched(desk.worklist.opened)
  const now = useNow(desk.skew)
  const items = desk.items.filter(liesUnopened).filter(isForSupervisor)
  return (
    <section className={items.length > 0 ? "closings" : "closings closings--none"} aria-label={m.silence_band()}>
      {/* The region is always there, so that what is put into it is read out at once. */}
      <div role="alert">
        {items.length > 0 ? (
          <div className="closing closing--alarm">
            <span className="closing__sign">
              <Icon outline={envelope} />
            </span>
            <div className="closing__words">
              <h2>{m.silence_band_heading({ count: items.length })}</h2>
              {wall ? null : <p>{m.silence_band_help({ count: items.length })}</p>}
              <ul className="closing__cases">
                {items.map((item) => (
                  <li key={item.case_id}>
                    <PriorityMark priority={item.priority} />
                    {wall ? (
                      <span>{m.desk_case_number({ number: caseNumber(item.number) })}</span>
                    ) : (
                      <button type="button" className="link" onClick={() => openCase(desk, item.case_id)}>
                        {nameAndAge(item.resident_name, item.age)}
                      </button>
                    )}
                    <span className="closing__becomes">{m.silence_row({ time: moment(item.unopened.since, now) })}</span>
                  </li>
                ))}
              </ul>
            </div>
          </div>
        ) : null}
      </div>
    </section>
  )
}
