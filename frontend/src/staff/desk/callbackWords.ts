/** What a row of the work list says of somebody who waits to be called. Pure but for the words. */
import type { WorkCallback, WorkItem } from "../../core/protocol/wire"
import { clockTime } from "../../core/times"
import * as m from "../../texts/messages"

export function callbackWords({ callback, priority }: Pick<WorkItem, "callback" | "priority">): string | null {
  if (!callback) return null
  if (callback.state === "decide") return m.callback_row_decide()
  if (callback.again_at !== null) return m.callback_row_again({ tried: callback.tried, most: callback.most, time: clockTime(callback.again_at) })
  return windowed(callback, priority)
}

/** What is urgent is offered before its time, and says so. */
function windowed({ from_at: from, until_at: until }: WorkCallback, priority: number | null): string {
  if (from === null || until === null) return m.callback_row()
  const what = m.callback_row_between({ from: clockTime(from), to: clockTime(until) })
  return priority === 1 || priority === 2 ? m.callback_row_urgent({ what }) : what
}
