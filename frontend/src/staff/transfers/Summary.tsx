/** What whoever takes over has to know, part by part; what was left empty is not there. */
import type { ReactElement } from "react"
import type { TransferSummary } from "../../core/protocol/wire"
import * as m from "../../texts/messages"

export function Summary({ summary }: { summary: TransferSummary }): ReactElement {
  const parts = [
    { title: m.transfer_situation(), text: summary.situation },
    { title: m.transfer_background(), text: summary.background },
    { title: m.transfer_assessment(), text: summary.assessment },
    { title: m.transfer_recommendation(), text: summary.recommendation },
  ]
  return (
    <dl className="sbar">
      {parts
        .filter(({ text }) => text !== "")
        .map(({ title, text }) => (
          <div key={title} className="sbar__part">
            <dt>{title}</dt>
            <dd>{text}</dd>
          </div>
        ))}
    </dl>
  )
}
