/** What people press and fill in. */
import { type Markup, useState } from "#jsx"
import phone from "@phosphor-icons/core/assets/fill/phone-fill.svg?icon"
import * as m from "../../texts/messages"
import { RadioAnswer, TickAnswer } from "../Answer"
import { Badge, Dot, Key } from "../Badge"
import { Button, ButtonLink, HeldButton } from "../Button"
import { ErrorSummary } from "../ErrorSummary"
import { Field, FieldError } from "../Field"
import { Icon } from "../Icon"
import { Group } from "./parts"

export function Buttons(): Markup {
  return (
    <Group title={m.show_buttons()}>
      <div className="show__row">
        <Button look="filled" size="l">
          {m.show_send()}
        </Button>
        <Button look="line" size="l">
          {m.show_still_contact()}
        </Button>
        <Button look="quiet" size="l">
          {m.show_skip()}
        </Button>
      </div>
      <div className="show__row">
        <ButtonLink look="danger" href="tel:112">
          <Icon outline={phone} />
          {m.show_call_112()}
        </ButtonLink>
        <Button look="worse">{m.show_worse()}</Button>
        <Button look="danger-line">{m.show_withdraw()}</Button>
        <Button look="neutral">{m.show_change()}</Button>
      </div>
      <div className="show__row">
        <HeldButton look="filled" reason={m.show_held_reason()}>
          {m.show_held()}
        </HeldButton>
        <Button look="filled" busy>
          {m.show_busy()}
        </Button>
        <Button look="filled" disabled>
          {m.show_off()}
        </Button>
        <Button look="line" size="s">
          {m.show_change()}
        </Button>
      </div>
      <h3>{m.show_focus()}</h3>
      <div className="show__row show__focused">
        <Button look="filled">{m.show_next()}</Button>
        <Button look="neutral">{m.show_back()}</Button>
        <a href="tel:112">{m.show_signs()}</a>
      </div>
      <h3>{m.show_keys()}</h3>
      <div className="show__row show__row--tight">
        <Key>Ctrl K</Key>
        <Key>N</Key>
        <Key>J</Key>
        <Key>?</Key>
        <Badge look="ochre">{m.show_badge_turn()}</Badge>
        <Badge look="sun">{m.show_badge_unread()}</Badge>
        <Badge look="moss">{m.show_badge_identified()}</Badge>
        <Badge look="ember">{m.show_badge_write()}</Badge>
        <Badge look="sky">{m.show_badge_guardian()}</Badge>
        <Badge>{m.show_badge_quiet()}</Badge>
        <span className="row show__dot">
          <Dot />
          {m.show_dot_words()}
        </span>
      </div>
    </Group>
  )
}

export function Fields(): Markup {
  const [number, setNumber] = useState("070-174 06 12")
  const [degrees, setDegrees] = useState("38,9")
  const [days, setDays] = useState(m.show_pain_value())
  const [words, setWords] = useState("")
  return (
    <Group title={m.show_fields()}>
      <div className="show__pair show__pair--end">
        <Field id="show-phone" label={m.show_phone()} value={number} onValue={setNumber} inputMode="tel" />
        <Field
          id="show-degrees"
          label={m.show_temperature()}
          help={m.show_temperature_help()}
          unit={m.show_degrees()}
          value={degrees}
          onValue={setDegrees}
          inputMode="decimal"
        />
      </div>
      <ErrorSummary
        takesFocus={false}
        title={m.show_summary()}
        errors={[
          { field: "show-days", text: m.show_pain_error() },
          { field: "show-words", text: m.show_words_error() },
        ]}
      />
      <div className="show__pair">
        <Field id="show-days" label={m.show_pain()} value={days} onValue={setDays} error={m.show_pain_error()} />
        <Field id="show-words" label={m.show_words()} value={words} onValue={setWords} lines={2} error={m.show_words_error()} />
      </div>
    </Group>
  )
}

export function Answers(): Markup {
  const [one, setOne] = useState("no")
  const [many, setMany] = useState<readonly string[]>(["asthma"])
  const tick = (value: string): void => setMany(many.includes(value) ? many.filter((other) => other !== value) : [...many, value])
  return (
    <Group title={m.show_answers()}>
      <div className="show__pair">
        <fieldset className="answers">
          <legend className="field__label">{m.show_answers_one()}</legend>
          {[
            ["yes", m.show_yes()],
            ["no", m.show_no()],
            ["unknown", m.show_unknown()],
          ].map(([value = "", label = ""]) => (
            <RadioAnswer key={value} name="show-one" value={value} label={label} checked={one === value} onChoose={() => setOne(value)} />
          ))}
        </fieldset>
        <fieldset className="answers" aria-describedby="show-many-error">
          <legend className="field__label">{m.show_answers_many()}</legend>
          <TickAnswer
            name="show-many"
            value="asthma"
            label={m.show_asthma()}
            note={m.show_asthma_note()}
            checked={many.includes("asthma")}
            onChoose={() => tick("asthma")}
          />
          <TickAnswer name="show-many" value="diabetes" label={m.show_diabetes()} checked={many.includes("diabetes")} onChoose={() => tick("diabetes")} />
          <FieldError id="show-many-error">{m.show_words_error()}</FieldError>
        </fieldset>
      </div>
    </Group>
  )
}

