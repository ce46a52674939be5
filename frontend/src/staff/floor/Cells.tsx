/** How many cases are open in each priority and how long the one who has waited longest has waited. */
import type { ReactElement } from "react"
import { PriorityMark, priorityWord } from "../../design/Priority"
import * as m from "../../texts/messages"
import { hasteWords, waitWords } from "../words"
import type { Cell } from "./summary"

export function Cells({ cells, now }: { cells: readonly Cell[]; now: number }): ReactElement {
  return (
    <section className="board" aria-labelledby="floor-priorities">
      <header className="board__head">
        <h2 id="floor-priorities">{m.floor_priorities()}</h2>
        <span className="muted">{m.floor_priorities_help()}</span>
      </header>
      <ul className="cells">
        {cells.map((cell) => (
          <li key={cell.priority ?? "administrative"} className={cellClass(cell)}>
            <span className="cell__head">
              <PriorityMark priority={cell.priority} />
              <span aria-hidden="true">{priorityWord(cell.priority)}</span>
            </span>
            <span className="cell__figure">
              <span aria-hidden="true">{cell.open === 0 ? "–" : cell.open}</span>
              <span className="hidden-visually">{m.floor_cell_open({ count: cell.open })}</span>
            </span>
            <span className="cell__wait">
              {cell.longest === null ? (cell.open === 0 ? "\u00a0" : m.floor_cell_answered()) : waitWords(cell.longest, now)}
              {cell.longest === null ? null : <span className="hidden-visually"> {hasteWords(cell.longest, now)}</span>}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function cellClass(cell: Cell): string {
  if (cell.open === 0) return "cell cell--none"
  return `cell cell--${cell.haste}`
}
