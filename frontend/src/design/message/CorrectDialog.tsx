/** Writing a message anew that was sent a little while ago. What is typed stays until it is safe with the server. */
import { type Markup, useState } from "#jsx"
import { errorText } from "../../core/errors/errorText"
import { asRefusal, Refusal } from "../../core/errors/refusal"
import type { Message } from "../../core/protocol/wire"
import * as m from "../../texts/messages"
import { Button } from "../Button"
import { DialogFrame } from "../Dialog"
import { Field } from "../Field"

interface CorrectDialogProps {
  message: Message
  onSave: (text: string) => Promise<void>
  onClose: () => void
}

export function CorrectDialog({ message, onSave, onClose }: CorrectDialogProps): Markup {
  const [text, setText] = useState(message.text)
  const [saving, setSaving] = useState<"idle" | "busy" | Refusal>("idle")
  const save = async (): Promise<void> => {
    if (saving === "busy") return
    if (text === message.text) {
      onClose()
      return
    }
    setSaving("busy")
    try {
      await onSave(text)
      onClose()
    } catch (thrown) {
      setSaving(asRefusal(thrown))
    }
  }
  return (
    <DialogFrame title={m.message_correct_title()} closeLabel={m.message_cancel()} onClose={onClose}>
      <form
        className="stack"
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <Field
          id="correct-message"
          label={m.message_correct_label()}
          help={m.message_correct_help()}
          value={text}
          onValue={setText}
          lines={5}
          error={saving instanceof Refusal ? errorText(saving) : undefined}
        />
        <div className="sheet__ways">
          <Button look="quiet" onPress={onClose}>
            {m.message_cancel()}
          </Button>
          <Button look="filled" submit busy={saving === "busy"} disabled={text.trim() === "" && message.picture === null}>
            {m.message_correct_save()}
          </Button>
        </div>
      </form>
    </DialogFrame>
  )
}
