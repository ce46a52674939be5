/** The fields of each kind of question. "I don't know" is an answer like the others, as large as they are. */
import type { ComponentChildren, VNode } from "preact"
import { language, localized } from "../../core/language"
import type { QuestionView } from "../../core/protocol/wire"
import { RadioAnswer, TickAnswer } from "../../design/Answer"
import { Field, FieldError } from "../../design/Field"
import * as m from "../../texts/messages"
import { DURATION_UNITS, type Entry, UNKNOWN } from "./answers"
import type { IntakeClient } from "./intakeClient"
import { PictureAnswer } from "./PictureAnswer"

export interface AnswerFieldsProps {
  client: IntakeClient
  question: QuestionView
  entry: Entry
  problem: string | null
  describedBy: string
  onEntry: (entry: Entry | ((last: Entry) => Entry)) => void
  onPicturesOnWay: (onWay: boolean) => void
}

/** Where the focus goes when something is missing. */
export const fieldId = (question: QuestionView): string => `answer-${question.id}`

export function AnswerFields(props: AnswerFieldsProps): VNode {
  switch (props.question.kind) {
    case "yes_no":
    case "one_of":
      return <OneOf {...props} />
    case "many_of":
      return <ManyOf {...props} />
    case "scale":
      return <Scale {...props} />
    case "number":
      return <NumberField {...props} />
    case "duration":
      return <DurationFields {...props} />
    case "text":
      return <TextField {...props} />
    case "image":
      return <PictureAnswer {...props} />
  }
}

function Group(props: AnswerFieldsProps & { children: ComponentChildren }): VNode {
  return (
    <fieldset className={props.problem ? "answers field--wrong" : "answers"} aria-describedby={props.describedBy}>
      <legend className="hidden-visually">{localized(props.question.text)}</legend>
      {props.problem ? <FieldError id="answer-problem">{props.problem}</FieldError> : null}
      {props.children}
    </fieldset>
  )
}

function OneOf(props: AnswerFieldsProps): VNode {
  const { question, entry } = props
  const options = question.kind === "yes_no" && question.options.length === 0 ? yesNo() : question.options.map((option) => ({ id: option.id, text: localized(option.text) }))
  const all = question.can_be_unknown ? [...options, { id: UNKNOWN, text: m.form_unknown() }] : options
  return (
    <Group {...props}>
      {all.map((option, place) => (
        <RadioAnswer
          key={option.id}
          {...(place === 0 ? { id: fieldId(question) } : {})}
          name={question.id}
          value={option.id}
          label={option.text}
          checked={entry.text === option.id}
          onChoose={() => props.onEntry({ ...entry, text: option.id, unknown: option.id === UNKNOWN })}
        />
      ))}
    </Group>
  )
}

function yesNo(): { id: string; text: string }[] {
  return [
    { id: "yes", text: m.form_yes() },
    { id: "no", text: m.form_no() },
  ]
}

function ManyOf(props: AnswerFieldsProps): VNode {
  const { question, entry } = props
  const toggle = (id: string): void => {
    const chosen = entry.chosen.includes(id) ? entry.chosen.filter((one) => one !== id) : [...entry.chosen, id]
    props.onEntry({ ...entry, chosen, none: false, unknown: false })
  }
  return (
    <Group {...props}>
      {question.options.map((option, place) => (
        <TickAnswer key={option.id} {...(place === 0 ? { id: fieldId(question) } : {})} name={question.id} value={option.id} label={localized(option.text)} checked={entry.chosen.includes(option.id)} onChoose={() => toggle(option.id)} />
      ))}
      {question.none ? (
        <TickAnswer name={question.id} value="none" label={localized(question.none)} checked={entry.none} onChoose={() => props.onEntry({ ...entry, chosen: [], none: !entry.none, unknown: false })} />
      ) : null}
      {question.can_be_unknown ? <UnknownTick {...props} /> : null}
    </Group>
  )
}

function UnknownTick(props: AnswerFieldsProps): VNode {
  const { entry } = props
  return (
    <TickAnswer
      name={`${props.question.id}-unknown`}
      value={UNKNOWN}
      label={m.form_unknown()}
      checked={entry.unknown}
      onChoose={() => props.onEntry({ ...entry, text: "", chosen: [], none: false, unknown: !entry.unknown })}
    />
  )
}

