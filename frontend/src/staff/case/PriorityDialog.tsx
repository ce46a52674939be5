/** A named person changes the priority and says why. What it was stays beside what it becomes. */
import { type ReactElement, useState } from "react"
import { Dialog, Modal, ModalOverlay } from "react-aria-components"
import { Button } from "../../design/Button"
import { Field, FieldError } from "../../design/Field"
import { PriorityMark, priorityWord } from "../../design/Priority"
import * as m from "../../texts/messages"
import type { Desk } from "../desk/desk"
import { type NamedCase, PRIORITIES, prioritise, type Priority } from "./commands"
import { RoomHeading } from "./RoomHeading"

/** The wire's limit for a reason. */
const MAX_REASON = 500

interface PriorityDialogProps {
  desk: Desk
  of: NamedCase & { age: number; priority: number | null }
  onClose: () => void
}

export function PriorityDialog({ desk, of, onClose }: PriorityDialogProps): ReactElement {
  return (
    <ModalOverlay className="overlay" isOpen isDismissable onOpenChange={(open) => !open && onClose()}>
      <Modal className="dialog-frame">
        <Dialog className="dialog">
          <RoomHeading desk={desk} roomId={of.roomId}>
            {m.case_prioritise_heading({ name: of.name, age: of.age })}
          </RoomHeading>
          <PriorityForm desk={desk} of={of} onClose={onClose} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function PriorityForm({ desk, of, onClose }: PriorityDialogProps): ReactElement {
  const [priority, setPriority] = useState<Priority | null>(null)
  const [reason, setReason] = useState("")
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const change = async (): Promise<void> => {
    setTried(true)
    if (priority === null || reason.trim() === "" || busy) return
    setBusy(true)
    const done = await prioritise(desk, of, priority, reason.trim())
    setBusy(false)
    if (done) onClose()
  }
  return (
    <form
      autoComplete="off"
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void change()
      }}
    >
      <p>{m.case_prioritise_text({ priority: priorityWord(of.priority) })}</p>
      <fieldset className={tried && priority === null ? "outcomes outcomes--wrong" : "outcomes"} aria-describedby={tried && priority === null ? "priority-error" : undefined}>
        <legend className="field__label">{m.case_prioritise_to()}</legend>
        {tried && priority === null ? <FieldError id="priority-error">{m.case_prioritise_missing()}</FieldError> : null}
        <div className="outcomes__choices">
          {PRIORITIES.filter((choice) => choice !== of.priority).map((choice) => (
            <label key={choice} className="outcome">
              <input type="radio" name="priority" value={choice} checked={choice === priority} onChange={() => setPriority(choice)} />
              <PriorityMark priority={choice} word />
            </label>
          ))}
        </div>
      </fieldset>
      <Field
        id="priority-reason"
        label={m.case_reason()}
        help={m.case_reason_help()}
        value={reason}
        onValue={setReason}
        lines={3}
        maxLength={MAX_REASON}
        error={tried && reason.trim() === "" ? m.case_prioritise_missing_reason() : undefined}
      />
      <div className="dialog__foot">
        <Button look="quiet" onPress={onClose}>
          {m.staff_cancel()}
        </Button>
        <Button look="filled" submit busy={busy}>
          {m.case_prioritise()}
        </Button>
      </div>
    </form>
  )
}
