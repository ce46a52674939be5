/** A picture or document that should not be there is hidden from everybody, by a named person and for a reason. */
import { type ReactElement, useState } from "react"
import { Dialog, Modal, ModalOverlay } from "react-aria-components"
import type { HideFile } from "../../core/protocol/wire"
import { Button } from "../../design/Button"
import { Field, FieldError } from "../../design/Field"
import * as m from "../../texts/messages"
import { RoomHeading } from "../case/RoomHeading"
import type { Desk } from "../desk/desk"
import { tell } from "../notices"
import { useWatched } from "../watched"
import { hiding, type ToHide } from "./hiding"

type Reason = HideFile["reason"]

/** The wire's limit for a reason. */
const MAX_REASON = 500
const REASONS: readonly { reason: Reason; words: () => string }[] = [
  { reason: "wrong_person", words: m.hide_wrong_person },
  { reason: "wrong_picture", words: m.hide_wrong_picture },
  { reason: "sensitive", words: m.hide_sensitive },
]

export function HideDialog({ desk }: { desk: Desk }): ReactElement | null {
  const file = useWatched(hiding)
  if (file === null) return null
  const close = (): void => hiding.set(null)
  return (
    <ModalOverlay className="overlay" isOpen isDismissable onOpenChange={(open) => !open && close()}>
      <Modal className="dialog-frame">
        <Dialog className="dialog">
          <RoomHeading desk={desk} roomId={file.roomId}>
            {m.hide_heading({ name: file.name })}
          </RoomHeading>
          <HideForm desk={desk} file={file} onClose={close} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function HideForm({ desk, file, onClose }: { desk: Desk; file: ToHide; onClose: () => void }): ReactElement {
  const [reason, setReason] = useState<Reason | null>(null)
  const [text, setText] = useState("")
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const hide = async (): Promise<void> => {
    setTried(true)
    if (reason === null || text.trim() === "" || busy) return
    setBusy(true)
    const done = await desk.did({ type: "file.hide", room_id: file.roomId, file_id: file.fileId, reason, text: text.trim() })
    setBusy(false)
    if (!done) return
    tell(() => m.hide_done({ name: file.name }))
    onClose()
  }
  const missing = tried && reason === null
  return (
    <form
      autoComplete="off"
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void hide()
      }}
    >
      <p>{m.hide_text()}</p>
      <fieldset className={missing ? "outcomes outcomes--wrong" : "outcomes"} aria-describedby={missing ? "hide-error" : undefined}>
        <legend className="field__label">{m.hide_why()}</legend>
        {missing ? <FieldError id="hide-error">{m.hide_missing()}</FieldError> : null}
        <div className="outcomes__choices">
          {REASONS.map(({ reason: choice, words }) => (
            <label key={choice} className="outcome">
              <input type="radio" name="hide" value={choice} checked={choice === reason} onChange={() => setReason(choice)} />
              {words()}
            </label>
          ))}
        </div>
      </fieldset>
      <Field
        id="hide-reason"
        label={m.hide_note()}
        help={m.hide_note_help()}
        value={text}
        onValue={setText}
        lines={3}
        maxLength={MAX_REASON}
        error={tried && text.trim() === "" ? m.case_prioritise_missing_reason() : undefined}
      />
      <div className="dialog__foot">
        <Button look="quiet" onPress={onClose}>
          {m.staff_cancel()}
        </Button>
        <Button look="filled" submit busy={busy}>
          {m.hide_do()}
        </Button>
      </div>
    </form>
  )
}
