/** Small words beside others: a state, a key of the keyboard, and the one thing on a screen that nobody has seen yet. */
import type { Children, Markup } from "#jsx"

/** `sun` at most once a screen. */
export type BadgeLook = "slate" | "sun" | "ochre" | "moss" | "ember" | "sky"

export function Badge(props: { look?: BadgeLook; children: Children }): Markup {
  return <span className={props.look ? `badge badge--${props.look}` : "badge"}>{props.children}</span>
}

export function Key(props: { children: Children }): Markup {
  return <kbd className="key">{props.children}</kbd>
}

/** Marks what is unread; the words beside it say so too. */
export function Dot(): Markup {
  return <span className="dot" aria-hidden="true" />
}
