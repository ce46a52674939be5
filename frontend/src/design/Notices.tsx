/** What comes and goes, and what stands in when there is nothing: connection line, toast, skeleton, empty states. */
import type { Children, Markup } from "#jsx"
import cloudSlash from "@phosphor-icons/core/assets/regular/cloud-slash.svg?icon"
import { Icon } from "./Icon"

/** A thin line at the top while the network is away, never a dialog. The region stays, so that its change is read. */
export function ConnectionLine(props: { text: string | null }): Markup {
  return (
    <div role="status">
      {props.text ? (
        <div className="connection">
          <Icon outline={cloudSlash} size="s" />
          {props.text}
        </div>
      ) : null}
    </div>
  )
}

interface ToastProps {
  look?: "dark" | "ochre"
  action?: { label: string; onPress: () => void }
  children: Children
}

export function Toast(props: ToastProps): Markup {
  return (
    <div role="status" className={props.look ? `toast toast--${props.look}` : "toast"}>
      <span>{props.children}</span>
      {props.action ? (
        <button type="button" className="toast__action" onClick={props.action.onPress}>
          {props.action.label}
        </button>
      ) : null}
    </div>
  )
}

export function Skeleton(props: { rows?: number; label: string }): Markup {
  return (
    <div className="skeleton" role="status" aria-label={props.label}>
      {Array.from({ length: props.rows ?? 4 }, (_, row) => (
        <div key={row} className="skeleton__row" />
      ))}
    </div>
  )
}

interface EmptyStateProps {
  kind: "empty" | "broken" | "closed"
  icon: string
  title: string
  children: Children
}

/** Says what happened, that nothing typed is lost, and what to do: the way on is among the children. */
export function EmptyState(props: EmptyStateProps): Markup {
  return (
    <section className={`empty empty--${props.kind}`}>
      <span className="empty__sign">
        <Icon outline={props.icon} size="l" />
      </span>
      <h2>{props.title}</h2>
      {props.children}
    </section>
  )
}

export function Notice(props: { look: "ember" | "berry" | "sky" | "ochre" | "slate"; children: Children }): Markup {
  return <div className={`notice notice--${props.look}`}>{props.children}</div>
}

export function Avatar(props: { initials: string; large?: boolean }): Markup {
  return (
    <span className={props.large ? "avatar avatar--l" : "avatar"} aria-hidden="true">
      {props.initials}
    </span>
  )
}
