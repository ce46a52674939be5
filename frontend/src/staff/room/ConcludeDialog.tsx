/** The end of a case: its outcome, and the card that the resident keeps. Half-written cards stay with their room. */
import { type ReactElement, useState } from "react"
import { Dialog, Heading, Modal, ModalOverlay } from "react-aria-components"
import type { RoomView } from "../../core/protocol/wire"
import { Button } from "../../design/Button"
import { Field, FieldError } from "../../design/Field"
import * as m from "../../texts/messages"
import type { Desk } from "../desk/desk"
import { firstName, type Outcome, OUTCOMES, outcomeWord } from "../words"
import { useDraft } from "./useDraft"

interface ConcludeDialogProps {
  desk: Desk
  room: RoomView
  age: number
  onClose: () => void
}

export function ConcludeDialog({ desk, room, age, onClose }: ConcludeDialogProps): ReactElement {
  const name = room.resident.name
  return (
    <ModalOverlay className="overlay" isOpen isDismissable={false} onOpenChange={(open) => !open && onClose()}>
      <Modal className="dialog-frame dialog-frame--wide">
        <Dialog className="dialog">
          <Heading slot="title">{m.desk_conclude_heading({ name, age })}</Heading>
          <ConcludeForm desk={desk} room={room} onClose={onClose} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function ConcludeForm({ desk, room, onClose }: Omit<ConcludeDialogProps, "age">): ReactElement {
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const text = useDraft(desk.drafts, `closing:${room.id}`)
  const seek = useDraft(desk.drafts, `seek:${room.id}`)
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const first = firstName(room.resident.name)
  const conclude = async (): Promise<void> => {
    setTried(true)
    if (outcome === null || text.text.trim() === "" || busy) return
    setBusy(true)
    const card = { outcome, text: text.text.trim(), seek_care: seek.text.trim() }
    const done = await desk.conclude(room.id, room.resident.name, card)
    setBusy(false)
    if (!done) return
    text.write("")
    seek.write("")
    onClose()
  }
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        void conclude()
      }}
    >
      <fieldset className="outcomes" aria-describedby={tried && outcome === null ? "outcome-error" : undefined}>
        <legend className="field__label">{m.desk_conclude_outcome()}</legend>
        {tried && outcome === null ? <FieldError id="outcome-error">{m.desk_conclude_missing_outcome()}</FieldError> : null}
        <div className="outcomes__choices">
          {OUTCOMES.map((choice) => (
            <label key={choice} className="outcome">
              <input type="radio" name="outcome" value={choice} checked={choice === outcome} onChange={() => setOutcome(choice)} />
              {outcomeWord(choice)}
            </label>
          ))}
        </div>
      </fieldset>
      <Field
        id="closing-text"
        label={m.desk_conclude_text({ name: first })}
        help={m.desk_conclude_text_help({ name: first })}
        value={text.text}
        onValue={text.write}
        lines={4}
        error={tried && text.text.trim() === "" ? m.desk_conclude_missing_text() : undefined}
      />
      <Field
        id="closing-seek"
        label={m.desk_conclude_seek({ name: first })}
        help={m.desk_conclude_seek_help()}
        value={seek.text}
        onValue={seek.write}
        lines={2}
      />
      <p className="muted">{m.desk_conclude_final()}</p>
      <div className="dialog__foot">
        <Button look="quiet" onPress={onClose}>
          {m.staff_cancel()}
        </Button>
        <Button look="filled" submit busy={busy}>
          {m.desk_conclude()}
        </Button>
      </div>
    </form>
  )
}