/** Under what is no list of answers; as large as in one. */
function UnknownAlone(props: AnswerFieldsProps): VNode {
  return (
    <div className="answers">
      <UnknownTick {...props} />
    </div>
  )
}

function Scale(props: AnswerFieldsProps): VNode {
  const { question, entry } = props
  const low = question.minimum ?? 0
  const steps = Array.from({ length: (question.maximum ?? 10) - low + 1 }, (_, step) => low + step)
  const high = low + steps.length - 1
  const { low: lowText, high: highText } = question
  return (
    <>
      {lowText && highText ? (
        <p id="scale-ends" className="lead muted">
          {m.form_scale_ends({ low, high, lowText: inSentence(localized(lowText)), highText: inSentence(localized(highText)) })}
        </p>
      ) : null}
      <fieldset className={props.problem ? "scale field--wrong" : "scale"} aria-describedby={`scale-ends ${props.describedBy}`}>
        <legend className="hidden-visually">{localized(question.text)}</legend>
        {props.problem ? <FieldError id="answer-problem">{props.problem}</FieldError> : null}
        {steps.map((step, place) => (
          <label key={step} className="scale__step">
            <input {...(place === 0 ? { id: fieldId(question) } : {})} className="answer__input" type="radio" name={question.id} checked={!entry.unknown && entry.text === String(step)} onChange={() => props.onEntry({ ...entry, text: String(step), unknown: false })} />
            {step}
          </label>
        ))}
      </fieldset>
      {question.can_be_unknown ? <UnknownAlone {...props} /> : null}
    </>
  )
}

const inSentence = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1)

/** With the decimal sign of the language; both are read. */
const asWritten = (text: string): string => (language.get() === "sv" ? text.replace(".", ",") : text.replace(",", "."))

function NumberField(props: AnswerFieldsProps): VNode {
  const { question, entry } = props
  return (
    <>
      <Field
        id={fieldId(question)}
        label={localized(question.label)}
        value={entry.unknown ? "" : asWritten(entry.text)}
        error={props.problem ?? undefined}
        inputMode="decimal"
        maxLength={6}
        {...(question.unit ? { unit: unitText(question.unit) } : {})}
        onValue={(text) => props.onEntry({ ...entry, text, unknown: false })}
      />
      {question.can_be_unknown ? <UnknownAlone {...props} /> : null}
    </>
  )
}

function unitText(unit: NonNullable<QuestionView["unit"]>): string {
  switch (unit) {
    case "celsius":
      return m.unit_celsius()
    case "per_minute":
      return m.unit_per_minute()
    case "months":
      return m.unit_months()
    case "days":
      return m.unit_days()
  }
}

function DurationFields(props: AnswerFieldsProps): VNode {
  const { question, entry } = props
  const names: Record<(typeof DURATION_UNITS)[number], string> = {
    hours: m.unit_hours(),
    days: m.unit_days(),
    weeks: m.unit_weeks(),
    months: m.unit_months(),
  }
  return (
    <>
      <Field
        id={fieldId(question)}
        label={m.form_how_many()}
        value={entry.unknown ? "" : entry.text}
        error={props.problem ?? undefined}
        inputMode="numeric"
        maxLength={4}
        onValue={(text) => props.onEntry({ ...entry, text, unknown: false })}
      />
      <fieldset className="choices">
        <legend className="field__label">{m.form_unit()}</legend>
        {DURATION_UNITS.map((unit) => (
          <label key={unit} className="choices__one">
            <input className="answer__input" type="radio" name={`${question.id}-unit`} checked={entry.unit === unit} onChange={() => props.onEntry({ ...entry, unit, unknown: false })} />
            {names[unit]}
          </label>
        ))}
      </fieldset>
      {question.can_be_unknown ? <UnknownAlone {...props} /> : null}
    </>
  )
}

function TextField(props: AnswerFieldsProps): VNode {
  const { question, entry } = props
  const phone = question.format === "phone"
  return (
    <Field
      id={fieldId(question)}
      label={localized(question.label)}
      value={entry.unknown ? "" : entry.text}
      error={props.problem ?? undefined}
      {...(phone ? { help: m.form_phone_help() } : {})}
      inputMode={phone ? "tel" : "text"}
      autoComplete={phone ? "tel" : "off"}
      maxLength={question.format === "long" ? 4000 : 200}
      {...(question.format === "long" ? { lines: 5 } : {})}
      onValue={(text) => props.onEntry({ ...entry, text, unknown: false })}
    />
  )
}
