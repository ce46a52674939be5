/** Answers as staff read them: the question, and what was said; "yes" and "don't know" to a red flag stand out. */
import type { ReactElement } from "react"
import { localized } from "../../core/language"
import type { SummaryAnswer } from "../../core/protocol/wire"
import * as m from "../../texts/messages"
import { phoneWords } from "../words"

/** Hit before unknown before excluded; what was not asked as yes or no keeps its place after what counts. */
const WEIGHT = { yes: 0, unknown: 1, no: 3 } as const
const NOT_YES_OR_NO = 2

const weight = (flag: SummaryAnswer): number => (flag.value ? WEIGHT[flag.value] : flag.unknown ? WEIGHT.unknown : NOT_YES_OR_NO)

/** What counts first; among equals the order of the form. */
export function byWeight(flags: readonly SummaryAnswer[]): SummaryAnswer[] {
  return [...flags].sort((one, other) => weight(one) - weight(other))
}

const isUnknown = (answer: SummaryAnswer): boolean => answer.value === "unknown" || (!answer.value && answer.unknown)

export function flagCounts(flags: readonly SummaryAnswer[]): { yes: number; unknown: number } {
  return { yes: flags.filter((flag) => flag.value === "yes").length, unknown: flags.filter(isUnknown).length }
}

export function Facts({ answers, flags = false }: { answers: readonly SummaryAnswer[]; flags?: boolean }): ReactElement {
  return (
    <dl className={flags ? "facts facts--flags" : "facts"}>
      {answers.map((answer) => (
        <div key={answer.question_id} className="facts__row">
          <dt>{localized(answer.question)}</dt>
          <dd>
            <Said answer={answer} flag={flags} />
            {answer.before ? <span className="facts__before">{m.worse_before({ before: localized(answer.before).toLocaleLowerCase("sv") })}</span> : null}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Said({ answer, flag }: { answer: SummaryAnswer; flag: boolean }): ReactElement {
  const words = phoneWords(localized(answer.answer))
  if (flag && answer.value === "yes") return <span className="badge badge--hit">{words}</span>
  // A corrected answer says both; only one that is nothing but "don't know" is shortened.
  if (isUnknown(answer)) return <span className="badge badge--ember">{words.length > 16 ? words : m.desk_case_unknown()}</span>
  return <>{words}</>
}
