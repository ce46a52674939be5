/** Whoever has the case, or a supervisor, names the resident's permanent care contact among the unit's people. */
import type { ReactElement } from "react"
import { Dialog, Modal, ModalOverlay } from "react-aria-components"
import type { PermanentContact } from "../../core/protocol/wire"
import { Button } from "../../design/Button"
import { Skeleton } from "../../design/Notices"
import * as m from "../../texts/messages"
import type { Desk } from "../desk/desk"
import { PeopleMenu } from "../floor/PeoplePicker"
import { useWatched } from "../watched"
import { type NamedCase, nameContact } from "./commands"
import { RoomHeading } from "./RoomHeading"

interface ContactDialogProps {
  desk: Desk
  of: NamedCase & { age: number }
  contact: PermanentContact | null
  onClose: () => void
}

export function ContactDialog({ desk, of, contact, onClose }: ContactDialogProps): ReactElement {
  const { at } = useWatched(desk.staffing.now)
  const choose = (whom: Pick<PermanentContact, "account_id" | "name"> | null): void => {
    void nameContact(desk, of, whom)
    onClose()
  }
  return (
    <ModalOverlay className="overlay" isOpen isDismissable onOpenChange={(open) => !open && onClose()}>
      <Modal className="dialog-frame">
        <Dialog className="dialog">
          <RoomHeading desk={desk} roomId={of.roomId}>
            {m.contact_heading({ name: of.name, age: of.age })}
          </RoomHeading>
          <p>{m.contact_text()}</p>
          {at === null ? <Skeleton rows={3} label={m.loading()} slow={m.staff_slow()} /> : <Colleagues desk={desk} name={of.name} contact={contact} onChoose={choose} />}
          <div className="dialog__foot">
            {contact ? (
              <Button look="quiet" onPress={() => choose(null)}>
                {m.contact_end({ name: contact.name })}
              </Button>
            ) : null}
            <Button look="line" onPress={onClose}>
              {m.staff_cancel()}
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

interface ColleaguesProps {
  desk: Desk
  name: string
  contact: PermanentContact | null
  onChoose: (whom: Pick<PermanentContact, "account_id" | "name">) => void
}

/** Also those who are not here now: it is for a long time. */
function Colleagues({ desk, name, contact, onChoose }: ColleaguesProps): ReactElement {
  const others = useWatched(desk.staffing.now).staff.filter((load) => load.account_id !== contact?.account_id)
  if (others.length === 0) return <p className="menu__empty">{m.contact_nobody_else()}</p>
  return (
    <div className="give give--long">
      <PeopleMenu label={m.contact_pick({ name })} people={others} onChoose={onChoose} />
    </div>
  )
}
