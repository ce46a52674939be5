/** Alarm words on the work list: which of them nobody has opened yet, and opening one. */
import type { Phrase, WorkItem } from "../../core/protocol/wire"
import type { Desk } from "./desk"
import type { Book } from "./phraseBook"

export type Alarmed = WorkItem & { alarm: NonNullable<WorkItem["alarm"]> }

const hasAlarm = (item: WorkItem): item is Alarmed => (item.alarm ?? null) !== null

/** Cases with alarm words that nobody has opened, in the order of the list. Pure. */
export function unopened(items: readonly WorkItem[]): Alarmed[] {
  return items.filter(hasAlarm).filter((item) => item.alarm.seen_by === null)
}

/** Those of them that were not there, or were older, in the list before. Pure. */
export function newAlarms(before: readonly WorkItem[], after: readonly WorkItem[]): Alarmed[] {
  const known = new Map(unopened(before).map((item) => [item.case_id, item.alarm.at]))
  return unopened(after).filter((item) => known.get(item.case_id) !== item.alarm.at)
}

/** Opens a case by somebody's own hand, which makes its alarm known to be read. A pane that stands open by itself does not. */
export function openCase(desk: Desk, roomId: string): void {
  desk.openRoom(roomId)
  if (unopened(desk.items).some((item) => item.case_id === roomId)) acknowledge(desk, roomId)
}

/** Which of the unit's phrases is the standard reply to a threat. */
const ANSWERS_THREATS = "hot"

export function replyToThreat(book: Book): Phrase | null {
  if (book.phase !== "here") return null
  return book.phrases.phrases.find((phrase) => phrase.abbreviation === ANSWERS_THREATS) ?? null
}

export function acknowledge(desk: Desk, roomId: string): void {
  void desk.did({ type: "alarm.acknowledge", room_id: roomId })
}
