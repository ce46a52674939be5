/** Whom a page is about, for whoever acts for somebody: one's own case and a child's must never be taken for each other. */
import type { VNode } from "preact"
import baby from "@phosphor-icons/core/assets/fill/baby-fill.svg?icon"
import user from "@phosphor-icons/core/assets/fill/user-fill.svg?icon"
import { Icon } from "../../design/Icon"
import * as m from "../../texts/messages"

export interface About {
  name: string
  isSelf: boolean
}

export function AboutBand(props: { about: About }): VNode {
  const { name, isSelf } = props.about
  return (
    <aside className={isSelf ? "about" : "about about--child"} aria-label={m.about_whom()}>
      <Icon outline={isSelf ? user : baby} />
      <span>
        {isSelf ? m.about_self() : m.about_child({ name })}
        {isSelf ? null : <span className="about__note"> {m.about_guardian()}</span>}
      </span>
    </aside>
  )
}
