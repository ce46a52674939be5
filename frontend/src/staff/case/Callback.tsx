/** Somebody who asked to be called: the number with one press, when they can be reached, each attempt and how it went. */
import type { ReactElement } from "react"
import phoneIcon from "@phosphor-icons/core/assets/regular/phone.svg?icon"
import type { EndCallback, RoomView, StaffCallback, StaffView } from "../../core/protocol/wire"
import { clockTime, exactTime } from "../../core/times"
import { Button } from "../../design/Button"
import { Icon } from "../../design/Icon"
import * as m from "../../texts/messages"
import type { Desk } from "../desk/desk"
import { callOutcome, moment, phoneWords } from "../words"
import { beginCallback, endCallback } from "./commands"
import { Part } from "./Part"
import { Phone } from "./Phone"

type Outcome = EndCallback["outcome"]

const OUTCOMES: readonly Outcome[] = ["reached", "no_answer", "left_message", "wrong_number"]

interface CallbackProps {
  desk: Desk
  room: RoomView
  staff: StaffView
  now: number
}

export function Callback(props: CallbackProps): ReactElement | null {
  const { desk, room, staff, now } = props
  const wish = staff.callback ?? null
  if (wish === null || (wish.state === "forgone" && wish.attempts.length === 0)) return null
  const stands = wish.state === "wanted" || wish.state === "decide"
  const mine = room.state === "active" && room.holder?.id === desk.me.account_id
  return (
    <Part title={stands ? m.callback_part() : m.callback_part_over()} icon={phoneIcon}>
      {stands ? <Wish wish={wish} staff={staff} now={now} /> : null}
      {mine ? <Acts {...props} wish={wish} stands={stands} /> : null}
      <Attempts wish={wish} now={now} />
    </Part>
  )
}

function Wish({ wish, staff, now }: { wish: StaffCallback; staff: StaffView; now: number }): ReactElement {
  const number = wish.phone.replace(/^\+46/, "0")
  const urgent = staff.priority === 1 || staff.priority === 2
  const windowed = wish.from_at !== null && wish.until_at !== null
  const early = wish.from_at !== null && now < Date.parse(wish.from_at)
  return (
    <>
      <p className="callback__call">
        <a className="button button--line button--s" href={`tel:${wish.phone}`}>
          <Icon outline={phoneIcon} />
          {m.callback_call({ number: phoneWords(number) })}
        </a>
        <Phone number={number} />
      </p>
      <p>
        {windowed ? m.callback_reach_between({ from: clockTime(wish.from_at ?? ""), to: clockTime(wish.until_at ?? "") }) : m.callback_reach_any()}{" "}
        <span className="muted">{m.callback_asked_by({ by: wish.asked_by, time: moment(wish.asked_at, now) })}</span>
      </p>
      {early && urgent ? <p className="reach__line--strong">{m.callback_urgent()}</p> : null}
      {wish.state === "decide" ? (
        <p className="reach__line--strong" role="status">
          {wish.attempts.at(-1)?.outcome === "wrong_number" ? m.callback_must_decide_number() : m.callback_must_decide({ tried: wish.tried })}
        </p>
      ) : null}
    </>
  )
}

/** One attempt at a time; it lasts until it is said how it went, also by whoever has taken over. */
function Acts({ desk, room, wish, stands }: CallbackProps & { wish: StaffCallback; stands: boolean }): ReactElement | null {
  const named = { roomId: room.id, name: room.resident.name }
  const going = wish.attempts.find(({ outcome }) => outcome === null)
  if (!going) {
    if (!stands) return null
    return (
      <Button look="filled" size="s" onPress={() => void beginCallback(desk, named)}>
        {m.callback_begin()}
      </Button>
    )
  }
  return (
    <fieldset className="callback__ends">
      <legend>{m.callback_how()}</legend>
      {OUTCOMES.map((outcome) => (
        <Button key={outcome} look="line" size="s" onPress={() => void endCallback(desk, named, going.id, outcome)}>
          {callOutcome(outcome)}
        </Button>
      ))}
      <p className="muted">{m.callback_back_note()}</p>
    </fieldset>
  )
}

function Attempts({ wish, now }: { wish: StaffCallback; now: number }): ReactElement | null {
  if (wish.attempts.length === 0) return null
  return (
    <ol className="path">
      {wish.attempts.map((attempt) => (
        <li key={attempt.id} className="path__step">
          <time dateTime={attempt.at} title={exactTime(attempt.at)}>
            {moment(attempt.at, now)}
          </time>
          <span>
            {attempt.by_name}: {attempt.outcome === null ? m.callback_going() : callOutcome(attempt.outcome).toLowerCase()}
          </span>
        </li>
      ))}
    </ol>
  )
}
