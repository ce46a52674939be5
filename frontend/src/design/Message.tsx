/** One turn of the conversation. What is mine has the straight petrol edge on its right; what is unsent is dashed. */
import type { Children, Markup } from "#jsx"

interface Picture {
  source: string
  alt: string
  width: number
  height: number
}

interface BubbleProps {
  mine: boolean
  unsent?: boolean
  author: string
  text: string
  picture?: Picture | null
  foot: Children
}

export function MessageBubble(props: BubbleProps): Markup {
  const classes = ["turn", props.mine ? "turn--mine" : "", props.unsent ? "turn--unsent" : ""].filter(Boolean).join(" ")
  return (
    <li className={classes}>
      <div className={props.picture ? "bubble bubble--picture" : "bubble"}>
        <span className="hidden-visually">{props.author}: </span>
        {props.picture ? (
          <img
            className="bubble__picture"
            src={props.picture.source}
            alt={props.picture.alt}
            width={props.picture.width}
            height={props.picture.height}
            loading="lazy"
          />
        ) : null}
        {props.picture ? props.text && <div className="bubble__text">{props.text}</div> : props.text}
      </div>
      <div className="turn__foot">{props.foot}</div>
    </li>
  )
}
