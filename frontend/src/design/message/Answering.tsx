/** Above the field where one writes: which message is answered, and the way to answer none in particular. */
import type { Markup } from "#jsx"
import cross from "@phosphor-icons/core/assets/regular/x.svg?icon"
import type { Message } from "../../core/protocol/wire"
import * as m from "../../texts/messages"
import { Icon } from "../Icon"
import { QuotedLine, quoteOf } from "./QuoteLine"

export function Answering({ message, onNot }: { message: Message | undefined; onNot: () => void }): Markup {
  if (message === undefined) return null
  return (
    <div className="quoting" role="group" aria-label={m.message_answering({ name: message.sender.name })}>
      <span className="quoting__what">
        <span className="quote__who">{m.message_answering({ name: message.sender.name })}</span>
        <QuotedLine quote={quoteOf(message)} />
      </span>
      <button type="button" className="quoting__not" aria-label={m.message_answering_not()} onClick={onNot}>
        <Icon outline={cross} size="s" />
      </button>
    </div>
  )
}
