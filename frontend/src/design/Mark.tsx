/** The mark: a room seen from above, its open door the tail of a speech bubble. At 16 px it has its own drawing. */
import type { Markup } from "#jsx"

const ROOM =
  "M8 22.5H7A2.5 2.5 0 0 1 4.5 20V5.5A2.5 2.5 0 0 1 7 3H25a2.5 2.5 0 0 1 2.5 2.5V20A2.5 2.5 0 0 1 25 22.5H17.5L10.8 29.2"
const SMALL = "M4 11H3a1 1 0 0 1-1-1V3a1 1 0 0 1 1-1h10a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1H9L5.4 14.6"

export function Mark(props: { size?: "s" }): Markup {
  return props.size ? (
    <svg className="mark mark--s" viewBox="0 0 16 16" aria-hidden="true">
      <path d={SMALL} />
    </svg>
  ) : (
    <svg className="mark" viewBox="0 0 32 32" aria-hidden="true">
      <path d={ROOM} />
    </svg>
  )
}

export function Wordmark(): Markup {
  return (
    <span className="wordmark">
      <Mark />
      Vårdrum
    </span>
  )
}
