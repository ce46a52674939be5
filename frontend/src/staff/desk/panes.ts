/** Which rooms stand open beside each other, and which of them has the focus. Pure; the desk keeps the value. */

export interface Panes {
  /** In their places from left to right. */
  readonly shown: readonly string[]
  /** The same rooms, the one last worked in first. */
  readonly recent: readonly string[]
}

export const NO_PANES: Panes = { shown: [], recent: [] }

export function focusedRoom(panes: Panes): string | null {
  return panes.recent[0] ?? null
}

export function focusPane(panes: Panes, room: string): Panes {
  if (panes.recent[0] === room || !panes.shown.includes(room)) return panes
  return { ...panes, recent: [room, ...panes.recent.filter((other) => other !== room)] }
}

export function closePane(panes: Panes, room: string): Panes {
  if (!panes.shown.includes(room)) return panes
  return {
    shown: panes.shown.filter((other) => other !== room),
    recent: panes.recent.filter((other) => other !== room),
  }
}

/**
 * Shows a room and gives it the focus. When every place is taken it stands where the one left longest ago stood;
 * `pinned` is a room with a call, which never gives way.
 */
export function openPane(panes: Panes, room: string, places: number, pinned: string | null): Panes {
  if (panes.shown.includes(room)) return focusPane(panes, room)
  if (panes.shown.length < places) return { shown: [...panes.shown, room], recent: [room, ...panes.recent] }
  const leaving = panes.recent.findLast((other) => other !== pinned)
  if (leaving === undefined) return panes
  return {
    shown: panes.shown.map((other) => (other === leaving ? room : other)),
    recent: [room, ...panes.recent.filter((other) => other !== leaving)],
  }
}
