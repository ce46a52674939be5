/** The way of the case: every change of responsibility and priority, each note and added form, with who, when and why. */
import type { ReactElement } from "react"
import { localized } from "../../core/language"
import type { RoomView, StaffView, TransferLine } from "../../core/protocol/wire"
import { exactTime } from "../../core/times"
import { priorityWord } from "../../design/Priority"
import * as m from "../../texts/messages"
import { professionWord, receiverWords } from "../transfers/transfers"
import { moment, priorityInWords, reasonWords, spanWords, stepWords } from "../words"
import { Part } from "./Part"
import { attemptWords } from "./attempts"
import { type WayStep, wayOf } from "./way"

/** Their reason is a code, which the words of the step say. */
const CODED: ReadonlySet<string> = new Set(["closed", "call_ended", "unopened", "reminded", "absent"])

export function Path({ room, staff, now }: { room: RoomView; staff: StaffView; now: number }): ReactElement {
  return (
    <Part title={m.desk_case_path()}>
      <ol className="path">
        {wayOf(room, staff).map((step) => (
          <li key={step.key} className="path__step">
            <time dateTime={step.at} title={exactTime(step.at)}>
              {moment(step.at, now)}
            </time>
            <span>
              {words(step, room)}
              {step.kind === "custody" && step.step.reason !== "" && !CODED.has(step.step.move) ? (
                <span className="path__why">{step.step.reason}</span>
              ) : null}
              {step.kind === "custody" && (step.step.reasons ?? []).length > 0 ? (
                <span className="path__why">{(step.step.reasons ?? []).map(({ says }) => localized(says)).join(" ")}</span>
              ) : null}
            </span>
          </li>
        ))}
      </ol>
    </Part>
  )
}

function words(way: WayStep, room: RoomView): string {
  switch (way.kind) {
    case "note":
      return m.case_path_note({ name: way.by })
    case "alarm":
      return m.alarm_path_raised({ title: localized(way.alarm.title), count: way.alarm.times })
    case "known":
      return m.alarm_path_known({ name: way.by })
    case "form":
      return m.case_path_form({ name: way.by.name })
    case "sought":
      return attemptWords(way.attempt)
    case "asked":
      return m.transfer_path_offered({ by: way.transfer.by_name, to: receiverWords(way.transfer) })
    case "returned":
      return returnedWords(way.transfer)
    case "custody":
      return custodyWords(way, room)
  }
}

function returnedWords(transfer: TransferLine): string {
  if (transfer.state === "declined") return m.transfer_path_declined({ to: transfer.to_name, reason: reasonWords(transfer.declined_for).toLowerCase() })
  if (transfer.state === "withdrawn") return transfer.ended_by === transfer.by_name ? m.transfer_path_withdrawn({ by: transfer.by_name }) : m.transfer_path_overtaken()
  return transfer.profession === null ? m.transfer_path_expired({ to: transfer.to_name }) : m.transfer_path_expired_all({ profession: professionWord(transfer.profession) })
}

function custodyWords({ step, before }: Extract<WayStep, { kind: "custody" }>, room: RoomView): string {
  switch (step.move) {
    case "queued":
      return m.case_path_queued({ by: step.by_name, priority: priorityInWords(step.priority) })
    case "claimed":
      return m.case_path_claimed({ holder: step.holder_name ?? step.by_name, time: spanWords(Date.parse(step.at) - Date.parse(room.arrived_at)) })
    case "prioritised":
      return m.case_path_prioritised({ by: step.by_name, from: priorityWord(before), to: priorityWord(step.priority) })
    default:
      return stepWords(step)
  }
}
