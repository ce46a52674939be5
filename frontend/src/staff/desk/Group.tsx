/** A part of the work list: its title, what stands beside it, and its rows. */
import type { ReactElement, ReactNode } from "react"

interface GroupProps {
  title: string
  beside: string
  empty: ReactNode
  children: ReactNode[]
}

export function Group({ title, beside, empty, children }: GroupProps): ReactElement {
  return (
    <section className="group" aria-label={title}>
      <header className="group__head">
        <h2 className="group__title">{title}</h2>
        <span>{beside}</span>
      </header>
      {children.length > 0 ? <ul className="rows">{children}</ul> : <div className="group__empty">{empty}</div>}
    </section>
  )
}
