/** One icon of the Phosphor family, drawn from its outline: `import phone from "@phosphor-icons/core/assets/regular/phone.svg?icon"`. */
import type { Markup } from "#jsx"

export function Icon(props: { outline: string; size?: "s" | "l" }): Markup {
  return (
    <svg className={props.size ? `icon icon--${props.size}` : "icon"} viewBox="0 0 256 256" aria-hidden="true">
      <path d={props.outline} />
    </svg>
  )
}
