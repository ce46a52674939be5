/** Words in which the numbers to call can be pressed, wherever a sentence names them. 112 is berry, as everywhere. */
import type { VNode } from "preact"

const NUMBERS = /\b(1177|112)\b/
// "Call" and its number stay on one line.
const BEFORE_A_NUMBER = / (?=(?:1177|112)\b)/g

export function Numbers(props: { children: string }): VNode {
  return (
    <>
      {props.children.replace(BEFORE_A_NUMBER, "\u00a0").split(NUMBERS).map((part, place) =>
        place % 2 === 1 ? (
          <a key={place} href={`tel:${part}`} className={part === "112" ? "link--danger" : undefined}>
            {part}
          </a>
        ) : (
          part
        ),
      )}
    </>
  )
}
