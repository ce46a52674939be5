/** The frame of one group of examples. */
import type { Children, Markup } from "#jsx"

export function Group(props: { title: string; wide?: boolean; children: Children }): Markup {
  return (
    <section className={props.wide ? "show__group show__group--wide" : "show__group"}>
      <h2>{props.title}</h2>
      {props.children}
    </section>
  )
}

export const nothing = (): void => undefined
