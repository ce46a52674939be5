/** How many rows a wall has room for: nobody scrolls there, so what does not fit is counted instead of cut in two. */
import { type RefObject, useLayoutEffect, useRef, useState } from "react"

/** The line that says how many more there are. */
const REST_PX = 44
/** A heading between rows keeps more air above it than the first. */
const BETWEEN_PX = 8

interface Groups {
  waiting: number
  held: number
}

/** The most rows whose height, with the headings they bring along, is within `room`; all of them when all fit. Pure. */
export function rowsWithin(room: number, { waiting, held }: Groups, heights: { row: number; heading: number }): number {
  const all = waiting + held
  // Either group may keep rows when some are left out, so both headings need their room.
  const headings = (waiting > 0 ? 1 : 0) + (held > 0 ? 1 : 0)
  const height = (rows: number): number => rows * heights.row + headings * heights.heading + (headings > 1 ? BETWEEN_PX : 0)
  if (height(all) <= room) return all
  let rows = all
  while (rows > 1 && height(rows) > room - REST_PX) rows -= 1
  return rows
}

/** `on`: the board hangs on a wall. Of the groups it is told how many rows each would have. */
export function useFitting(on: boolean, { waiting, held }: Groups): { board: RefObject<HTMLElement | null>; most: number } {
  const board = useRef<HTMLElement>(null)
  const [most, setMost] = useState(Number.POSITIVE_INFINITY)
  useLayoutEffect(() => {
    const frame = board.current
    if (!on || frame === null) return
    const watcher = new ResizeObserver(() => setMost(fitting(frame, { waiting, held })))
    watcher.observe(frame)
    return () => watcher.disconnect()
  }, [on, waiting, held])
  return { board, most: on ? most : Number.POSITIVE_INFINITY }
}

function fitting(frame: HTMLElement, groups: Groups): number {
  const body = frame.querySelector("tbody")
  const row = frame.querySelector<HTMLElement>(".floor-row")
  const heading = frame.querySelector<HTMLElement>(".floor-table__group")
  // A narrow window lets the board grow with what it holds.
  if (body === null || row === null || heading === null || getComputedStyle(frame).overflowY !== "hidden") return Number.POSITIVE_INFINITY
  const padding = Number.parseFloat(getComputedStyle(frame).paddingBlockEnd)
  const room = frame.getBoundingClientRect().bottom - padding - body.getBoundingClientRect().top
  return rowsWithin(room, groups, { row: row.offsetHeight, heading: heading.offsetHeight })
}
