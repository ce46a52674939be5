/** A note that only staff see. It looks nothing like a reply, and its draft is another one than the reply's. */
import { type ReactElement, useState } from "react"
import lock from "@phosphor-icons/core/assets/regular/lock-simple.svg?icon"
import type { Drafts } from "../../core/room/drafts"
import { Button } from "../../design/Button"
import { Icon } from "../../design/Icon"
import * as m from "../../texts/messages"
import { TextArea } from "./TextArea"
import { useDraft } from "./useDraft"

interface NoteFormProps {
  roomId: string
  drafts: Drafts
  name: string
  age: number
  onSave: (text: string) => Promise<boolean>
  onBack: () => void
}

export function NoteForm(props: NoteFormProps): ReactElement {
  const draft = useDraft(props.drafts, `note:${props.roomId}`)
  const [busy, setBusy] = useState(false)
  const save = async (): Promise<void> => {
    if (draft.text.trim() === "" || busy) return
    setBusy(true)
    const saved = await props.onSave(draft.text.trim())
    setBusy(false)
    if (!saved) return
    draft.write("")
    props.onBack()
  }
  return (
    <form
      autoComplete="off"
      className="composer composer--note"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <div className="composer__head">
        <Icon outline={lock} />
        <strong className="composer__to">{m.desk_note_write({ name: props.name, age: props.age })}</strong>
      </div>
      <TextArea
        label={m.desk_note_write({ name: props.name, age: props.age })}
        value={draft.text}
        rows={2}
        autoFocus
        onValue={draft.write}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void save()
          if (event.key === "Escape") props.onBack()
        }}
      />
      <div className="composer__foot composer__foot--end">
        <Button look="quiet" size="s" onPress={props.onBack}>
          {m.desk_note_back()}
        </Button>
        <Button look="neutral" size="s" submit busy={busy}>
          {m.desk_note_save()}
        </Button>
      </div>
    </form>
  )
}
