/** In the room itself: the alarm words that nobody has said to have read, with the one press that says so; threats, with a reply. */
import type { ReactElement } from "react"
import siren from "@phosphor-icons/core/assets/fill/siren-fill.svg?icon"
import { localized } from "../../core/language"
import type { AlarmLine, RoomView, StaffView } from "../../core/protocol/wire"
import { Button } from "../../design/Button"
import { Icon } from "../../design/Icon"
import * as m from "../../texts/messages"
import { acknowledge, replyToThreat } from "../desk/alarms"
import type { Desk } from "../desk/desk"
import { company, shortenNames, standingCompany } from "../threats/threats"
import { useWatched } from "../watched"
import { moment } from "../words"

interface AlarmStripProps {
  desk: Desk
  room: RoomView
  /** The newest message of mine, where it is I who answer in this room; null where it is not. */
  answered: number | null
  staff: StaffView
  now: number
}

export function AlarmStrip({ desk, room, answered, staff, now }: AlarmStripProps): ReactElement | null {
  const book = useWatched(desk.phrases.now)
  const { alarms } = staff
  const open = alarms.filter((alarm) => alarm.acknowledged_at === null)
  // A threat stays here, with the reply that is offered, until it is answered.
  const threats = answered === null ? [] : alarms.filter((alarm) => alarm.aim === "staff" && (alarm.message_sequence ?? 0) > answered)
  const shown = alarms.filter((alarm) => open.includes(alarm) || threats.includes(alarm))
  if (shown.length === 0) return null
  const reply = threats.length > 0 ? replyToThreat(book) : null
  return (
    <div className="alarm-strip">
      <div className="alarm-strip__words">
        {shown.map((alarm) => (
          <p key={alarm.id}>
            <Icon outline={siren} size="s" />
            <strong>{m.alarm_pane({ title: localized(alarm.title) })}.</strong> {where(alarm, now)}
          </p>
        ))}
      </div>
      <div className="alarm-strip__ways">
        {open.length > 0 ? (
          <Button look="danger-line" size="s" onPress={() => acknowledge(desk, room.id)}>
            {m.alarm_pane_known()}
          </Button>
        ) : null}
        {reply ? (
          <Button look="quiet" size="s" onPress={() => desk.insertPhrase(room.id, reply)}>
            {m.alarm_pane_reply()}
          </Button>
        ) : null}
        {threats.length > 0 ? <AgainstThreats desk={desk} room={room} staff={staff} /> : null}
      </div>
    </div>
  )
}

/** What else there is besides the reply, until it is done. */
function AgainstThreats({ desk, room, staff }: Pick<AlarmStripProps, "desk" | "room" | "staff">): ReactElement {
  return (
    <>
      {standingCompany(staff) === null ? (
        <Button look="quiet" size="s" onPress={() => void company(desk, room.id, "colleague.call")}>
          {m.company_ask()}
        </Button>
      ) : null}
      {staff.hidden_surnames ? null : (
        <Button look="quiet" size="s" onPress={() => void shortenNames(desk, { roomId: room.id, name: room.resident.name }, true)}>
          {m.names_hide()}
        </Button>
      )}
    </>
  )
}

function where(alarm: AlarmLine, now: number): string {
  const time = moment(alarm.last_at, now)
  if (alarm.times > 1) return m.alarm_pane_again({ count: alarm.times, time })
  return alarm.message_sequence === null ? m.alarm_pane_form({ time }) : m.alarm_pane_message({ time })
}
