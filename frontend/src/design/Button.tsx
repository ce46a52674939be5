/** Buttons and links that look like them. One filled button a screen. */
import { type Children, type Markup, useId } from "#jsx"

export type ButtonLook = "filled" | "line" | "quiet" | "neutral" | "danger" | "danger-line" | "worse"

interface Look {
  look: ButtonLook
  size?: "s" | "l"
  wide?: boolean
  children: Children
}

function classes(props: Look): string {
  return ["button", `button--${props.look}`, props.size ? `button--${props.size}` : "", props.wide ? "button--wide" : ""]
    .filter(Boolean)
    .join(" ")
}

interface ButtonProps extends Look {
  onPress?: () => void
  submit?: boolean
  disabled?: boolean
  busy?: boolean
  label?: string
}

/** While busy the button keeps its focus and its words, and presses do nothing. */
export function Button(props: ButtonProps): Markup {
  return (
    <button
      type={props.submit ? "submit" : "button"}
      className={classes(props)}
      disabled={props.disabled ?? false}
      aria-busy={props.busy ?? false}
      aria-disabled={props.busy ?? false}
      aria-label={props.label}
      onClick={(event) => {
        if (props.busy) event.preventDefault()
        else props.onPress?.()
      }}
    >
      {props.children}
    </button>
  )
}

/** Cannot be pressed yet and says why. It can still be reached by keyboard, so that the reason is heard. */
export function HeldButton(props: Look & { reason: string }): Markup {
  const id = useId()
  return (
    <span className="held">
      <button type="button" className={classes(props)} aria-disabled="true" aria-describedby={id}>
        {props.children}
      </button>
      <span id={id} className="held__reason">
        {props.reason}
      </span>
    </span>
  )
}

export function ButtonLink(props: Look & { href: string }): Markup {
  return (
    <a className={classes(props)} href={props.href}>
      {props.children}
    </a>
  )
}
