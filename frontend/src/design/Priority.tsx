/** A case's priority as a shape, a number and a word, so that none of them has to be seen by colour. */
import type { Markup } from "#jsx"
import * as m from "../texts/messages"

const SHAPES: Record<number, Markup> = {
  1: <path d="M8 2h8l6 6v8l-6 6H8l-6-6V8z" />,
  2: <path d="M12 1.5 23 21.5H1z" />,
  3: <path d="M12 .8 23.2 12 12 23.2.8 12z" />,
  4: <circle cx="12" cy="12" r="10.5" />,
  5: <circle cx="12" cy="12" r="10.5" />,
}

export function priorityWord(priority: number | null): string {
  switch (priority) {
    case 1:
      return m.priority_1()
    case 2:
      return m.priority_2()
    case 3:
      return m.priority_3()
    case 4:
      return m.priority_4()
    case 5:
      return m.priority_5()
    default:
      return m.priority_administrative()
  }
}

/** `priority` null is an administrative errand. Without `word` the word is there for screen readers alone. */
export function PriorityMark(props: { priority: number | null; word?: boolean }): Markup {
  const shape = props.priority === null ? null : SHAPES[props.priority]
  return (
    <span className={`priority priority--${props.priority ?? "administrative"}`}>
      <svg className="priority__sign" viewBox="0 0 24 24" aria-hidden="true">
        {shape ?? <rect x="1.5" y="1.5" width="21" height="21" rx="4" />}
        <text x="12" y={props.priority === 2 ? "19" : "16.7"}>
          {props.priority ?? "A"}
        </text>
      </svg>
      <span className="hidden-visually">{props.priority === null ? "" : m.priority_number({ number: props.priority })} </span>
      <span className={props.word ? "priority__word" : "hidden-visually"}>{priorityWord(props.priority)}</span>
    </span>
  )
}
