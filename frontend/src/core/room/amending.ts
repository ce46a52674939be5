/** What a correction or a redaction makes of messages, and of the replies that quote them. Pure. */
import type { RoomEvent } from "../protocol/frames"
import type { Message, Quote } from "../protocol/wire"

export type Amendment = Extract<RoomEvent, { type: "message.corrected" | "message.redacted" }>

export function isAmendment(event: RoomEvent): event is Amendment {
  return event.type === "message.corrected" || event.type === "message.redacted"
}

/** Nothing brings back what was taken away, in whatever order pages of history and events arrive. */
export function amended(messages: readonly Message[], amendment: Amendment): Message[] {
  return messages.map((message) => {
    if (message.id === amendment.message_id) return message.redacted ? message : after(message, amendment)
    const quote = message.reply_to
    if (quote?.message_id !== amendment.message_id || quote.redacted) return message
    return { ...message, reply_to: quoteAfter(quote, amendment) }
  })
}

function after(message: Message, amendment: Amendment): Message {
  switch (amendment.type) {
    case "message.corrected":
      return { ...message, text: amendment.text, corrected_at: amendment.at }
    case "message.redacted":
      return { ...message, text: "", picture: null, redacted: amendment.redacted }
  }
}

function quoteAfter(quote: Quote, amendment: Amendment): Quote {
  switch (amendment.type) {
    case "message.corrected":
      return { ...quote, line: amendment.line }
    case "message.redacted":
      return { ...quote, line: "", picture: false, redacted: true }
  }
}
