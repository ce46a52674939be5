/** What one does against threats in a room: hiding surnames from the resident, asking a colleague for company, answering one who asks. */
import { errorText } from "../../core/errors/errorText"
import type { Refusal } from "../../core/errors/refusal"
import type { CompanyLine, StaffView, WorkItem } from "../../core/protocol/wire"
import * as m from "../../texts/messages"
import type { Desk } from "../desk/desk"
import { tell, tellWithUndo } from "../notices"

export type Wanting = WorkItem & { company: NonNullable<WorkItem["company"]> }

/** Colleagues whom nobody has answered yet, me aside. Pure. */
export function wanting(items: readonly WorkItem[], me: string): Wanting[] {
  // The field is not in what was told before one could ask.
  const asks = (item: WorkItem): item is Wanting => (item.company ?? null) !== null
  return items.filter(asks).filter(({ company }) => company.came === null && company.asked_by_id !== me)
}

/** Those of them who were not there, or had asked another time, in the list before. Pure. */
export function newlyWanting(before: readonly WorkItem[], after: readonly WorkItem[], me: string): Wanting[] {
  const known = new Map(wanting(before, me).map((item) => [item.case_id, item.company.asked_at]))
  return wanting(after, me).filter((item) => known.get(item.case_id) !== item.company.asked_at)
}

/** The company that is asked for, or here. Pure. */
export function standingCompany(staff: StaffView): CompanyLine | null {
  return (staff.companies ?? []).find((company) => company.ended_at === null) ?? null
}

interface Named {
  roomId: string
  name: string
}

export async function shortenNames(desk: Desk, { roomId, name }: Named, shortened: boolean): Promise<void> {
  if (!(await desk.did({ type: "names.shorten", room_id: roomId, shortened }))) return
  if (shortened) tellWithUndo(() => m.names_hidden_now({ name }), () => void shortenNames(desk, { roomId, name }, false))
  else tell(() => m.names_shown_now({ name }))
}

type Step = "colleague.call" | "colleague.introduce" | "colleague.leave"

export async function company(desk: Desk, roomId: string, step: Step): Promise<void> {
  await desk.did({ type: step, room_id: roomId }, late)
}

/** Comes, and has the room before one. */
export async function come(desk: Desk, roomId: string): Promise<void> {
  if (await desk.did({ type: "colleague.come", room_id: roomId }, late)) desk.openRoom(roomId)
}

/** Somebody was faster, or it is over. */
function late(refusal: Refusal): string {
  if (refusal.code !== "conflict") return errorText(refusal)
  const holder = refusal.params["holder"]
  return typeof holder === "string" ? m.company_first({ name: holder }) : m.company_over()
}
