/** Why this priority: what decided, what else weighed, who changed it since; the other rules when asked for. */
import { type ReactElement, useState } from "react"
import arrowRight from "@phosphor-icons/core/assets/regular/arrow-right.svg?icon"
import plus from "@phosphor-icons/core/assets/regular/plus.svg?icon"
import { localized } from "../../core/language"
import type { StaffView } from "../../core/protocol/wire"
import { exactTime } from "../../core/times"
import { Icon } from "../../design/Icon"
import { PriorityMark } from "../../design/Priority"
import * as m from "../../texts/messages"
import { moment, priorityInWords } from "../words"
import { reasonsOf, together } from "./reasons"
import { type PriorityChange, priorityChanges } from "./way"

interface RulesProps {
  staff: StaffView
  now: number
  /** Null to whoever may not change the priority. */
  onPrioritise: (() => void) | null
}

export function Rules({ staff, now, onPrioritise }: RulesProps): ReactElement {
  const [all, setAll] = useState(false)
  const { decided, others, rest } = reasonsOf(staff.summary, localized)
  const changes = priorityChanges(staff.custody)
  const changed = changes.at(-1)
  return (
    <section className="part">
      <h3 className="part__title">
        <PriorityMark priority={staff.priority} />
        <span aria-hidden="true">
          {changed ? priorityInWords(staff.priority) : m.desk_case_why({ priority: priorityInWords(staff.priority) })}
        </span>
      </h3>
      {changes.map((change) => (
        <Changed key={change.at} change={change} now={now} />
      ))}
      {changed ? <p className="rules__first">{m.case_why_first({ priority: priorityInWords(changes[0]?.from ?? null) })}</p> : null}
      {decided === null ? (
        <p className="muted">{m.desk_case_no_rules()}</p>
      ) : (
        <ul className="rules">
          <li className="rules__rule rules__rule--decided">
            <Icon outline={arrowRight} size="s" />
            <span>
              <span className="rules__why">{decided}</span> <span className="rules__decided">{m.case_decided()}</span>
            </span>
          </li>
          {together([...others, ...(all ? rest : [])]).map(({ lead, points }) => (
            <li key={lead} className="rules__rule">
              <Icon outline={plus} size="s" />
              <span>{points.length === 0 ? lead : <Points lead={lead} points={points} />}</span>
            </li>
          ))}
        </ul>
      )}
      {rest.length > 0 || onPrioritise ? (
        <div className="rules__ways">
          {rest.length > 0 ? (
            <button type="button" className="link" aria-expanded={all} onClick={() => setAll(!all)}>
              {all ? m.case_fewer_rules() : m.case_all_rules({ count: rest.length })}
            </button>
          ) : null}
          {onPrioritise ? (
            <button type="button" className="link" onClick={onPrioritise}>
              {m.case_prioritise()}
            </button>
          ) : null}
        </div>
      ) : null}
    </section>
  )
}

function Points({ lead, points }: { lead: string; points: readonly string[] }): ReactElement {
  return (
    <>
      {lead}:
      <ul className="rules__points">
        {points.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
    </>
  )
}

/** The old and the new priority stand side by side, with who, when and why. */
function Changed({ change, now }: { change: PriorityChange; now: number }): ReactElement {
  return (
    <div className="changed">
      <p className="changed__both">
        <PriorityMark priority={change.from} word />
        <Icon outline={arrowRight} size="s" />
        <PriorityMark priority={change.to} word />
      </p>
      <p>{change.reason}</p>
      <p className="muted" title={exactTime(change.at)}>
        {m.case_changed_by({ name: change.by, time: moment(change.at, now) })}
      </p>
    </div>
  )
}
