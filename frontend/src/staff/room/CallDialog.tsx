/** Asks before somebody is rung who asked to be written to. */
import type { ReactElement } from "react"
import { Dialog, Heading, Modal, ModalOverlay } from "react-aria-components"
import { Button } from "../../design/Button"
import * as m from "../../texts/messages"
import { firstName } from "../words"

interface CallDialogProps {
  name: string
  age: number
  onWrite: () => void
  onCall: () => void
  onClose: () => void
}

export function CallDialog({ name, age, onWrite, onCall, onClose }: CallDialogProps): ReactElement {
  return (
    <ModalOverlay className="overlay" isOpen isDismissable onOpenChange={(open) => !open && onClose()}>
      <Modal className="dialog-frame">
        <Dialog className="dialog" role="alertdialog">
          <Heading slot="title">{m.desk_call_unwanted({ name, age })}</Heading>
          <p>{m.desk_call_unwanted_text({ name: firstName(name) })}</p>
          <div className="dialog__foot">
            <Button look="line" onPress={onCall}>
              {m.desk_call_anyway()}
            </Button>
            <Button look="filled" onPress={onWrite}>
              {m.desk_call_write()}
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
