/** Said where a message was that staff took away, and beside one that its author corrected. */
import type { Markup } from "#jsx"
import type { Message, Redacted } from "../../core/protocol/wire"
import { clockTime, exactTime } from "../../core/times"
import * as m from "../../texts/messages"

export function GoneWords({ redacted }: { redacted: Redacted }): Markup {
  return (
    <span className="gone">
      {m.message_gone({ name: redacted.by_name, time: clockTime(redacted.at) })} {reasonWords(redacted.reason)}
    </span>
  )
}

export function reasonWords(reason: Redacted["reason"]): string {
  switch (reason) {
    case "wrong_person":
      return m.message_gone_wrong_person()
    case "wrong_content":
      return m.message_gone_wrong_content()
    case "sensitive":
      return m.message_gone_sensitive()
  }
}

export function CorrectedMark({ message }: { message: Message }): Markup {
  if (message.corrected_at === null || message.redacted !== null) return null
  return (
    <time className="turn__corrected" dateTime={message.corrected_at} title={exactTime(message.corrected_at)}>
      {m.message_corrected()}
    </time>
  )
}
