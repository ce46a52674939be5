/** One line of how a resident is reached, under the sign of what it is about. */
import type { ReactElement, ReactNode } from "react"
import { Icon } from "../../design/Icon"

export function ReachLine(props: { icon: string; strong?: boolean; children: ReactNode }): ReactElement {
  return (
    <li className={props.strong ? "reach__line reach__line--strong" : "reach__line"}>
      <Icon outline={props.icon} />
      <span>{props.children}</span>
    </li>
  )
}
