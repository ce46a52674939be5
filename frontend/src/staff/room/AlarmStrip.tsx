/** In the room itself: the alarm words that nobody has said to have read, with the one press that says so. */
import type { ReactElement } from "react"
import siren from "@phosphor-icons/core/assets/fill/siren-fill.svg?icon"
import { localized } from "../../core/language"
import type { AlarmLine } from "../../core/protocol/wire"
import { Button } from "../../design/Button"
import { Icon } from "../../design/Icon"
import * as m from "../../texts/messages"
import { acknowledge } from "../desk/alarms"
import type { Desk } from "../desk/desk"
import { moment } from "../words"

export function AlarmStrip({ desk, roomId, alarms, now }: { desk: Desk; roomId: string; alarms: readonly AlarmLine[]; now: number }): ReactElement | null {
  const open = alarms.filter((alarm) => alarm.acknowledged_at === null)
  if (open.length === 0) return null
  return (
    <div className="alarm-strip">
      <div className="alarm-strip__words">
        {open.map((alarm) => (
          <p key={alarm.id}>
            <Icon outline={siren} size="s" />
            <strong>{m.alarm_pane({ title: localized(alarm.title) })}.</strong> {where(alarm, now)}
          </p>
        ))}
      </div>
      <Button look="danger-line" size="s" onPress={() => acknowledge(desk, roomId)}>
        {m.alarm_pane_known()}
      </Button>
    </div>
  )
}

function where(alarm: AlarmLine, now: number): string {
  const time = moment(alarm.last_at, now)
  if (alarm.times > 1) return m.alarm_pane_again({ count: alarm.times, time })
  return alarm.message_sequence === null ? m.alarm_pane_form({ time }) : m.alarm_pane_message({ time })
}
