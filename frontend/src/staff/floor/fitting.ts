/** How many rows a wall has room for: nobody scrolls there, so what does not fit is counted instead of cut in two. */
import { type RefObject, useLayoutEffect, useRef, useState } from "react"

/** The line that says how many more there are. */
const REST_PX = 40

/** `on`: the board hangs on a wall. `rows` are those there would be. */
export function useFitting(on: boolean, rows: number): { board: RefObject<HTMLElement | null>; most: number } {
  const board = useRef<HTMLElement>(null)
  const [most, setMost] = useState(Number.POSITIVE_INFINITY)
  useLayoutEffect(() => {
    const frame = board.current
    if (!on || frame === null) return
    const watcher = new ResizeObserver(() => setMost(fitting(frame, rows)))
    watcher.observe(frame)
    return () => watcher.disconnect()
  }, [on, rows])
  return { board, most: on ? most : Number.POSITIVE_INFINITY }
}

function fitting(frame: HTMLElement, rows: number): number {
  const table = frame.querySelector("table")
  const row = frame.querySelector<HTMLElement>(".floor-row")
  // A narrow window lets the board grow with what it holds.
  if (table === null || row === null || getComputedStyle(frame).overflowY !== "hidden") return Number.POSITIVE_INFINITY
  const drawn = table.querySelectorAll(".floor-row").length
  const height = row.offsetHeight
  const padding = Number.parseFloat(getComputedStyle(frame).paddingBlockEnd)
  const room = frame.getBoundingClientRect().bottom - padding - table.getBoundingClientRect().top - (table.offsetHeight - drawn * height)
  if (room >= rows * height) return Number.POSITIVE_INFINITY
  return Math.max(1, Math.floor((room - REST_PX) / height))
}
