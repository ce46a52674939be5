/** The foot of a concluded room: its outcome and card, who concluded and when, and until when it can be reopened. */
import { type ReactElement, useState } from "react"
import { dayAndMonth, exactTime, lastMoment } from "../../core/times"
import { localized } from "../../core/language"
import type { CaseName } from "../../core/protocol/wire"
import type { RoomState } from "../../core/room/roomState"
import { Button } from "../../design/Button"
import * as m from "../../texts/messages"
import type { Desk } from "../desk/desk"
import { useNow } from "../watched"
import { caseNumber, outcomeWord } from "../words"
import { ReopenDialog } from "./ReopenDialog"

export function ConcludedFoot({ desk, state }: { desk: Desk; state: RoomState }): ReactElement {
  const [reopening, setReopening] = useState(false)
  const now = useNow(desk.skew)
  const { room, staff } = state
  const card = room.closing_card
  const until = room.reopen_until
  const own = room.unit_name === desk.me.unit.name
  const open = own && until !== null && now < Date.parse(until)
  return (
    <section className="composer composer--closed" aria-label={m.desk_closing_card()}>
      {card ? (
        <>
          <p className="strong">{m.desk_concluded_by({ name: card.concluded_by.name, time: exactTime(card.concluded_at) })}</p>
          <p>{m.desk_concluded_outcome({ outcome: outcomeWord(card.outcome) })}</p>
          {card.continues_in ? <WentOn desk={desk} into={card.continues_in} /> : <p className="closing-text">{card.text}</p>}
          {card.seek_care ? (
            <p className="closing-text">
              <strong>{m.desk_seek_again()}</strong> {card.seek_care}
            </p>
          ) : null}
        </>
      ) : null}
      <div className="composer__foot">
        <span className="grow muted">
          {open && until ? m.desk_reopen_until({ day: dayAndMonth(lastMoment(until)).replace(" ", "\u00a0") }) : own ? m.desk_reopen_over() : m.desk_read_only_unit({ unit: room.unit_name })}
        </span>
        {staff ? (
          <Button look="quiet" size="s" onPress={() => desk.asked.set({ roomId: room.id, about: "transcript" })}>
            {m.transcript_staff()}
          </Button>
        ) : null}
        {open && staff ? (
          <Button look="line" size="s" onPress={() => setReopening(true)}>
            {m.case_reopen()}
          </Button>
        ) : null}
      </div>
      {reopening && staff ? (
        <ReopenDialog desk={desk} of={{ roomId: room.id, name: room.resident.name, age: staff.age }} onClose={() => setReopening(false)} />
      ) : null}
    </section>
  )
}

function WentOn({ desk, into }: { desk: Desk; into: CaseName }): ReactElement {
  const number = caseNumber(into.number)
  return (
    <p className="closing-text">
      {m.merging_went_on({ number, reason: localized(into.reason) })}{" "}
      <Button look="quiet" size="s" onPress={() => desk.openRoom(into.case_id)}>
        {m.merging_open({ number })}
      </Button>
    </p>
  )
}
