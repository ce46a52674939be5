/** Numbers to call, shown by itself when alarm words are in what was written. It never says that anybody has read it. */
import type { VNode } from "preact"
import phone from "@phosphor-icons/core/assets/fill/phone-fill.svg?icon"
import "./help.css"
import { localized } from "../../core/language"
import type { HelpNumbers } from "../../core/protocol/wire"
import { Button, ButtonLink } from "../../design/Button"
import { Icon } from "../../design/Icon"
import * as m from "../../texts/messages"

const EMERGENCY = "112"

/** `onPutAway`: where it stands before something else, which is come back to when it has been read. The keyboard is there already, so it is read out. */
export function HelpCard(props: { card: HelpNumbers; onPutAway?: () => void }): VNode {
  return (
    <section className="help" aria-label={m.help_title()} {...(props.onPutAway ? { role: "alert" } : {})}>
      <h2>{m.help_title()}</h2>
      {props.card.says.map((says) => (
        <p key={says.en}>{localized(says)}</p>
      ))}
      <ul className="help__lines">
        {props.card.lines.map((line) => (
          <li key={line.number}>
            <ButtonLink look={line.number === EMERGENCY ? "danger" : "line"} wide href={`tel:${line.number.replace(/[^0-9]/g, "")}`}>
              <Icon outline={phone} />
              {m.help_call({ number: line.number.replace(/ /g, "\u00a0") })}
            </ButtonLink>
            <p className="help__says">
              <span className="strong">{localized(line.name)}.</span> {localized(line.says)}
            </p>
          </li>
        ))}
      </ul>
      <p className="help__says">{m.help_not_read()}</p>
      {props.onPutAway ? (
        <Button look="quiet" onPress={props.onPutAway}>
          {m.help_put_away()}
        </Button>
      ) : null}
    </section>
  )
}
