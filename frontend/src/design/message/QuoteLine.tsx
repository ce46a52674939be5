/** The message that another one answers, in one line. It leads there; of one that was taken away nothing is said. */
import type { Markup } from "#jsx"
import type { Message, Quote } from "../../core/protocol/wire"
import { withoutTurns } from "../../core/text/direction"
import * as m from "../../texts/messages"

interface QuoteLineProps {
  quote: Quote
  onGoTo: (quote: Quote) => void
}

export function QuoteLine({ quote, onGoTo }: QuoteLineProps): Markup {
  return (
    <button type="button" className="quote" onClick={() => onGoTo(quote)}>
      <span className="hidden-visually">{m.message_answers()} </span>
      <bdi className="quote__who">{withoutTurns(quote.sender.name)}</bdi> <QuotedLine quote={quote} />
      <span className="hidden-visually"> {m.message_answers_go()}</span>
    </button>
  )
}

export function QuotedLine({ quote }: { quote: Quote }): Markup {
  return (
    <span className={quote.redacted ? "quote__line quote__line--gone" : "quote__line"} dir="auto">
      {quotedWords(quote)}
    </span>
  )
}

function quotedWords(quote: Quote): string {
  if (quote.redacted) return m.message_quote_gone()
  return quote.line || (quote.picture ? m.message_quote_picture() : "")
}

/** As the server will quote it; what is sent says only which message it answers. */
export function quoteOf(message: Message): Quote {
  return {
    message_id: message.id,
    sequence: message.sequence,
    sender: message.sender,
    line: message.text.split("\n").find((line) => line.trim() !== "")?.trim() ?? "",
    picture: message.picture !== null,
    redacted: message.redacted !== null,
  }
}
