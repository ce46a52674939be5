/** Logging out takes what has not been sent off this computer, so that is asked about first. */
import { type ReactElement, useState } from "react"
import { Dialog, Heading, Modal, ModalOverlay } from "react-aria-components"
import { language } from "../../core/language"
import { Button } from "../../design/Button"
import * as m from "../../texts/messages"
import type { Desk } from "../desk/desk"
import { useWatched } from "../watched"

/** Whose rooms it was written in, where that is known. */
export type Unsent = readonly (string | null)[]

/** Logging out, with the question first where something has not been sent or saved. */
export function useLeaving(desk: Desk, onLogOut: () => void): { leave: () => void; question: ReactElement | null } {
  const [unsent, setUnsent] = useState<Unsent | null>(null)
  const leave = async (): Promise<void> => {
    const found = await desk.unsent()
    if (found.length > 0) setUnsent(found)
    else onLogOut()
  }
  return { leave: () => void leave(), question: unsent && <LeaveDialog unsent={unsent} onLeave={onLogOut} onStay={() => setUnsent(null)} /> }
}

interface LeaveDialogProps {
  unsent: Unsent
  onLeave: () => void
  onStay: () => void
}

function LeaveDialog({ unsent, onLeave, onStay }: LeaveDialogProps): ReactElement {
  const list = new Intl.ListFormat(useWatched(language), { type: "conjunction" })
  const names = unsent.filter((name) => name !== null)
  return (
    <ModalOverlay className="overlay" isOpen isDismissable onOpenChange={(open) => !open && onStay()}>
      <Modal className="dialog-frame">
        <Dialog className="dialog" role="alertdialog">
          <Heading slot="title">{m.leave_title()}</Heading>
          {names.length > 0 ? <p>{m.leave_to({ names: list.format(names) })}</p> : null}
          <p>{m.leave_text()}</p>
          <div className="dialog__foot">
            <Button
              look="danger-line"
              onPress={() => {
                onStay()
                onLeave()
              }}
            >
              {m.leave_anyway()}
            </Button>
            <Button look="filled" onPress={onStay}>
              {m.leave_stay()}
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
