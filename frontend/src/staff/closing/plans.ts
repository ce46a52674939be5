/** Which open cases are to be looked at because of closing time, and what will become of each. Pure. */
import type { ClosingView, WorkItem } from "../../core/protocol/wire"

export type Plan = { item: WorkItem; owner: ClosingView["rooms"][number]["owner"] }

/** In the order of the server, which is the order of service; a case that has gone or come since the answer is left out. */
export function plansOf(view: ClosingView, items: readonly WorkItem[], of: (item: WorkItem) => boolean): Plan[] {
  const known = new Map(items.map((item) => [item.case_id, item]))
  return view.rooms.flatMap(({ case_id: id, owner }) => {
    const item = known.get(id)
    return item && of(item) ? [{ item, owner }] : []
  })
}

/** Nobody had it when the unit closed, and nobody has it now: the supervisor's alarm. */
export const isUnresolved = (item: WorkItem): boolean => item.after_hours?.owner === "supervisor" && item.holder_id === null

export const unresolved = (items: readonly WorkItem[]): WorkItem[] => items.filter(isUnresolved)
