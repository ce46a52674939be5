/** A text field that grows with its text up to a third of the screen; beyond that it scrolls. */
import { type KeyboardEvent, type ReactElement, useLayoutEffect, useRef } from "react"

interface TextAreaProps {
  label: string
  value: string
  onValue: (text: string) => void
  onKeyDown?: (event: KeyboardEvent) => void
  rows?: number
  autoFocus?: boolean
  "data-composer"?: string
}

export function TextArea(props: TextAreaProps): ReactElement {
  const field = useRef<HTMLTextAreaElement>(null)
  useLayoutEffect(() => {
    const element = field.current
    if (element === null) return
    element.style.height = "auto"
    element.style.height = `${element.scrollHeight + 2}px`
  }, [props.value])
  return (
    <textarea
      ref={field}
      className="text-area"
      rows={props.rows ?? 1}
      aria-label={props.label}
      autoFocus={props.autoFocus ?? false}
      data-composer={props["data-composer"]}
      value={props.value}
      onChange={(event) => props.onValue(event.currentTarget.value)}
      onKeyDown={props.onKeyDown}
    />
  )
}
