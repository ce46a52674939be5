/**
 * The end of a case: its outcome, and the card that the resident keeps, shown beside as they will see it. What is half
 * written stays with its room, also over a reload.
 */
import { type ReactElement, useState } from "react"
import { Dialog, Modal, ModalOverlay } from "react-aria-components"
import { localized } from "../../core/language"
import type { RoomView } from "../../core/protocol/wire"
import { dayAndMonth } from "../../core/times"
import { Button } from "../../design/Button"
import { Field, FieldError } from "../../design/Field"
import { Avatar, Notice } from "../../design/Notices"
import * as m from "../../texts/messages"
import type { Desk } from "../desk/desk"
import { useDraft } from "../room/useDraft"
import { firstName, type Outcome, OUTCOMES, outcomeForResident, outcomeWord } from "../words"
import { RoomHeading } from "./RoomHeading"

/** The wire's limit for each of the card's texts. */
const MAX_TEXT = 4_000

interface ConcludeDialogProps {
  desk: Desk
  room: RoomView
  age: number
  onClose: () => void
}

export function ConcludeDialog({ desk, room, age, onClose }: ConcludeDialogProps): ReactElement {
  const name = room.resident.name
  return (
    <ModalOverlay className="overlay" isOpen isDismissable={false} onOpenChange={(open) => !open && onClose()}>
      <Modal className="dialog-frame dialog-frame--conclude">
        <Dialog className="dialog">
          <RoomHeading desk={desk} roomId={room.id}>
            {m.desk_conclude_heading({ name, age })}
          </RoomHeading>
          <ConcludeForm desk={desk} room={room} onClose={onClose} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

const isOutcome = (text: string): text is Outcome => OUTCOMES.some((outcome) => outcome === text)

function ConcludeForm({ desk, room, onClose }: Omit<ConcludeDialogProps, "age">): ReactElement {
  const chosen = useDraft(desk.drafts, `outcome:${room.id}`)
  const text = useDraft(desk.drafts, `closing:${room.id}`)
  const seek = useDraft(desk.drafts, `seek:${room.id}`)
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const outcome = isOutcome(chosen.text) ? chosen.text : null
  const first = firstName(room.resident.name)
  const conclude = async (): Promise<void> => {
    setTried(true)
    if (outcome === null || text.text.trim() === "" || busy) return
    setBusy(true)
    const card = { outcome, text: text.text.trim(), seek_care: seek.text.trim() }
    const done = await desk.conclude(room.id, room.resident.name, card)
    setBusy(false)
    if (!done) return
    for (const draft of [chosen, text, seek]) draft.write("")
    onClose()
  }
  return (
    <form
      autoComplete="off"
      className="conclude"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void conclude()
      }}
    >
      <div className="conclude__fields">
        <fieldset className={tried && outcome === null ? "outcomes outcomes--wrong" : "outcomes"} aria-describedby={tried && outcome === null ? "outcome-error" : undefined}>
          <legend className="field__label">{m.desk_conclude_outcome()}</legend>
          {tried && outcome === null ? <FieldError id="outcome-error">{m.desk_conclude_missing_outcome()}</FieldError> : null}
          <div className="outcomes__choices">
            {OUTCOMES.map((choice) => (
              <label key={choice} className="outcome">
                <input type="radio" name="outcome" value={choice} checked={choice === outcome} onChange={() => chosen.write(choice)} />
                {outcomeWord(choice)}
              </label>
            ))}
          </div>
        </fieldset>
        <Field
          id="closing-text"
          label={m.desk_conclude_text({ name: first })}
          help={m.desk_conclude_text_help({ name: first })}
          value={text.text}
          onValue={text.write}
          lines={4}
          maxLength={MAX_TEXT}
          error={tried && text.text.trim() === "" ? m.desk_conclude_missing_text() : undefined}
        />
        {outcome === "no_contact" && text.text.trim() === "" ? (
          <Button look="line" size="s" onPress={() => text.write(m.sought_come_back())}>
            {m.sought_suggest()}
          </Button>
        ) : null}
        <Field
          id="closing-seek"
          label={m.desk_conclude_seek({ name: first })}
          help={m.desk_conclude_seek_help()}
          value={seek.text}
          onValue={seek.write}
          lines={2}
          maxLength={MAX_TEXT}
        />
      </div>
      <Preview desk={desk} room={room} outcome={outcome} text={text.text.trim()} seek={seek.text.trim()} />
      <p className="conclude__final muted">{m.desk_conclude_final()}</p>
      <div className="dialog__foot dialog__foot--held conclude__foot">
        <Button look="quiet" onPress={onClose}>
          {m.staff_cancel()}
        </Button>
        <Button look="filled" submit busy={busy}>
          {m.desk_conclude()}
        </Button>
      </div>
    </form>
  )
}

interface PreviewProps {
  desk: Desk
  room: RoomView
  outcome: Outcome | null
  text: string
  seek: string
}

/** The closing card with what it will hold. Its own words stand in the language of the desk, which the resident's need not be. */
function Preview({ desk, room, outcome, text, seek }: PreviewProps): ReactElement {
  const { me } = desk
  return (
    <section className="preview" aria-label={m.conclude_preview({ name: firstName(room.resident.name) })}>
      <p className="preview__head">{m.conclude_preview({ name: firstName(room.resident.name) })}</p>
      <div className="preview__card">
        <p className="preview__title">{m.closing_title()}</p>
        <div className="preview__who">
          <Avatar initials={me.initials} />
          <p>
            <span className="strong">{m.closing_who({ name: me.name, title: localized(me.title).toLowerCase() })}</span>
            <br />
            <span className="muted">{m.closing_where({ unit: room.unit_name, day: dayAndMonth(new Date()) })}</span>
          </p>
        </div>
        <div className="preview__part">
          <p className="strong">{outcome === null ? m.conclude_preview_outcome() : outcomeForResident(outcome)}</p>
          <p className={text === "" ? "closing-text muted" : "closing-text"}>{text === "" ? m.conclude_preview_text() : text}</p>
        </div>
        <Notice look="ember">
          <p className="strong">{m.closing_seek_title()}</p>
          <p className="closing-text">{seek === "" ? m.closing_seek_default() : seek}</p>
          <p className="preview__112">{m.closing_112()}</p>
        </Notice>
      </div>
    </section>
  )
}
