/** Seeking a resident who does not answer by telephone: the number, how it went, and how far it has come. */
import type { ReactElement } from "react"
import phone from "@phosphor-icons/core/assets/regular/phone-call.svg?icon"
import type { RoomView, StaffView } from "../../core/protocol/wire"
import { exactTime } from "../../core/times"
import { Button } from "../../design/Button"
import * as m from "../../texts/messages"
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

/** While the turn is the resident's, or as long as somebody has sought them; never of whoever may not be rung. */
export function Sought({ desk, room, staff, now }: SoughtProps): ReactElement | null {
  useWatched(desk.worklist.opened)
  const item = desk.item(room.id)
  const attempts = staff.attempts ?? []
  if (room.voice === false || item === undefined || (item.turn !== "resident" && attempts.length === 0)) return null
  const first = firstName(room.resident.name)
  const last = standing(attempts, Date.parse(item.turn_at))
  return (
    <Part title={m.sought_title()} icon={phone}>
      <p>{staff.summary.phone === "" ? m.sought_help_no_number() : m.sought_help({ number: phoneWords(staff.summary.phone) })}</p>
      <div className="sought__ways">
        {OUTCOMES.map((outcome) => (
          <Button key={outcome} look="line" size="s" onPress={() => void recordAttempt(desk, { roomId: room.id, name: room.resident.name }, outcome)}>
            {outcomeWords(outcome, first)}
          </Button>
        ))}
      </div>
      {attempts.length > 0 ? (
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
      ) : null}
      <p role="status" className={last?.routine && last.again_at === null ? "sought__far sought__far--routine" : "sought__far"}>
        {last ? howFar(last, first, now) : ""}
      </p>
    </Part>
  )
}
