/** Says that somebody wrote while the writer was away, over the draft that may not fit any more. */
import type { ReactElement } from "react"
import hand from "@phosphor-icons/core/assets/fill/hand-fill.svg?icon"
import { Icon } from "../../design/Icon"

export function StopNotice({ text }: { text: string }): ReactElement {
  return (
    <p className="stop" role="alert">
      <Icon outline={hand} />
      <span>{text}</span>
    </p>
  )
}
