/** A supervisor gives the case in a pane to somebody who is here. */
import type { ReactElement } from "react"
import { Dialog, Modal, ModalOverlay } from "react-aria-components"
import { Button } from "../../design/Button"
import { Skeleton } from "../../design/Notices"
import * as m from "../../texts/messages"
import type { Desk } from "../desk/desk"
import { PeoplePicker } from "../floor/PeoplePicker"
import { useWatched } from "../watched"
import { RoomHeading } from "./RoomHeading"

interface GiveDialogProps {
  desk: Desk
  roomId: string
  name: string
  age: number
  onClose: () => void
}

export function GiveDialog({ desk, roomId, name, age, onClose }: GiveDialogProps): ReactElement {
  const { staff, at } = useWatched(desk.staffing.now)
  const item = desk.item(roomId)
  return (
    <ModalOverlay className="overlay" isOpen isDismissable onOpenChange={(open) => !open && onClose()}>
      <Modal className="dialog-frame">
        <Dialog className="dialog">
          <RoomHeading desk={desk} roomId={roomId}>
            {m.case_give_heading({ name, age })}
          </RoomHeading>
          <p>{m.case_give_text()}</p>
          {at === null || item === undefined ? (
            <Skeleton rows={3} label={m.loading()} slow={m.staff_slow()} />
          ) : (
            <div className="give">
              <PeoplePicker
                item={item}
                staff={staff}
                onChoose={(to) => {
                  void desk.reassign(item, to)
                  onClose()
                }}
              />
            </div>
          )}
          <div className="dialog__foot">
            <Button look="line" onPress={onClose}>
              {m.staff_cancel()}
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
