/** "Gjort nyss": what has happened on the list since the page was opened, with an undo for what this person did. */
import type { ReactElement } from "react"
import type { WorkItem } from "../../core/protocol/wire"
import { clockTime, exactTime } from "../../core/times"
import { priorityWord } from "../../design/Priority"
import * as m from "../../texts/messages"
import { useWatched } from "../watched"
import { capital, caseNumber } from "../words"
import type { Happening, Happenings } from "./happenings"

const SHOWN = 6

interface DoneLatelyProps {
  happenings: Happenings
  items: readonly WorkItem[]
  wall: boolean
  /** Whoever looks at the page: on a wall nobody is "you". */
  me: Colleague
  /** To null is back to the queue. */
  onGiveBack: (item: WorkItem, to: Colleague | null) => void
}

type Colleague = { account_id: string; name: string }

export function DoneLately({ happenings, items, wall, me, onGiveBack }: DoneLatelyProps): ReactElement {
  const log = useWatched(happenings.log)
  return (
    <section className="lately" aria-labelledby="floor-lately">
      <h2 id="floor-lately" className="lately__title">
        {m.floor_lately()}
      </h2>
      {log.length === 0 ? <p className="muted">{m.floor_lately_none({ time: clockTime(new Date(happenings.since)) })}</p> : null}
      <ol className="lately__list">
        {log.slice(0, SHOWN).map((one) => {
          const back = wall ? null : undoOf(one, log, items)
          return (
            <li key={one.key}>
              <time title={exactTime(new Date(one.at))}>{clockTime(new Date(one.at))}</time> {words(one, me, wall)}{" "}
              {back ? (
                <button type="button" className="link" onClick={() => onGiveBack(back.item, back.to)}>
                  {m.staff_undo()}{" "}
                  <span className="hidden-visually">{m.floor_lately_undo({ name: one.item.resident_name })}</span>
                </button>
              ) : null}
            </li>
          )
        })}
      </ol>
    </section>
  )
}

/** Only the newest that happened to a case can be taken back, and only while it still stands so. */
function undoOf(one: Happening, log: readonly Happening[], items: readonly WorkItem[]): { item: WorkItem; to: Colleague | null } | null {
  if ((one.kind !== "given" && one.kind !== "taken") || !one.byMe) return null
  const newest = log.find((other) => other.item.case_id === one.item.case_id)
  const item = items.find((other) => other.case_id === one.item.case_id)
  return newest === one && item !== undefined && item.holder_name === one.to ? { item, to: one.kind === "given" ? one.from : null } : null
}

/** On a wall: numbers instead of residents' names, nobody is "you". */
function words(one: Happening, me: Colleague, wall: boolean): string {
  return capital(sentence(one, me, wall))
}

function sentence(one: Happening, me: Colleague, wall: boolean): string {
  const which = wall ? m.floor_lately_case({ number: caseNumber(one.item.number) }) : one.item.resident_name
  const given = (to: string): string =>
    wall ? m.floor_lately_given_by({ by: me.name, which, holder: to }) : m.floor_lately_given_by_you({ which, holder: to })
  const toMe = !wall && one.item.holder_id === me.account_id
  switch (one.kind) {
    case "came":
      return m.floor_lately_came({ which })
    case "left":
      return m.floor_lately_left({ which })
    case "returned":
      return m.floor_lately_returned({ which })
    case "taken":
      if (toMe) return m.floor_lately_taken_by_you({ which })
      return one.byMe ? given(one.to) : m.floor_lately_taken({ which, holder: one.to })
    case "given":
      if (toMe) return one.byMe ? m.floor_lately_taken_by_you({ which }) : m.floor_lately_given_to_you({ which })
      return one.byMe ? given(one.to) : m.floor_lately_given({ which, holder: one.to })
    case "prioritised":
      return m.floor_lately_prioritised({ which, from: priorityWord(one.before), to: priorityWord(one.after) })
  }
}
