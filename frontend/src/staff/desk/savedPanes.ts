/** Which rooms stood open in this tab, so that a reload shows them again. Holds room ids, no content. */
const KEY = "vardrum.open_rooms"

export function keptPanes(account: string): string[] {
  const kept: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? "null")
  if (typeof kept !== "object" || kept === null || !("account" in kept) || !("rooms" in kept)) return []
  if (kept.account !== account || !Array.isArray(kept.rooms)) return []
  return kept.rooms.filter((room): room is string => typeof room === "string")
}

export function keepPanes(account: string, rooms: readonly string[]): void {
  sessionStorage.setItem(KEY, JSON.stringify({ account, rooms }))
}
