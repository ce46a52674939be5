/** Which rooms stand open beside each other, which has the focus, and which the tall place. Pure; the desk keeps the value. */

export interface Panes {
  /** In the order they were opened, which is their order from left to right where all are equally tall. */
  readonly shown: readonly string[]
  /** The same rooms, the one last worked in first. */
  readonly recent: readonly string[]
  /** The same rooms by their places where there is one tall pane: it is the first. */
  readonly stack: readonly string[]
}

export const NO_PANES: Panes = { shown: [], recent: [], stack: [] }

const MOST_PANES = 4

/** How many rooms a window of this width takes without any of them becoming too narrow to read. */
export function placesAt(width: number): number {
  if (width < 1200) return 2
  return width < 1700 ? 3 : MOST_PANES
}

export function focusedRoom(panes: Panes): string | null {
  return panes.recent[0] ?? null
}

/** Only the focus: a pane must not move away under a pointer that is about to press something in it. */
export function focusPane(panes: Panes, room: string): Panes {
  if (panes.recent[0] === room || !panes.shown.includes(room)) return panes
  return { ...panes, recent: [room, ...panes.recent.filter((other) => other !== room)] }
}

/** The room changes places with the one that is tall. */
export function raisePane(panes: Panes, room: string): Panes {
  const tall = panes.stack[0]
  if (tall === undefined || tall === room || !panes.shown.includes(room)) return panes
  return { ...panes, stack: panes.stack.map((other) => (other === tall ? room : other === room ? tall : other)) }
}

export function closePane(panes: Panes, room: string): Panes {
  if (!panes.shown.includes(room)) return panes
  const without = (rooms: readonly string[]): string[] => rooms.filter((other) => other !== room)
  const left: Panes = { shown: without(panes.shown), recent: without(panes.recent), stack: without(panes.stack) }
  const next = focusedRoom(left)
  return panes.stack[0] === room && next !== null ? raisePane(left, next) : left
}

/**
 * Shows a room, gives it the focus and the tall place. When every place is taken it stands where the one left longest
 * ago stood; `pinned` is a room with a call, which never gives way.
 */
export function openPane(panes: Panes, room: string, places: number, pinned: string | null): Panes {
  if (panes.shown.includes(room)) return raisePane(focusPane(panes, room), room)
  if (panes.shown.length < places)
    return { shown: [...panes.shown, room], recent: [room, ...panes.recent], stack: [room, ...panes.stack] }
  const leaving = panes.recent.findLast((other) => other !== pinned)
  if (leaving === undefined) return panes
  const instead = (rooms: readonly string[]): string[] => rooms.map((other) => (other === leaving ? room : other))
  const recent = [room, ...panes.recent.filter((other) => other !== leaving)]
  return raisePane({ shown: instead(panes.shown), recent, stack: instead(panes.stack) }, room)
}

/** The open room so many steps to the right of the one in focus, going round. */
export function paneBeside(panes: Panes, steps: number): string | null {
  const focused = focusedRoom(panes)
  if (focused === null) return null
  const { length } = panes.shown
  return panes.shown[(panes.shown.indexOf(focused) + steps + length) % length] ?? null
}
