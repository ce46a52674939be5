/** What was written when the case was handed over, the newest first: whoever has it now goes on from there. */
import type { ReactElement } from "react"
import handshake from "@phosphor-icons/core/assets/regular/handshake.svg?icon"
import type { StaffView } from "../../core/protocol/wire"
import { exactTime } from "../../core/times"
import * as m from "../../texts/messages"
import { Summary } from "../transfers/Summary"
import { receiverWords } from "../transfers/transfers"
import { moment } from "../words"
import { Part } from "./Part"

export function Handed({ staff, now }: { staff: StaffView; now: number }): ReactElement | null {
  const transfers = [...(staff.transfers ?? [])].reverse()
  if (transfers.length === 0) return null
  return (
    <Part title={m.transfer_summary()} icon={handshake}>
      {transfers.map((line) => (
        <article key={line.id} className="handed">
          <p className="muted">
            {m.transfer_summary_by({ by: line.by_name, to: receiverWords(line) })},{" "}
            <time dateTime={line.made_at} title={exactTime(line.made_at)}>
              {moment(line.made_at, now)}
            </time>
          </p>
          <Summary summary={line.summary} />
        </article>
      ))}
    </Part>
  )
}
