/** Handing a case back to the queue, with a word to whoever takes it next. */
import { type ReactElement, useState } from "react"
import { Dialog, Modal, ModalOverlay } from "react-aria-components"
import type { RoomView } from "../../core/protocol/wire"
import { Button } from "../../design/Button"
import { Field } from "../../design/Field"
import * as m from "../../texts/messages"
import type { Desk } from "../desk/desk"
import { RoomHeading } from "./RoomHeading"

/** The wire's limit for a reason. */
const MAX_REASON = 500

interface ReleaseDialogProps {
  desk: Desk
  room: RoomView
  age: number
  onClose: () => void
}

export function ReleaseDialog({ desk, room, age, onClose }: ReleaseDialogProps): ReactElement {
  const [reason, setReason] = useState("")
  const [busy, setBusy] = useState(false)
  const name = room.resident.name
  const release = async (): Promise<void> => {
    setBusy(true)
    const done = await desk.release(room.id, name, reason.trim())
    setBusy(false)
    if (done) onClose()
  }
  return (
    <ModalOverlay className="overlay" isOpen isDismissable onOpenChange={(open) => !open && onClose()}>
      <Modal className="dialog-frame">
        <Dialog className="dialog">
          <RoomHeading desk={desk} roomId={room.id}>
            {m.desk_release_heading({ name, age })}
          </RoomHeading>
          <p>{m.desk_release_text()}</p>
          <Field id="release-reason" label={m.case_reason()} help={m.case_reason_help()} value={reason} onValue={setReason} lines={3} maxLength={MAX_REASON} />
          <div className="dialog__foot">
            <Button look="quiet" onPress={onClose}>
              {m.staff_cancel()}
            </Button>
            <Button look="filled" busy={busy} onPress={() => void release()}>
              {m.desk_release_button()}
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
