/** A form that staff sent into the room, as its card in the conversation: what it is, how far it has come, the answers. */
import type { Children, Markup } from "#jsx"
import clipboard from "@phosphor-icons/core/assets/regular/clipboard-text.svg?icon"
import "./askedForm.css"
import { localized } from "../core/language"
import type { SentForm } from "../core/protocol/wire"
import { exactTime } from "../core/times"
import * as m from "../texts/messages"
import { Icon } from "./Icon"

interface AskedFormProps {
  form: SentForm
  /** How it stands, for this reader. */
  state: string
  /** What this reader can do with it. */
  children?: Children
}

export function AskedForm(props: AskedFormProps): Markup {
  const { form } = props
  const title = localized(form.title)
  return (
    <section className="asked" aria-label={m.asked_of({ title })}>
      <p className="asked__title">
        <Icon outline={clipboard} />
        <span>{title}</span>
      </p>
      <p className="asked__state">{props.state}</p>
      {form.told.length > 0 ? (
        <details>
          <summary>{m.asked_told({ count: form.told.length })}</summary>
          <dl className="asked__told">
            {form.told.map((one, place) => (
              <div key={place}>
                <dt>{localized(one.question)}</dt>
                <dd>{localized(one.answer)}</dd>
              </div>
            ))}
          </dl>
        </details>
      ) : null}
      {form.pictures > 0 ? <p className="asked__state">{m.asked_pictures({ count: form.pictures })}</p> : null}
      {props.children}
    </section>
  )
}

/** How it stands, in the words that both sides can read. */
export function askedState(form: SentForm): string {
  const time = exactTime(form.changed_at)
  switch (form.state) {
    case "sent":
      return m.asked_sent({ time })
    case "opened":
      return m.asked_opened({ time })
    case "answered":
      return m.asked_answered({ time })
    case "withdrawn":
      return m.asked_withdrawn({ time })
    case "expired":
      return m.asked_expired()
  }
}

export const isUnanswered = (form: SentForm): boolean => form.state === "sent" || form.state === "opened"
