/** What staff have noted for each other; the conversation shows the same notes at their places. */
import type { ReactElement } from "react"
import type { Note } from "../../core/protocol/wire"
import { exactTime } from "../../core/times"
import * as m from "../../texts/messages"
import { moment } from "../words"
import { Part } from "./Part"

export function Notes({ notes, now }: { notes: readonly Note[]; now: number }): ReactElement | null {
  if (notes.length === 0) return null
  return (
    <Part title={m.case_notes()} beside={m.case_notes_staff()}>
      <ul className="notes">
        {notes.map((note) => (
          <li key={note.id} className="notes__note">
            <p className="notes__text">{note.text}</p>
            <p className="muted" title={exactTime(note.at)}>
              {m.case_note_by({ name: note.author.name, time: moment(note.at, now) })}
            </p>
          </li>
        ))}
      </ul>
    </Part>
  )
}
