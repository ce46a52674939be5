/** Says that the resident wrote while the writer was away, over the draft that may not fit any more. */
import type { ReactElement } from "react"
import hand from "@phosphor-icons/core/assets/fill/hand-fill.svg?icon"
import { Icon } from "../../design/Icon"
import * as m from "../../texts/messages"

export function StopNotice({ writer }: { writer: string }): ReactElement {
  return (
    <p className="stop" role="alert">
      <Icon outline={hand} />
      <span>{m.desk_stop({ name: writer })}</span>
    </p>
  )
}
