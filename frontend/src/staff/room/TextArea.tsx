/** A text field that grows with its text up to a third of the screen; beyond that it scrolls. */
import { type KeyboardEvent, type ReactElement, type RefObject, useLayoutEffect, useRef } from "react"

interface TextAreaProps {
  label: string
  value: string
  onValue: (text: string) => void
  onKeyDown?: (event: KeyboardEvent) => void
  rows?: number
  autoFocus?: boolean
  field?: RefObject<HTMLTextAreaElement | null>
}

export function TextArea(props: TextAreaProps): ReactElement {
  const own = useRef<HTMLTextAreaElement>(null)
  const field = props.field ?? own
  useLayoutEffect(() => {
    const element = field.current
    if (element === null) return
    element.style.height = "auto"
    element.style.height = `${element.scrollHeight + 2}px`
  }, [field, props.value])
  return (
    <textarea
      ref={field}
      className="text-area"
      autoComplete="off"
      rows={props.rows ?? 1}
      aria-label={props.label}
      autoFocus={props.autoFocus ?? false}
      value={props.value}
      onChange={(event) => props.onValue(event.currentTarget.value)}
      onKeyDown={props.onKeyDown}
    />
  )
}
