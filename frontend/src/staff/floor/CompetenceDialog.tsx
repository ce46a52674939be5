/** A supervisor says what somebody of the unit can do beyond their profession. */
import { type ReactElement, useState } from "react"
import { Dialog, Heading, Modal, ModalOverlay } from "react-aria-components"
import type { StaffLoad } from "../../core/protocol/wire"
import { Button } from "../../design/Button"
import * as m from "../../texts/messages"
import type { Desk } from "../desk/desk"
import { type Competence, COMPETENCES, competenceWord, setCompetences } from "./competences"

interface CompetenceDialogProps {
  desk: Desk
  load: StaffLoad
  onClose: () => void
}

export function CompetenceDialog({ desk, load, onClose }: CompetenceDialogProps): ReactElement {
  const [chosen, setChosen] = useState<readonly Competence[]>(load.competences ?? [])
  const [busy, setBusy] = useState(false)
  const { name } = load
  const save = async (): Promise<void> => {
    if (busy) return
    setBusy(true)
    const done = await setCompetences(desk, load, [...chosen])
    setBusy(false)
    if (done) onClose()
  }
  const turn = (one: Competence, on: boolean): void => setChosen(on ? [...chosen, one] : chosen.filter((other) => other !== one))
  return (
    <ModalOverlay className="overlay" isOpen isDismissable onOpenChange={(open) => !open && onClose()}>
      <Modal className="dialog-frame">
        <Dialog className="dialog">
          <Heading slot="title">{m.competence_heading({ name })}</Heading>
          <p>{m.competence_text()}</p>
          <fieldset className="outcomes">
            <legend className="field__label">{m.competence_legend({ name })}</legend>
            <div className="outcomes__choices">
              {COMPETENCES.map((one) => (
                <label key={one} className="outcome">
                  <input type="checkbox" checked={chosen.includes(one)} onChange={({ target }) => turn(one, target.checked)} />
                  <span>{competenceWord(one)}</span>
                </label>
              ))}
            </div>
          </fieldset>
          <div className="dialog__foot">
            <Button look="quiet" onPress={onClose}>
              {m.staff_cancel()}
            </Button>
            <Button look="filled" busy={busy} onPress={() => void save()}>
              {m.competence_save()}
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
