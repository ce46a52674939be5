/** In the room itself: the alarm words that nobody has said to have read, with the one press that says so; threats, with a reply. */
import type { ReactElement } from "react"
import siren from "@phosphor-icons/core/assets/fill/siren-fill.svg?icon"
import { localized } from "../../core/language"
import type { AlarmLine } from "../../core/protocol/wire"
import { Button } from "../../design/Button"
import { Icon } from "../../design/Icon"
import * as m from "../../texts/messages"
import { acknowledge, replyToThreat } from "../desk/alarms"
import type { Desk } from "../desk/desk"
import { useWatched } from "../watched"
import { moment } from "../words"

interface AlarmStripProps {
  desk: Desk
  roomId: string
  /** The newest message of mine, where it is I who answer in this room; null where it is not. */
  answered: number | null
  alarms: readonly AlarmLine[]
  now: number
}

export function AlarmStrip({ desk, roomId, answered, alarms, now }: AlarmStripProps): ReactElement | null {
  const book = useWatched(desk.phrases.now)
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
          <Button look="danger-line" size="s" onPress={() => acknowledge(desk, roomId)}>
            {m.alarm_pane_known()}
          </Button>
        ) : null}
        {reply ? (
          <Button look="quiet" size="s" onPress={() => desk.insertPhrase(roomId, reply)}>
            {m.alarm_pane_reply()}
          </Button>
        ) : null}
      </div>
    </div>
  )
}

function where(alarm: AlarmLine, now: number): string {
  const time = moment(alarm.last_at, now)
  if (alarm.times > 1) return m.alarm_pane_again({ count: alarm.times, time })
  return alarm.message_sequence === null ? m.alarm_pane_form({ time }) : m.alarm_pane_message({ time })
}
