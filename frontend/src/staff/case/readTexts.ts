/**
 * Which free texts this person has said they have read, kept on this device for each reader of it. Holds ids of rooms
 * and the places of their forms, never a word of content.
 */
import { Observable } from "../../core/observable"
import type { StaffView } from "../../core/protocol/wire"

const keyOf = (reader: string): string => `vardrum.read_texts.${reader}`
/** Rooms are closed and forgotten; the oldest marks go first. */
const KEPT = 400

/** Rises with each mark, so that whoever shows one draws anew. */
export const readTexts = new Observable(0)

/** A form of a room: the first one is 0, those added later have their place in the staff stream. */
export const FIRST_FORM = 0
const mark = (roomId: string, form: number): string => `${roomId}/${form}`

function marks(reader: string): string[] {
  const kept: unknown = JSON.parse(localStorage.getItem(keyOf(reader)) ?? "[]")
  return Array.isArray(kept) ? kept.filter((id): id is string => typeof id === "string") : []
}

export const isRead = (reader: string, roomId: string, form: number): boolean => marks(reader).includes(mark(roomId, form))

/** The form whose free text comes first among those this reader has not marked, or null. */
export function firstUnread(reader: string, roomId: string, staff: Pick<StaffView, "summary" | "added">): number | null {
  const told = [{ sequence: FIRST_FORM, summary: staff.summary }, ...staff.added]
  return told.find(({ sequence, summary }) => summary.free_text.length > 0 && !isRead(reader, roomId, sequence))?.sequence ?? null
}

export function markRead(reader: string, roomId: string, form: number): void {
  const kept = [...new Set([...marks(reader), mark(roomId, form)])].slice(-KEPT)
  localStorage.setItem(keyOf(reader), JSON.stringify(kept))
  readTexts.set(readTexts.get() + 1)
}
