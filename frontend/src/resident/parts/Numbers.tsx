/** Words in which the numbers to call can be pressed, wherever a sentence names them. */
import type { VNode } from "preact"

const NUMBERS = /\b(1177|112)\b/

export function Numbers(props: { children: string }): VNode {
  return (
    <>
      {props.children.split(NUMBERS).map((part, place) =>
        place % 2 === 1 ? (
          <a key={place} href={`tel:${part}`}>
            {part}
          </a>
        ) : (
          part
        ),
      )}
    </>
  )
}
