/** What is said above a question: where one goes on, what another device has done, and which of two answers counts. */
import type { VNode } from "preact"
import { localized } from "../../core/language"
import type { AskedQuestion } from "../../core/protocol/wire"
import { Button } from "../../design/Button"
import { Notice } from "../../design/Notices"
import * as m from "../../texts/messages"
import type { News } from "./keptForm"

export function NewsNotice(props: { news: News | null; durable: boolean }): VNode {
  const words = props.news ? wordsOf(props.news, props.durable) : null
  // The region stays, so that what comes into it is read out.
  return (
    <div role="status" className="news">
      {words ? (
        <Notice look={words.look}>
          <p>
            <strong>{words.title}.</strong> {words.text}
          </p>
        </Notice>
      ) : null}
    </div>
  )
}

function wordsOf(news: News, durable: boolean): { look: "sky" | "ochre"; title: string; text: string } {
  switch (news.kind) {
    case "begun_elsewhere": {
      const text = durable ? m.form_elsewhere_text({ count: news.answers }) : m.form_elsewhere_text_private({ count: news.answers })
      return { look: "sky", title: m.form_elsewhere_title(), text }
    }
    case "changed_elsewhere":
      return { look: "ochre", title: m.form_changed_title(), text: m.form_changed_text({ count: news.answers }) }
    case "from_here":
      return { look: "ochre", title: m.form_from_here_title(), text: m.form_from_here_text() }
    case "missing_answer":
      return { look: "ochre", title: m.form_missing_answer_title(), text: m.form_missing_answer_text() }
  }
}

export function Conflict(props: { theirs: AskedQuestion; onTheirs: () => void; onMine: () => void }): VNode {
  const { answer_words: words } = props.theirs
  const answer = words ? localized(words) : m.form_conflict_none()
  return (
    <div role="alert">
      <Notice look="ochre">
        <div className="stack">
          <h2>{m.form_conflict_title()}</h2>
          <p>{m.form_conflict_text({ answer })}</p>
          <Button look="line" wide onPress={props.onTheirs}>
            {m.form_conflict_theirs()}
          </Button>
          <Button look="line" wide onPress={props.onMine}>
            {m.form_conflict_mine()}
          </Button>
        </div>
      </Notice>
    </div>
  )
}
