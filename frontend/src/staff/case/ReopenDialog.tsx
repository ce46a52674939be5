/** A concluded case waits again: with its priority, the time it came, and why. */
import { type ReactElement, useState } from "react"
import { Dialog, Modal, ModalOverlay } from "react-aria-components"
import { Button } from "../../design/Button"
import { Field } from "../../design/Field"
import * as m from "../../texts/messages"
import type { Desk } from "../desk/desk"
import { type NamedCase, reopen } from "./commands"
import { RoomHeading } from "./RoomHeading"

const MAX_REASON = 500

interface ReopenDialogProps {
  desk: Desk
  of: NamedCase & { age: number }
  onClose: (reopened: boolean) => void
}

export function ReopenDialog({ desk, of, onClose }: ReopenDialogProps): ReactElement {
  const [reason, setReason] = useState("")
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const send = async (): Promise<void> => {
    setTried(true)
    if (reason.trim() === "" || busy) return
    setBusy(true)
    const done = await reopen(desk, of, reason.trim())
    setBusy(false)
    if (done) onClose(true)
  }
  return (
    <ModalOverlay className="overlay" isOpen isDismissable onOpenChange={(open) => !open && onClose(false)}>
      <Modal className="dialog-frame">
        <Dialog className="dialog">
          <RoomHeading desk={desk} roomId={of.roomId}>
            {m.case_reopen_heading({ name: of.name, age: of.age })}
          </RoomHeading>
          <p>{m.case_reopen_text()}</p>
          <Field
            id="reopen-reason"
            label={m.case_reason()}
            help={m.case_reason_help()}
            value={reason}
            onValue={setReason}
            lines={3}
            maxLength={MAX_REASON}
            error={tried && reason.trim() === "" ? m.case_reopen_missing() : undefined}
          />
          <div className="dialog__foot">
            <Button look="quiet" onPress={() => onClose(false)}>
              {m.staff_cancel()}
            </Button>
            <Button look="filled" busy={busy} onPress={() => void send()}>
              {m.case_reopen()}
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
