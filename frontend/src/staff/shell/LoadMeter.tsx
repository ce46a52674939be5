/** One cell a room: filled waits for staff, half for the resident, dashed is on its way in, empty is a place left. */
import type { ReactElement } from "react"
import type { Load } from "../desk/rows"

interface LoadMeterProps extends Load {
  capacity: number
  /** The same in words, for whoever does not see the cells. */
  words: string
}

export function LoadMeter({ staff, resident, incoming, capacity, words }: LoadMeterProps): ReactElement {
  const cells = Math.max(capacity, staff + resident + incoming)
  return (
    <span className="load" role="img" aria-label={words}>
      {Array.from({ length: cells }, (_, cell) => (
        <span key={cell} className={`load__cell ${cellLook(cell, { staff, resident, incoming })}`} />
      ))}
    </span>
  )
}

function cellLook(cell: number, { staff, resident, incoming }: Load): string {
  if (cell < staff) return "load__cell--staff"
  if (cell < staff + resident) return "load__cell--resident"
  return cell < staff + resident + incoming ? "load__cell--incoming" : ""
}
