/** In the room itself: whom its holder has asked to take over, until when, and what came back without being taken. */
import type { ReactElement } from "react"
import handshake from "@phosphor-icons/core/assets/regular/handshake.svg?icon"
import type { RoomView, StaffView, TransferLine } from "../../core/protocol/wire"
import { Button } from "../../design/Button"
import { Icon } from "../../design/Icon"
import * as m from "../../texts/messages"
import type { Desk } from "../desk/desk"
import { calledApart } from "../room/apart"
import { useWatched } from "../watched"
import { moment, reasonWords } from "../words"
import { professionWord, putAway, receiverWords, returned, standingTransfer, takeBack } from "./transfers"

interface TransferStripProps {
  desk: Desk
  room: RoomView
  staff: StaffView
  now: number
}

export function TransferStrip({ desk, room, staff, now }: TransferStripProps): ReactElement {
  const seen = useWatched(putAway)
  const me = desk.me.account_id
  const name = room.resident.name
  const standing = standingTransfer(staff)
  const mine = room.holder?.id === me && room.state === "active"
  const back = mine && standing === null ? returned(staff, me, seen) : null
  const shown = standing ?? back
  // Always there, so that what comes back is read out.
  return (
    <section className={shown ? "threats" : undefined} aria-label={m.transfer_strip({ name: calledApart(desk, room.id, name) })} aria-live="polite">
      {shown ? (
        <p className="threats__one">
          <span>
            <Icon outline={handshake} size="s" /> {standing ? standingWords(standing, me, now) : returnedWords(shown)}
          </span>
          <span className="threats__ways">
            {standing && mine ? (
              <Button look="line" size="s" onPress={() => void takeBack(desk, { roomId: room.id, name }, standing.id)}>
                {m.transfer_take_back()}
              </Button>
            ) : null}
            {back ? (
              <>
                <Button look="line" size="s" onPress={() => desk.asked.set({ roomId: room.id, about: "transfer" })}>
                  {m.transfer_again()}
                </Button>
                <Button look="quiet" size="s" onPress={() => putAway.set(new Set([...seen, back.id]))}>
                  {m.transfer_noted()}
                </Button>
              </>
            ) : null}
          </span>
        </p>
      ) : null}
    </section>
  )
}

function standingWords(line: TransferLine, me: string, now: number): string {
  const [to, time] = [receiverWords(line), moment(line.until, now)]
  return line.by_id === me ? m.transfer_asked_me({ to, time }) : m.transfer_asked({ by: line.by_name, to, time })
}

function returnedWords(line: TransferLine): string {
  if (line.state === "declined") return m.transfer_declined({ to: line.to_name, reason: reasonWords(line.declined_for).toLowerCase() })
  return line.profession === null ? m.transfer_expired({ to: line.to_name }) : m.transfer_expired_all({ profession: professionWord(line.profession) })
}
