/** That a picture is a marked copy, and of which one: it leads there. Of a form there is no place in the conversation. */
import type { Markup } from "#jsx"
import type { CopyOf } from "../../core/protocol/wire"
import type { Place } from "../../core/room/finding"
import { exactTime } from "../../core/times"
import * as m from "../../texts/messages"

interface CopyLineProps {
  copyOf: CopyOf
  onGoTo: (place: Place) => void
}

export function CopyLine({ copyOf, onGoTo }: CopyLineProps): Markup {
  const { message_id: id, sequence } = copyOf
  const time = exactTime(copyOf.at)
  if (id === null || sequence === null) return <p className="copy-line">{m.picture_copy_of_form({ time })}</p>
  return (
    <button type="button" className="copy-line link" onClick={() => onGoTo({ id, sequence })}>
      {m.picture_copy_of({ time })}
      <span className="hidden-visually"> {m.picture_copy_go()}</span>
    </button>
  )
}
