/** In the room itself: that its resident has waited for an answer for long, and until when the case stays where it is. */
import type { ReactElement } from "react"
import hourglass from "@phosphor-icons/core/assets/regular/hourglass-medium.svg?icon"
import type { RoomView, WorkOverdue } from "../../core/protocol/wire"
import { Button } from "../../design/Button"
import { Icon } from "../../design/Icon"
import * as m from "../../texts/messages"
import type { Desk } from "../desk/desk"
import { calledApart } from "../room/apart"
import { useWatched } from "../watched"
import { moment } from "../words"
import { keep } from "./silences"

export function SilenceStrip({ desk, room, now }: { desk: Desk; room: RoomView; now: number }): ReactElement {
  useWatched(desk.worklist.opened)
  const overdue = desk.item(room.id)?.overdue ?? null
  const name = room.resident.name
  const mine = room.holder?.id === desk.me.account_id
  // Always there, so that what comes is read out.
  return (
    <section className={overdue ? "threats" : undefined} aria-label={m.silence_strip({ name: calledApart(desk, room.id, name) })} aria-live="polite">
      {overdue ? (
        <p className="threats__one">
          <span>
            <Icon outline={hourglass} size="s" /> {words(overdue, room, mine, now)}
          </span>
          {mine && !overdue.kept ? (
            <span className="threats__ways">
              <Button look="line" size="s" onPress={() => void keep(desk, { roomId: room.id, name })}>
                {m.silence_keep()}
              </Button>
            </span>
          ) : null}
        </p>
      ) : null}
    </section>
  )
}

function words(overdue: WorkOverdue, room: RoomView, mine: boolean, now: number): string {
  const said = { name: room.resident.name, time: moment(overdue.since, now), until: moment(overdue.until, now) }
  if (!mine) return m.silence_strip_other({ ...said, holder: room.holder?.name ?? "" })
  return overdue.kept ? m.silence_strip_kept(said) : m.silence_strip_mine(said)
}
