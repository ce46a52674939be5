/** Alarm words that nobody has opened, over everything else until somebody does. Names the case and what it is about. */
import type { ReactElement } from "react"
import siren from "@phosphor-icons/core/assets/fill/siren-fill.svg?icon"
import { localized } from "../../core/language"
import { clockTime } from "../../core/times"
import { Icon } from "../../design/Icon"
import * as m from "../../texts/messages"
import { type Alarmed, openCase, unopened } from "../desk/alarms"
import type { Desk } from "../desk/desk"
import { useWatched } from "../watched"
import { capital, caseNumber, nameAndAge } from "../words"

/** More than these would push the desk out of sight; the rest stands at the top of the list. */
const SHOWN = 3

/** `wall`: the screen hangs where anybody passes; it shows numbers instead of names and nothing to press. */
export function AlarmBanner({ desk, wall }: { desk: Desk; wall: boolean }): ReactElement {
  useWatched(desk.worklist.opened)
  const all = unopened(desk.items)
  // The region is always there, so that what is put into it is read out at once.
  return (
    <div role="alert" className={all.length > 0 ? "alarms" : "alarms alarms--none"}>
      {all.length > 0 ? (
        <>
          <p className="alarms__title">
            <Icon outline={siren} size="s" />
            {m.alarm_heading({ count: all.length })}
          </p>
          <ul className="alarms__list">
            {all.slice(0, SHOWN).map((item) => (
              <One key={item.case_id} desk={desk} item={item} wall={wall} />
            ))}
          </ul>
          {all.length > SHOWN ? <p>{m.alarm_more({ count: all.length - SHOWN })}</p> : null}
        </>
      ) : null}
    </div>
  )
}

function One({ desk, item, wall }: { desk: Desk; item: Alarmed; wall: boolean }): ReactElement {
  const name = item.resident_name
  return (
    <li className="alarms__one">
      <span className="alarms__words">
        <strong>{wall ? m.desk_case_number({ number: caseNumber(item.number) }) : nameAndAge(name, item.age)}</strong>
        <span>
          {capital(localized(item.alarm.title))}, <time dateTime={item.alarm.at}>{m.alarm_since({ time: clockTime(item.alarm.at) })}</time>
        </span>
      </span>
      {wall ? null : (
        <button type="button" className="alarms__open" aria-label={m.alarm_open_named({ name })} onClick={() => openCase(desk, item.case_id)}>
          {m.alarm_open()}
        </button>
      )}
    </li>
  )
}
