/** Why this priority: the explanation, the rule that decided, and the others that fired. */
import type { ReactElement } from "react"
import arrowRight from "@phosphor-icons/core/assets/regular/arrow-right.svg?icon"
import plus from "@phosphor-icons/core/assets/regular/plus.svg?icon"
import { localized } from "../../core/language"
import type { CaseSummary } from "../../core/protocol/wire"
import { Icon } from "../../design/Icon"
import { PriorityMark, priorityWord } from "../../design/Priority"
import * as m from "../../texts/messages"

export function Rules({ summary, priority }: { summary: CaseSummary; priority: number | null }): ReactElement {
  const explanation = localized(summary.explanation)
  return (
    <section className="part">
      <h3 className="part__title">
        <PriorityMark priority={priority} />
        <span aria-hidden="true">{m.desk_case_why({ priority: priorityWord(priority) })}</span>
      </h3>
      {explanation ? <p className="rules__explanation">{explanation}</p> : null}
      {summary.rules.length > 0 ? (
        <ul className="rules">
          {summary.rules.map((rule) => (
            <li key={rule.rule_id} className={rule.decided ? "rules__rule rules__rule--decided" : "rules__rule"}>
              <Icon outline={rule.decided ? arrowRight : plus} size="s" />
              <span>
                <span className="rules__why">{localized(rule.why)}</span>
                {rule.decided ? <> {m.desk_case_decided()}</> : null}
              </span>
            </li>
          ))}
        </ul>
      ) : (
        <p className="muted">{m.desk_case_no_rules()}</p>
      )}
    </section>
  )
}
