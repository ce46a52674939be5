/** The list of keys that exist, taken from the table they are obeyed by, and the choice to do without single letters. */
import type { ReactElement } from "react"
import { Dialog, Heading, Modal, ModalOverlay } from "react-aria-components"
import { Button } from "../../design/Button"
import * as m from "../../texts/messages"
import type { Desk } from "../desk/desk"
import { useWatched } from "../watched"
import { caps, type Command, COMMANDS } from "./commands"
import { allowSingleKeys, singleKeys } from "./keys"

interface Line {
  keys: readonly string[]
  words: string
}

const linesOf = (group: Command["group"], desk: Desk): Line[] =>
  COMMANDS.filter((command) => command.group === group && command.keys !== undefined)
    .filter((command) => desk.supervises || command.id !== "floor")
    .map((command) => ({ keys: caps(command.keys ?? ""), words: command.words() }))

const writing = (): Line[] => [
  { keys: [";"], words: m.staff_keys_phrase() },
  { keys: ["Tab"], words: m.staff_keys_blank() },
  { keys: ["Ctrl", "↵"], words: m.staff_keys_send() },
]

const around = (): Line[] => [
  { keys: ["Ctrl", "K"], words: m.staff_keys_palette() },
  { keys: ["Alt", "1–4"], words: m.staff_keys_pane() },
  { keys: ["↑", "↓"], words: m.staff_keys_rows() },
  { keys: ["↵"], words: m.staff_keys_claim() },
  { keys: ["Ctrl", "Z"], words: m.staff_keys_undo() },
  { keys: ["Esc"], words: m.staff_keys_escape() },
]

export function KeySheet({ desk, onClose }: { desk: Desk; onClose: () => void }): ReactElement {
  const single = useWatched(singleKeys)
  return (
    <ModalOverlay className="overlay" isOpen isDismissable onOpenChange={(open) => !open && onClose()}>
      <Modal className="dialog-frame dialog-frame--keys">
        <Dialog className="dialog">
          <Heading slot="title">{m.staff_keys_heading()}</Heading>
          <div className="key-sheet">
            <KeyGroup title={m.staff_keys_group_go()} lines={[...linesOf("go", desk), ...around()]} />
            <div>
              <KeyGroup title={m.staff_keys_group_room()} lines={linesOf("room", desk)} />
              <KeyGroup title={m.staff_keys_group_writing()} lines={writing()} />
            </div>
          </div>
          <label className="keys__choice">
            <input type="checkbox" checked={single} onChange={(event) => allowSingleKeys(event.currentTarget.checked)} />
            <span>
              {m.staff_keys_single()}
              <span className="keys__help">{m.staff_keys_single_help()}</span>
            </span>
          </label>
          <div className="dialog__foot dialog__foot--held">
            <Button look="filled" onPress={onClose}>
              {m.staff_close()}
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function KeyGroup({ title, lines }: { title: string; lines: readonly Line[] }): ReactElement {
  return (
    <section className="keys">
      <h3 className="keys__title">{title}</h3>
      <dl>
        {lines.map((line) => (
          <div key={line.keys.join()} className="keys__line">
            <dt>{line.words}</dt>
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
    </section>
  )
}
