/** The whole case as a file of one's own, in the language that is spoken now. */
import type { VNode } from "preact"
import { useState } from "preact/hooks"
import download from "@phosphor-icons/core/assets/regular/download-simple.svg?icon"
import { asRefusal, Refusal } from "../../core/errors/refusal"
import { saveFile, TRANSCRIPT_NAME, transcriptProblem } from "../../core/files/saving"
import { language } from "../../core/language"
import { Button } from "../../design/Button"
import { FieldError } from "../../design/Field"
import { Icon } from "../../design/Icon"
import * as m from "../../texts/messages"

export function SavePdf(props: { caseId: string }): VNode {
  const [state, setState] = useState<"idle" | "busy" | "done" | Refusal>("idle")
  const save = async (): Promise<void> => {
    setState("busy")
    try {
      await saveFile(`/api/resident/cases/${props.caseId}/transcript?language=${language.get()}`, TRANSCRIPT_NAME)
      setState("done")
    } catch (thrown) {
      setState(asRefusal(thrown))
    }
  }
  return (
    <div className="stack stack--tight screen-only">
      <Button look="neutral" busy={state === "busy"} onPress={() => void save()}>
        <Icon outline={download} />
        {m.transcript_download()}
      </Button>
      <div role="status">{state instanceof Refusal ? <FieldError id="save-pdf">{words(state)}</FieldError> : <p className="muted">{words(state)}</p>}</div>
      <p className="muted">{m.transcript_note()}</p>
    </div>
  )
}

function words(state: "idle" | "busy" | "done" | Refusal): string {
  if (state instanceof Refusal) return transcriptProblem(state)
  if (state === "busy") return m.transcript_making()
  return state === "done" ? m.transcript_done() : ""
}
