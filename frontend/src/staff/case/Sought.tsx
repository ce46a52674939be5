/** A resident who does not answer: when to telephone, then the number, how it went, how far it has come, and who sees to it. */
import type { ReactElement } from "react"
import phone from "@phosphor-icons/core/assets/regular/phone-call.svg?icon"
import type { AttemptLine, RoomView, StaffView } from "../../core/protocol/wire"
import { exactTime } from "../../core/times"
import { Button } from "../../design/Button"
import * as m from "../../texts/messages"
import { type Absent, isAbsent, seeking, takeOn } from "../absences/absences"
import type { Desk } from "../desk/desk"
import { useWatched } from "../watched"
import { firstName, moment, phoneWords } from "../words"
import { attemptWords, howFar, OUTCOMES, outcomeWords, standing } from "./attempts"
import { recordAttempt } from "./commands"
import { Part } from "./Part"

interface SoughtProps {
  desk: Desk
  room: RoomView
  staff: StaffView
  now: number
}

/** Nothing while the turn is staff's, unless somebody has sought them; whoever may not be rung is not sought so. */
export function Sought({ desk, room, staff, now }: SoughtProps): ReactElement | null {
  useWatched(desk.worklist.opened)
  const item = desk.item(room.id)
  if (item === undefined) return null
  const attempts = staff.attempts ?? []
  const routine = isAbsent(item) && item.absence.told === "supervisor" ? <Routine desk={desk} item={item} now={now} /> : null
  if (room.voice === false) return routine && <Part title={m.absence_band()}>{routine}</Part>
  const it = seeking(item, attempts, now)
  if (it.stands === "not") return null
  if (it.stands === "later") return <p className="sought__before">{m.absence_before({ time: moment(it.at, now) })}</p>
  const first = firstName(room.resident.name)
  const last = standing(attempts, Date.parse(item.turn_at))
  return (
    <Part title={m.sought_title()} icon={phone}>
      {routine}
      <p>{staff.summary.phone === "" ? m.sought_help_no_number() : m.sought_help({ number: phoneWords(staff.summary.phone) })}</p>
      <div className="sought__ways">
        {OUTCOMES.map((outcome) => (
          <Button key={outcome} look="line" size="s" onPress={() => void recordAttempt(desk, { roomId: room.id, name: room.resident.name }, outcome)}>
            {outcomeWords(outcome, first)}
          </Button>
        ))}
      </div>
      {attempts.length > 0 ? <Made attempts={attempts} now={now} /> : null}
      <p role="status" className={last?.routine && last.again_at === null ? "sought__far sought__far--routine" : "sought__far"}>
        {last ? howFar(last, first, now) : ""}
      </p>
    </Part>
  )
}

function Made({ attempts, now }: { attempts: readonly AttemptLine[]; now: number }): ReactElement {
  return (
    <ol className="path">
      {attempts.map((line) => (
        <li key={line.id} className="path__step">
          <time dateTime={line.at} title={exactTime(line.at)}>
            {moment(line.at, now)}
          </time>
          <span>{attemptWords(line)}</span>
        </li>
      ))}
    </ol>
  )
}

/** Of what is urgent, once the supervisor has been told: what to do, and who does it. */
function Routine({ desk, item, now }: { desk: Desk; item: Absent; now: number }): ReactElement {
  const { absence, resident_name: name } = item
  const said = m.absence_routine({ name: firstName(name), time: moment(absence.since, now) })
  return (
    <div className="sought__routine">
      <p>
        {said} {absence.taken_by === null ? null : <strong>{m.absence_taken_by({ by: absence.taken_by })}</strong>}
      </p>
      {absence.taken_by === null ? (
        <Button look="line" size="s" onPress={() => void takeOn(desk, { roomId: item.case_id, name })}>
          {m.absence_take()}
        </Button>
      ) : null}
    </div>
  )
}
