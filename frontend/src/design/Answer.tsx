/** One answer to a question: a native radio button or tick box behind a large surface. */
import type { Markup } from "#jsx"

interface AnswerProps {
  id?: string
  name: string
  value: string
  label: string
  note?: string
  checked: boolean
  onChoose: () => void
}

function Answer(props: AnswerProps & { type: "radio" | "checkbox" }): Markup {
  return (
    <label className="answer">
      <input
        id={props.id}
        className="answer__input"
        type={props.type}
        name={props.name}
        value={props.value}
        checked={props.checked}
        onChange={() => props.onChoose()}
      />
      <span className={props.type === "checkbox" ? "answer__mark answer__mark--box" : "answer__mark"} aria-hidden="true" />
      <span>
        {props.label}{" "}
        {props.note ? <span className="answer__note">{props.note}</span> : null}
      </span>
    </label>
  )
}

export const RadioAnswer = (props: AnswerProps): Markup => <Answer {...props} type="radio" />

export const TickAnswer = (props: AnswerProps): Markup => <Answer {...props} type="checkbox" />
