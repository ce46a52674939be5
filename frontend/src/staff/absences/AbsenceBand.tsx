/** Urgent cases whose resident does not answer, until somebody takes it on. */
import type { ReactElement } from "react"
import phone from "@phosphor-icons/core/assets/regular/phone-call.svg?icon"
import { Button } from "../../design/Button"
import * as m from "../../texts/messages"
import type { Desk } from "../desk/desk"
import { LeadersBand } from "../shell/LeadersBand"
import { useNow, useWatched } from "../watched"
import { moment } from "../words"
import { alarmsSupervisor, takeOn } from "./absences"

export function AbsenceBand({ desk, wall }: { desk: Desk; wall: boolean }): ReactElement {
  useWatched(desk.worklist.opened)
  const now = useNow(desk.skew)
  const items = desk.items.filter(alarmsSupervisor)
  return (
    <LeadersBand
      desk={desk}
      items={items}
      wall={wall}
      label={m.absence_band()}
      icon={phone}
      heading={m.absence_band_heading({ count: items.length })}
      help={m.absence_band_help()}
      after={({ case_id: roomId, resident_name: name, absence }) => (
        <>
          <span className="closing__becomes">{m.absence_since({ time: moment(absence.since, now) })}</span>
          {wall ? null : (
            <Button look="line" size="s" label={m.absence_take_named({ name })} onPress={() => void takeOn(desk, { roomId, name })}>
              {m.absence_take()}
            </Button>
          )}
        </>
      )}
    />
  )
}
