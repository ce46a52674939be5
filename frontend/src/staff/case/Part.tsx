/** One group of the case panel, under a heading that a screen reader can jump to. */
import type { ReactElement, ReactNode } from "react"
import { Icon } from "../../design/Icon"

interface PartProps {
  title: string
  icon?: string
  look?: "ember"
  beside?: ReactNode
  children: ReactNode
}

export function Part({ title, icon, look, beside, children }: PartProps): ReactElement {
  return (
    <section className="part">
      <header className="part__head">
        <h3 className={look ? `part__title part__title--${look}` : "part__title"}>
          {icon ? <Icon outline={icon} /> : null}
          <span>{title}</span>
        </h3>
        {beside === undefined ? null : <span className="part__beside">{beside}</span>}
      </header>
      {children}
    </section>
  )
}
