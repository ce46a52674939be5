/** Says to those who hear the conversation that a message in it was corrected or taken away: the log tells additions only. */
import { type Markup, useEffect, useRef, useState } from "#jsx"
import type { Message } from "../../core/protocol/wire"
import { amendedSince } from "../../core/room/amending"
import * as m from "../../texts/messages"

export function AmendmentNews({ messages }: { messages: readonly Message[] }): Markup {
  const seen = useRef(messages)
  const [news, setNews] = useState<Message | null>(null)
  useEffect(() => {
    const amended = amendedSince(seen.current, messages)
    seen.current = messages
    if (amended) setNews(amended)
  }, [messages])
  return (
    <span className="hidden-visually" role="status">
      {news === null ? "" : words(news)}
    </span>
  )
}

function words(message: Message): string {
  const { name } = message.sender
  return message.redacted ? m.message_gone_news({ name }) : m.message_corrected_news({ name, text: message.text })
}
