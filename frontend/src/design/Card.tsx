/** A framed group, and the frame that is itself a way on. */
import type { Children, Markup } from "#jsx"
import caretRight from "@phosphor-icons/core/assets/bold/caret-right-bold.svg?icon"
import { Icon } from "./Icon"

export function Card(props: { children: Children; strong?: boolean }): Markup {
  return <div className={props.strong ? "card card--strong" : "card"}>{props.children}</div>
}

interface WayProps {
  title: string
  note?: Children
  icon?: string
  filled?: boolean
}

function WayInside(props: WayProps): Markup {
  return (
    <>
      {props.icon ? (
        <span className="card__sign">
          <Icon outline={props.icon} />
        </span>
      ) : null}
      <span className="grow">
        <span className="card__title">{props.title}</span>{" "}
        {props.note ? <span className="card__note">{props.note}</span> : null}
      </span>
      <span className="card__arrow">
        <Icon outline={caretRight} size="s" />
      </span>
    </>
  )
}

const wayClass = (filled?: boolean): string => `card card--press ${filled ? "card--filled" : "card--strong"}`

/** A large way on that leads to an address. */
export function WayLink(props: WayProps & { href: string }): Markup {
  return (
    <a className={wayClass(props.filled)} href={props.href}>
      <WayInside {...props} />
    </a>
  )
}

/** A large way on that does something. */
export function WayButton(props: WayProps & { onPress: () => void; busy?: boolean }): Markup {
  return (
    <button type="button" className={wayClass(props.filled)} aria-busy={props.busy ?? false} onClick={() => !props.busy && props.onPress()}>
      <WayInside {...props} />
    </button>
  )
}
