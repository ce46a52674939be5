/** What one form told: red flags, free text, measurements, pictures, and the other answers. */
import type { ReactElement } from "react"
import flagFill from "@phosphor-icons/core/assets/fill/flag-fill.svg?icon"
import { localized } from "../../core/language"
import type { CaseSummary, SummaryAnswer } from "../../core/protocol/wire"
import { exactTime } from "../../core/times"
import * as m from "../../texts/messages"
import { moment } from "../words"
import { byWeight, Facts, flagCounts } from "./Facts"
import { FormPictures } from "./FormPictures"
import { FreeText } from "./FreeText"
import { Part } from "./Part"

interface FormProps {
  reader: string
  roomId: string
  name: string
  age: number
  /** Which form of the room this is: 0 the first, else its place in the staff stream. */
  form: number
  at: string
  summary: CaseSummary
  now: number
  /** The form whose free text the key marks as read. */
  nextUnread: number | null
}

export function Form({ reader, roomId, name, age, form, at, summary, now, nextUnread }: FormProps): ReactElement {
  return (
    <>
      <Flags flags={summary.red_flags} />
      <FreeText reader={reader} roomId={roomId} form={form} texts={summary.free_text} keyed={form === nextUnread} />
      {summary.measurements.length > 0 ? (
        <Part title={m.desk_case_measurements()} beside={<time dateTime={at} title={exactTime(at)}>{m.case_told_at({ time: moment(at, now) })}</time>}>
          <dl className="measurements">
            {summary.measurements.map((measurement) => (
              <Measured key={measurement.question_id} measurement={measurement} />
            ))}
          </dl>
        </Part>
      ) : null}
      <FormPictures roomId={roomId} name={name} age={age} pictures={summary.pictures} />
      {summary.answers.length > 0 ? (
        <Part title={m.desk_case_answers()}>
          <Facts answers={summary.answers} />
        </Part>
      ) : null}
    </>
  )
}

function Flags({ flags }: { flags: readonly SummaryAnswer[] }): ReactElement | null {
  if (flags.length === 0) return null
  const { yes, unknown } = flagCounts(flags)
  const counted = [yes > 0 ? m.case_flags_yes({ count: yes }) : "", unknown > 0 ? m.case_flags_unknown({ count: unknown }) : ""]
  return (
    <Part title={m.desk_case_flags()} {...(yes + unknown > 0 ? { icon: flagFill, look: "ember" as const } : {})} beside={counted.filter(Boolean).join(", ") || m.case_flags_none()}>
      <Facts answers={byWeight(flags)} flags />
    </Part>
  )
}

/** "38,6 grader": the figure is read first, its unit after it. */
function Measured({ measurement }: { measurement: SummaryAnswer }): ReactElement {
  const [figure = "", ...unit] = localized(measurement.answer).split(" ")
  return (
    <div>
      <dt>{localized(measurement.question)}</dt>
      {measurement.unknown ? (
        <dd>
          <span className="badge badge--ember">{m.desk_case_unknown()}</span>
        </dd>
      ) : (
        <dd>
          <span className="measurements__value">{figure}</span> {unit.join(" ")}
        </dd>
      )}
    </div>
  )
}
