/** One cell a room: filled waits for staff, half for the resident, empty is a place left. The same glyph everywhere. */
import type { ReactElement } from "react"
import type { Load } from "../desk/rows"

interface LoadMeterProps extends Load {
  capacity: number
  /** The same in words, for whoever does not see the cells. */
  words: string
}

export function LoadMeter({ staff, resident, capacity, words }: LoadMeterProps): ReactElement {
  const cells = Math.max(capacity, staff + resident)
  return (
    <span className="load" role="img" aria-label={words}>
      {Array.from({ length: cells }, (_, cell) => (
        <span key={cell} className={`load__cell ${cellLook(cell, staff, resident)}`} />
      ))}
    </span>
  )
}

function cellLook(cell: number, staff: number, resident: number): string {
  if (cell < staff) return "load__cell--staff"
  return cell < staff + resident ? "load__cell--resident" : ""
}
