/** What comes and goes, and what stands in when there is nothing: connection line, skeleton, notices, empty states. */
import { type Children, type Markup, useEffect, useState } from "#jsx"
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

// Shorter waits need no words; a longer one must not look like a page that hangs.
const SLOW_AFTER_MS = 5_000

/** Grey rows at once; after five seconds the sentence `slow`, which says that it takes longer than usual. */
export function Skeleton(props: { rows?: number; label: string; slow?: string }): Markup {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), SLOW_AFTER_MS)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div className="skeleton" role="status" aria-label={props.label}>
      {Array.from({ length: props.rows ?? 4 }, (_, row) => (
        <div key={row} className="skeleton__row" />
      ))}
      {late && props.slow ? <p className="muted">{props.slow}</p> : null}
    </div>
  )
}

interface EmptyStateProps {
  kind: "empty" | "broken" | "closed"
  icon: string
  title: string
  /** "h1" where it is all there is on the page. */
  heading?: "h1" | "h2"
  children: Children
}

/** Says what happened, that nothing typed is lost, and what to do: the way on is among the children. */
export function EmptyState(props: EmptyStateProps): Markup {
  const Heading = props.heading ?? "h2"
  return (
    <section className={`empty empty--${props.kind}`}>
      <span className="empty__sign">
        <Icon outline={props.icon} size="l" />
      </span>
      <Heading className="empty__title">{props.title}</Heading>
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
