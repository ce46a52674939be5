/** The steps of a case, asked for again when the case has moved, its names are others, or the network is back. What failed leaves the last ones. */
import { useEffect, useState } from "preact/hooks"
import type { RoomView, TimelineStep, WaitingView } from "../../core/protocol/wire"
import * as api from "../api"
import { worthTelling } from "./steps"

export interface Steps {
  steps: readonly TimelineStep[]
  /** False until they have been told once, or could not be. */
  settled: boolean
  /** The place in the queue at the time they were told; null when the case did not wait. */
  waiting: WaitingView | null
}

const movedTo = (room: RoomView): string =>
  [room.state, room.holder?.id, room.forms.length, room.worse?.length, room.joined?.length, room.sought, room.called?.length, room.withdrawals?.length, room.callback?.state, room.closing_card?.concluded_at, room.call?.id, room.call?.state === "ended", room.help?.sequence, room.after_hours?.closed_at, room.after_hours?.owner, ...room.participants.map(({ id }) => id)].join()

export function useSteps(room: RoomView, redrawn: number, online: boolean): Steps {
  const [told, setTold] = useState<Steps>({ steps: [], settled: false, waiting: null })
  const moved = movedTo(room)
  useEffect(() => {
    let gone = false
    api.timeline(room.id).then(
      ({ steps, waiting }) => gone || setTold({ steps: worthTelling(steps), settled: true, waiting }),
      () => gone || setTold((last) => ({ ...last, settled: true })),
    )
    return () => {
      gone = true
    }
  }, [room.id, moved, redrawn, online])
  return told
}
