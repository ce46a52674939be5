/** A labelled field with help, unit and error; the error is a sentence beside an icon, in ember and never red. */
import type { Children, Markup } from "#jsx"
import warning from "@phosphor-icons/core/assets/fill/warning-circle-fill.svg?icon"
import { Icon } from "./Icon"

interface FieldProps {
  id: string
  label: Children
  value: string
  onValue: (value: string) => void
  help?: string
  error?: string | undefined
  unit?: string
  lines?: number
  secret?: boolean
  inputMode?: "text" | "decimal" | "numeric" | "tel"
  autoComplete?: string
  maxLength?: number
  disabled?: boolean
}

function describedBy(props: FieldProps): string | undefined {
  const ids = [props.help ? `${props.id}-help` : "", props.error ? `${props.id}-error` : ""].filter(Boolean)
  return ids.length > 0 ? ids.join(" ") : undefined
}

function FieldInput(props: FieldProps): Markup {
  const shared = {
    id: props.id,
    className: "field__input",
    value: props.value,
    maxLength: props.maxLength ?? 4000,
    disabled: props.disabled ?? false,
    // A browser keeps what stands in a field for the next time it is opened, in plain text, unless it is told not to.
    autoComplete: props.autoComplete ?? "off",
    "aria-invalid": props.error !== undefined,
    "aria-describedby": describedBy(props),
  }
  if (props.lines) {
    return <textarea {...shared} rows={props.lines} onInput={(event) => props.onValue(event.currentTarget.value)} />
  }
  const typed = { ...shared, inputMode: props.inputMode ?? "text" }
  if (props.secret) {
    return <input {...typed} type="password" onInput={(event) => props.onValue(event.currentTarget.value)} />
  }
  return <input {...typed} type="text" onInput={(event) => props.onValue(event.currentTarget.value)} />
}

export function FieldError(props: { id: string; children: Children }): Markup {
  return (
    <p id={props.id} className="field__error">
      <Icon outline={warning} />
      <span>{props.children}</span>
    </p>
  )
}

export function Field(props: FieldProps): Markup {
  return (
    <div className={props.error ? "field field--wrong" : "field"}>
      <label className="field__label" htmlFor={props.id}>
        {props.label}
      </label>
      {props.help ? (
        <p id={`${props.id}-help`} className="field__help">
          {props.help}
        </p>
      ) : null}
      {props.error ? <FieldError id={`${props.id}-error`}>{props.error}</FieldError> : null}
      <div className={props.unit ? "field__box field__box--unit" : "field__box"}>
        <FieldInput {...props} />
        {props.unit ? <span className="field__unit">{props.unit}</span> : null}
      </div>
    </div>
  )
}
