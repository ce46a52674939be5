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
      return { ...message, text: "", picture: null, document: null, hidden: null, copy_of: null, redacted: amendment.redacted }
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

/** As long as the server lets an author correct a message (rooms/texts.py). */
const CORRECTED_WITHIN_MS = 15 * 60_000

/** Whether it is worth offering; the server decides. */
export function mayBeCorrected(message: Message, me: string, now: number): boolean {
  return message.sender.id === me && message.redacted === null && now - Date.parse(message.at) < CORRECTED_WITHIN_MS
}

/** What became of one of these messages since an earlier look, for whoever does not see that it did; the newest of several. */
export function amendedSince(before: readonly Message[], now: readonly Message[]): Message | null {
  const known = new Map(before.map((message) => [message.id, message]))
  return (
    now.findLast((message) => {
      const earlier = known.get(message.id)
      return earlier !== undefined && (earlier.text !== message.text || (earlier.redacted === null && message.redacted !== null))
    }) ?? null
  )
}
