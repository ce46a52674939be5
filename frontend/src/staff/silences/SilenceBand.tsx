/** Cases that have lain unopened for too long, until they are opened. */
import type { ReactElement } from "react"
import envelope from "@phosphor-icons/core/assets/regular/envelope-simple.svg?icon"
import * as m from "../../texts/messages"
import type { Desk } from "../desk/desk"
import { LeadersBand } from "../shell/LeadersBand"
import { useNow, useWatched } from "../watched"
import { moment } from "../words"
import { isForSupervisor, liesUnopened } from "./silences"

export function SilenceBand({ desk, wall }: { desk: Desk; wall: boolean }): ReactElement {
  useWatched(desk.worklist.opened)
  const now = useNow(desk.skew)
  const items = desk.items.filter(liesUnopened).filter(isForSupervisor)
  return (
    <LeadersBand
      desk={desk}
      items={items}
      wall={wall}
      label={m.silence_band()}
      icon={envelope}
      heading={m.silence_band_heading({ count: items.length })}
      help={m.silence_band_help({ count: items.length })}
      after={(item) => <span className="closing__becomes">{m.silence_row({ time: moment(item.unopened.since, now) })}</span>}
    />
  )
}
