/** What is missing on a page that was sent too early, above its fields; each line leads to its field. */
import { type Markup, useEffect, useId, useRef } from "#jsx"
import warning from "@phosphor-icons/core/assets/fill/warning-circle-fill.svg?icon"
import { Icon } from "./Icon"

interface ErrorSummaryProps {
  title: string
  errors: readonly { field: string; text: string }[]
  /** Off where the summary is an example among others. */
  takesFocus?: boolean
}

/** Takes the focus when it comes, so that it is read at once and the page shows it. */
export function ErrorSummary(props: ErrorSummaryProps): Markup {
  const box = useRef<HTMLElement>(null)
  const title = useId()
  useEffect(() => {
    if (props.takesFocus !== false) box.current?.focus()
  }, [])
  return (
    <section ref={box} className="summary" tabIndex={-1} aria-labelledby={title}>
      <h2 id={title}>
        <Icon outline={warning} />
        {props.title}
      </h2>
      <ul>
        {props.errors.map((error) => (
          <li key={error.field}>
            <a
              href={`#${error.field}`}
              onClick={(event) => {
                event.preventDefault()
                document.getElementById(error.field)?.focus()
              }}
            >
              {error.text}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
