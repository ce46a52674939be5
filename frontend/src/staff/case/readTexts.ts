/** Which rooms' free text this person has marked as read, for as long as the tab lives. Holds room ids, no content. */
const KEY = "vardrum.read_texts"

function all(): string[] {
  const kept: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? "[]")
  return Array.isArray(kept) ? kept.filter((id): id is string => typeof id === "string") : []
}

export const isRead = (roomId: string): boolean => all().includes(roomId)

export function markRead(roomId: string): void {
  sessionStorage.setItem(KEY, JSON.stringify([...new Set([...all(), roomId])]))
}
