/**
 * Closing time, under the bar: shortly before it and while the unit is closed a nurse sees which of her cases remain and
 * what becomes of each, and the floor sees all of them. What was urgent and had nobody alarms there until somebody has it.
 */
import { type ReactElement, useEffect, useState } from "react"
import moon from "@phosphor-icons/core/assets/regular/moon-stars.svg?icon"
import siren from "@phosphor-icons/core/assets/fill/siren-fill.svg?icon"
import type { ClosingView, WorkItem } from "../../core/protocol/wire"
import { clockTime, daysAway, spokenEnd, spokenTime, weekday } from "../../core/times"
import { Icon } from "../../design/Icon"
import { PriorityMark } from "../../design/Priority"
import * as m from "../../texts/messages"
import { openCase } from "../desk/alarms"
import type { Desk } from "../desk/desk"
import { useWatched } from "../watched"
import { caseNumber, nameAndAge } from "../words"
import { ClosingTime } from "./closingTime"
import { type Plan, plansOf, unresolved } from "./plans"

export function ClosingBand({ desk, floor = false, wall = false }: { desk: Desk; floor?: boolean; wall?: boolean }): ReactElement {
  const list = useWatched(desk.worklist.opened)
  const items = list.phase === "refused" ? [] : (list.state?.items ?? [])
  const me = desk.me.account_id
  // The list hears of closing time first: what was foretold is asked for anew with it.
  const view = useClosing(items.filter((item) => item.after_hours).length)
  const alarmed = floor ? unresolved(items) : []
  const plans = view?.soon ? plansOf(view, items, (item) => floor || item.holder_id === me) : []
  // Once it is closed the floor shows in its table and its alarms what has become of them.
  const planned = plans.length > 0 && (!floor || view?.closed_at === null)
  return (
    <section className={alarmed.length > 0 || planned ? "closings" : "closings closings--none"} aria-label={m.closing_band()}>
      {/* The region is always there, so that what is put into it is read out at once. */}
      <div role="alert">{alarmed.length > 0 ? <Alarm desk={desk} items={alarmed} wall={wall} /> : null}</div>
      {planned && view ? <Plans desk={desk} view={view} plans={plans} floor={floor} wall={wall} /> : null}
    </section>
  )
}

function useClosing(told: number): ClosingView | null {
  const [closing] = useState(() => new ClosingTime())
  useEffect(() => void closing.ask(), [closing, told])
  useEffect(() => {
    closing.start()
    return () => closing.stop()
  }, [closing])
  return useWatched(closing.view)
}

function Alarm({ desk, items, wall }: { desk: Desk; items: readonly WorkItem[]; wall: boolean }): ReactElement {
  return (
    <div className="closing closing--alarm">
      <span className="closing__sign">
        <Icon outline={siren} />
      </span>
      <div className="closing__words">
        <h2>{m.closing_band_alarm({ count: items.length })}</h2>
        {wall ? null : <p>{m.closing_band_alarm_help()}</p>}
        <ul className="closing__cases">
          {items.map((item) => (
            <li key={item.case_id}>
              <Named desk={desk} item={item} wall={wall} />
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}

interface PlansProps {
  desk: Desk
  view: ClosingView
  plans: readonly Plan[]
  floor: boolean
  wall: boolean
}

/** On the floor those that stay are a number: what is urgent must not drown among them. */
function Plans({ desk, view, plans, floor, wall }: PlansProps): ReactElement {
  const named = floor ? plans.filter((plan) => plan.owner !== "unit") : plans
  const rest = plans.length - named.length
  return (
    <div className="closing">
      <span className="closing__sign">
        <Icon outline={moon} />
      </span>
      <div className="closing__words">
        <h2>{heading(view, plans.length, floor)}</h2>
        <ul className="closing__cases" aria-label={m.closing_becomes()}>
          {named.map((plan) => (
            <li key={plan.item.case_id}>
              <Named desk={desk} item={plan.item} wall={wall} />
              <span className={plan.owner === "supervisor" ? "closing__becomes closing__becomes--nobody" : "closing__becomes"}>{becomes(plan, view)}</span>
            </li>
          ))}
          {rest > 0 ? <li className="muted">{m.closing_rest({ count: rest })}</li> : null}
        </ul>
      </div>
    </div>
  )
}

function Named({ desk, item, wall }: { desk: Desk; item: WorkItem; wall: boolean }): ReactElement {
  const number = m.desk_case_number({ number: caseNumber(item.number) })
  return (
    <>
      <PriorityMark priority={item.priority} />
      {wall ? (
        <span>{number}</span>
      ) : (
        <button type="button" className="link" onClick={() => openCase(desk, item.case_id)}>
          {nameAndAge(item.resident_name, item.age)}
        </button>
      )}
    </>
  )
}

function heading(view: ClosingView, count: number, floor: boolean): string {
  if (view.closed_at !== null) return m.closing_band_after({ time: clockTime(view.closed_at), count })
  const time = spokenEnd(view.closes_at ?? "")
  return floor ? m.closing_band_floor({ time, count }) : m.closing_band_before({ time, count })
}

function becomes({ owner }: Plan, view: ClosingView): string {
  switch (owner) {
    case "round_the_clock":
      return m.closing_plan_moves({ unit: view.round_the_clock ?? "" })
    case "supervisor":
      return m.closing_plan_nobody()
    case "unit":
      return view.opens_at === null ? m.closing_plan_unit_unknown() : m.closing_plan_unit({ when: opens(view.opens_at) })
  }
}

function opens(at: string): string {
  const time = spokenTime(at)
  return daysAway(at) === 0 ? m.closing_at_today({ time }) : m.closing_at_day({ day: weekday(at), time })
}
