/** What the clinic has promised about when a case is opened, and how far the time has come on the way there. Pure. */
import type { WaitingView } from "../../core/protocol/wire"

export type Promised =
  | { state: "kept"; at: string }
  /** `share` of the time from arrival to the latest moment has gone, 0 to 1. */
  | { state: "running"; by: string; share: number }
  | { state: "broken" }

export function promised(waiting: Pick<WaitingView, "open_by" | "opened_at">, arrivedAt: string, now: number): Promised {
  if (waiting.opened_at !== null) return { state: "kept", at: waiting.opened_at }
  const [from, by] = [Date.parse(arrivedAt), Date.parse(waiting.open_by)]
  if (now >= by) return { state: "broken" }
  return { state: "running", by: waiting.open_by, share: Math.max(0, (now - from) / (by - from)) }
}
