/** The list of keys that exist, and the choice to do without single letters. */
import type { ReactElement } from "react"
import { Dialog, Heading, Modal, ModalOverlay } from "react-aria-components"
import { Button } from "../../design/Button"
import * as m from "../../texts/messages"
import { useWatched } from "../watched"
import { allowSingleKeys, KEY_LINES, singleKeys } from "./keys"

export function KeySheet({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }): ReactElement {
  const single = useWatched(singleKeys)
  return (
    <ModalOverlay className="overlay" isOpen={isOpen} isDismissable onOpenChange={(open) => !open && onClose()}>
      <Modal className="dialog-frame">
        <Dialog className="dialog">
          <Heading slot="title">{m.staff_keys_heading()}</Heading>
          <dl className="keys">
            {KEY_LINES.map((line) => (
              <div key={line.keys.join()} className="keys__line">
                <dt>{line.words()}</dt>
                <dd>
                  {line.keys.map((key) => (
                    <kbd key={key} className="key">
                      {key}
                    </kbd>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
          <label className="keys__choice">
            <input type="checkbox" checked={single} onChange={(event) => allowSingleKeys(event.currentTarget.checked)} />
            <span>
              {m.staff_keys_single()}
              <span className="keys__help">{m.staff_keys_single_help()}</span>
            </span>
          </label>
          <div className="dialog__foot">
            <Button look="filled" onPress={onClose}>
              {m.staff_close()}
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
