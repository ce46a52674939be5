/**
 * The active choice: why somebody reads a case that is closed or another unit's. Asked before it is opened, and kept by
 * the server with name, time and reason.
 */
import { type ReactElement, useState } from "react"
import { Dialog, Modal, ModalOverlay } from "react-aria-components"
import { errorText } from "../../core/errors/errorText"
import { Button } from "../../design/Button"
import { Field, FieldError } from "../../design/Field"
import { Notice } from "../../design/Notices"
import * as m from "../../texts/messages"
import type { Desk } from "../desk/desk"
import { CHOICE_REASONS, type ChoiceReason, choose } from "./earlierCases"
import { RoomHeading } from "./RoomHeading"

const MAX_TEXT = 500

interface ChoiceFormProps {
  caseId: string
  /** Which of the two reasons there are to ask, where it is known. */
  because: string
  onChosen: () => void
  onCancel: () => void
}

export function ChoiceForm({ caseId, because, onChosen, onCancel }: ChoiceFormProps): ReactElement {
  const [reason, setReason] = useState<ChoiceReason | null>(null)
  const [text, setText] = useState("")
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [sentence, setSentence] = useState<string | null>(null)
  const missing = reason === "other" && text.trim() === ""
  const send = async (): Promise<void> => {
    setTried(true)
    if (reason === null || missing || busy) return
    setBusy(true)
    const refusal = await choose(caseId, { reason, text: text.trim() })
    setBusy(false)
    if (refusal === null) onChosen()
    else setSentence(errorText(refusal))
  }
  return (
    <form
      autoComplete="off"
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <p>
        {because} {m.choice_why()}
      </p>
      <div role="alert">
        {sentence === null ? null : (
          <Notice look="ember">
            <p>{sentence}</p>
          </Notice>
        )}
      </div>
      <fieldset className={tried && reason === null ? "outcomes outcomes--wrong" : "outcomes"} aria-describedby={tried && reason === null ? "choice-error" : undefined}>
        <legend className="field__label">{m.choice_reason()}</legend>
        {tried && reason === null ? <FieldError id="choice-error">{m.choice_missing()}</FieldError> : null}
        {CHOICE_REASONS.map((choice) => (
          <label key={choice} className="outcome">
            <input type="radio" name="choice" value={choice} checked={choice === reason} onChange={() => setReason(choice)} />
            {choiceWord(choice)}
          </label>
        ))}
      </fieldset>
      {reason === "other" ? (
        <Field
          id="choice-text"
          label={m.choice_text()}
          value={text}
          onValue={setText}
          lines={2}
          maxLength={MAX_TEXT}
          error={tried && missing ? m.choice_missing_text() : undefined}
        />
      ) : null}
      <div className="dialog__foot">
        <Button look="quiet" onPress={onCancel}>
          {m.staff_cancel()}
        </Button>
        <Button look="filled" submit busy={busy}>
          {m.choice_open()}
        </Button>
      </div>
    </form>
  )
}

interface ChoiceDialogProps extends ChoiceFormProps {
  desk: Desk
  /** The room it was asked for from, whose frame the same resident wears. */
  roomId: string
  title: string
  /** What the other case is about. */
  about: string
}

export function ChoiceDialog({ desk, roomId, title, about, ...form }: ChoiceDialogProps): ReactElement {
  return (
    <ModalOverlay className="overlay" isOpen isDismissable onOpenChange={(open) => !open && form.onCancel()}>
      <Modal className="dialog-frame">
        <Dialog className="dialog">
          <RoomHeading desk={desk} roomId={roomId}>
            {title}
          </RoomHeading>
          <p className="strong">{about}</p>
          <ChoiceForm {...form} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function choiceWord(reason: ChoiceReason): string {
  switch (reason) {
    case "ongoing_care":
      return m.choice_ongoing_care()
    case "follow_up":
      return m.choice_follow_up()
    case "asked_by_resident":
      return m.choice_asked_by_resident()
    case "other":
      return m.choice_other()
  }
}
