/** The case beside its room, most needed first: how to reach, why this priority, flags, unread words, then the rest. */
import type { ReactElement, ReactNode } from "react"
import flagFill from "@phosphor-icons/core/assets/fill/flag-fill.svg?icon"
import chats from "@phosphor-icons/core/assets/regular/chats-circle.svg?icon"
import mapPin from "@phosphor-icons/core/assets/regular/map-pin.svg?icon"
import phone from "@phosphor-icons/core/assets/regular/phone.svg?icon"
import target from "@phosphor-icons/core/assets/regular/target.svg?icon"
import translate from "@phosphor-icons/core/assets/regular/translate.svg?icon"
import usersIcon from "@phosphor-icons/core/assets/regular/users.svg?icon"
import { localized } from "../../core/language"
import type { RoomView, StaffView, SummaryAnswer } from "../../core/protocol/wire"
import { Icon } from "../../design/Icon"
import * as m from "../../texts/messages"
import type { Hue } from "../desk/hues"
import { caseNumber, languageName, moment, stepWords } from "../words"
import { FormPictures } from "./FormPictures"
import { FreeText } from "./FreeText"
import { Rules } from "./Rules"

interface CasePanelProps {
  room: RoomView
  staff: StaffView
  hue: Hue
  now: number
}

export function CasePanel({ room, staff, hue, now }: CasePanelProps): ReactElement {
  const { summary } = staff
  return (
    <section className={`case hue-${hue}`} aria-label={m.desk_case({ name: room.resident.name })}>
      <div className="band" aria-hidden="true" />
      {summary.demonstration ? (
        <p className="case__demonstration" title={m.desk_case_release({ release: summary.release })}>
          {m.desk_case_demonstration()}
        </p>
      ) : null}
      <Reach room={room} staff={staff} />
      <Rules summary={summary} priority={staff.priority} />
      {summary.red_flags.length > 0 ? (
        <Part title={m.desk_case_flags()} icon={flagFill} look="ember">
          <Answers answers={summary.red_flags} />
        </Part>
      ) : null}
      <FreeText roomId={room.id} texts={summary.free_text} />
      {summary.measurements.length > 0 ? (
        <Part title={m.desk_case_measurements()}>
          <dl className="measurements">
            {summary.measurements.map((measurement) => (
              <div key={measurement.question_id}>
                <dt>{localized(measurement.question)}</dt>
                <dd className={measurement.unknown ? "muted" : "measurements__value"}>{localized(measurement.answer)}</dd>
              </div>
            ))}
          </dl>
        </Part>
      ) : null}
      <FormPictures name={room.resident.name} age={staff.age} pictures={summary.pictures} />
      {summary.answers.length > 0 ? (
        <Part title={m.desk_case_answers()}>
          <Answers answers={summary.answers} />
        </Part>
      ) : null}
      <Path staff={staff} now={now} />
    </section>
  )
}

interface PartProps {
  title: string
  icon?: string
  look?: "ember"
  beside?: ReactNode
  children: ReactNode
}

/** One group of the panel, under a heading that a screen reader can jump to. */
function Part({ title, icon, look, beside, children }: PartProps): ReactElement {
  return (
    <section className="part">
      <header className="part__head">
        <h3 className={look ? `part__title part__title--${look}` : "part__title"}>
          {icon ? <Icon outline={icon} /> : null}
          <span>{title}</span>
        </h3>
        {beside}
      </header>
      {children}
    </section>
  )
}

function Reach({ room, staff }: { room: RoomView; staff: StaffView }): ReactElement {
  const { summary } = staff
  const place = [summary.place, summary.country === "SE" ? "" : summary.country].filter(Boolean).join(", ")
  return (
    <header className="part">
      <div className="part__head">
        <h2 className="case__name">{m.staff_years({ name: room.resident.name, age: staff.age })}</h2>
        <span className="badge">{m.desk_case_number({ number: caseNumber(room.number) })}</span>
      </div>
      <p className="case__reason">{localized(room.reason)}</p>
      <ul className="reach">
        <ReachLine icon={mapPin}>{place || m.desk_case_place_unknown()}</ReachLine>
        <ReachLine icon={phone}>
          <span className="figures">{summary.phone || m.desk_case_phone_none()}</span>
          {summary.may_call ? (
            <span className="badge badge--moss">{m.desk_case_may_call()}</span>
          ) : (
            <span className="badge badge--ember">{m.desk_case_write_only()}</span>
          )}
        </ReachLine>
        {staff.guardian ? (
          <ReachLine icon={usersIcon}>
            {m.desk_case_guardian({ name: staff.guardian.name, child: room.resident.name })}
          </ReachLine>
        ) : null}
        {summary.language !== "sv" || summary.interpreter ? (
          <ReachLine icon={translate}>
            {m.desk_case_language({ language: languageName(summary.language) })}
            {summary.interpreter ? <span className="badge badge--ember">{m.desk_case_interpreter()}</span> : null}
          </ReachLine>
        ) : null}
        {summary.hopes ? <ReachLine icon={target}>{m.desk_case_hopes({ hopes: summary.hopes })}</ReachLine> : null}
        {summary.answered_wrong ? (
          <ReachLine icon={chats} strong>
            {m.desk_case_answered_wrong()}
          </ReachLine>
        ) : null}
      </ul>
    </header>
  )
}

function ReachLine(props: { icon: string; strong?: boolean; children: ReactNode }): ReactElement {
  return (
    <li className={props.strong ? "reach__line reach__line--strong" : "reach__line"}>
      <Icon outline={props.icon} />
      <span>{props.children}</span>
    </li>
  )
}

function Answers({ answers }: { answers: readonly SummaryAnswer[] }): ReactElement {
  return (
    <dl className="facts">
      {answers.map((answer) => (
        <div key={answer.question_id} className="facts__row">
          <dt>{localized(answer.question)}</dt>
          <dd>
            {answer.unknown ? <span className="badge badge--ember">{m.desk_case_unknown()}</span> : localized(answer.answer)}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Path({ staff, now }: { staff: StaffView; now: number }): ReactElement {
  return (
    <Part title={m.desk_case_path()}>
      <ol className="path">
        {staff.custody.map((step) => (
          <li key={step.sequence} className="path__step">
            <time dateTime={step.at}>{moment(step.at, now)}</time>
            <span>
              {stepWords(step)}
              {step.reason && step.reason !== "holder_away" && step.reason !== "handed_back" ? (
                <span className="muted"> {step.reason}</span>
              ) : null}
            </span>
          </li>
        ))}
      </ol>
    </Part>
  )
}
