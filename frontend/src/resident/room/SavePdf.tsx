/** The whole case as a file of one's own, in the language that is spoken now. */
import type { VNode } from "preact"
import download from "@phosphor-icons/core/assets/regular/download-simple.svg?icon"
import { language } from "../../core/language"
import { Icon } from "../../design/Icon"
import * as m from "../../texts/messages"
import { useWatched } from "../hooks"

export function SavePdf(props: { caseId: string }): VNode {
  const spoken = useWatched(language)
  return (
    <div className="stack stack--tight">
      <a className="button button--neutral" href={`/api/resident/cases/${props.caseId}/transcript?language=${spoken}`} download>
        <Icon outline={download} />
        {m.transcript_download()}
      </a>
      <p className="muted">{m.transcript_note()}</p>
    </div>
  )
}
