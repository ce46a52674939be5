/** Two cases of one resident become one: which of them goes on, and what becomes of the other. */
import { type ReactElement, useState } from "react"
import { Dialog, Modal, ModalOverlay } from "react-aria-components"
import { localized } from "../../core/language"
import type { EarlierCase } from "../../core/protocol/wire"
import { Button } from "../../design/Button"
import * as m from "../../texts/messages"
import type { Desk } from "../desk/desk"
import { caseNumber } from "../words"
import { merge } from "./commands"
import { RoomHeading } from "./RoomHeading"

interface MergeDialogProps {
  desk: Desk
  roomId: string
  name: string
  other: EarlierCase
  onClose: () => void
  onMerged: () => void
}

export function MergeDialog({ desk, roomId, name, other, onClose, onMerged }: MergeDialogProps): ReactElement {
  const [busy, setBusy] = useState(false)
  const send = async (): Promise<void> => {
    setBusy(true)
    const done = await merge(desk, roomId, other)
    setBusy(false)
    if (done) onMerged()
  }
  return (
    <ModalOverlay className="overlay" isOpen isDismissable onOpenChange={(open) => !open && onClose()}>
      <Modal className="dialog-frame">
        <Dialog className="dialog">
          <RoomHeading desk={desk} roomId={roomId}>
            {m.merging_heading({ number: caseNumber(other.number), name })}
          </RoomHeading>
          <p className="strong">{m.merging_about({ reason: localized(other.reason) })}</p>
          <p>{m.merging_stays()}</p>
          <p>{m.merging_place()}</p>
          <div className="dialog__foot">
            <Button look="quiet" onPress={onClose}>
              {m.staff_cancel()}
            </Button>
            <Button look="filled" busy={busy} onPress={() => void send()}>
              {m.merging_do()}
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
