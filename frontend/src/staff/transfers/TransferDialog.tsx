/** Handing over: to whom, and what they have to know. What is half written stays with its room, also over a reload. */
import { type ReactElement, useEffect, useRef, useState } from "react"
import { Dialog, Modal, ModalOverlay } from "react-aria-components"
import type { RoomView, StaffLoad, UnitToAsk } from "../../core/protocol/wire"
import { Button } from "../../design/Button"
import { Field, FieldError } from "../../design/Field"
import * as m from "../../texts/messages"
import { RoomHeading } from "../case/RoomHeading"
import type { Desk } from "../desk/desk"
import { useDraft } from "../room/useDraft"
import { useWatched } from "../watched"
import { capital } from "../words"
import { closedWords, handOver, MAX_PART, openWords, PROFESSIONS, type Profession, professionWord, type Receiver, unitsToAsk } from "./transfers"

interface TransferDialogProps {
  desk: Desk
  room: RoomView
  age: number
  onClose: () => void
}

export default function TransferDialog({ desk, room, age, onClose }: TransferDialogProps): ReactElement {
  return (
    <ModalOverlay className="overlay" isOpen isDismissable={false} onOpenChange={(open) => !open && onClose()}>
      <Modal className="dialog-frame">
        <Dialog className="dialog">
          <RoomHeading desk={desk} roomId={room.id}>
            {m.transfer_heading({ name: room.resident.name, age })}
          </RoomHeading>
          <p>{m.transfer_text()}</p>
          <TransferForm desk={desk} room={room} onClose={onClose} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function TransferForm({ desk, room, onClose }: Omit<TransferDialogProps, "age">): ReactElement {
  const { staff } = useWatched(desk.staffing.now)
  const [to, setTo] = useState("")
  const [units, setUnits] = useState<readonly UnitToAsk[] | null>([])
  const situation = useDraft(desk.drafts, `situation:${room.id}`)
  const background = useDraft(desk.drafts, `background:${room.id}`)
  const assessment = useDraft(desk.drafts, `assessment:${room.id}`)
  const recommendation = useDraft(desk.drafts, `recommendation:${room.id}`)
  const [tried, setTried] = useState(0)
  const [busy, setBusy] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    // As the menu in the bar knows it: who has come or gone since.
    void desk.staffing.ask()
    void unitsToAsk().then(setUnits)
  }, [desk])
  useEffect(() => form.current?.querySelector<HTMLElement>(".field--wrong .field__input")?.focus(), [tried])
  const others = staff.filter((load) => load.account_id !== desk.me.account_id)
  const receiver = receiverOf(to, others, units ?? [])
  const missing = (text: string, sentence: () => string): string | undefined => (tried > 0 && text.trim() === "" ? sentence() : undefined)
  const send = async (): Promise<void> => {
    setTried((times) => times + 1)
    if (receiver === null || situation.text.trim() === "" || recommendation.text.trim() === "" || busy) return
    setBusy(true)
    const done = await handOver(desk, { roomId: room.id, name: room.resident.name }, receiver, {
      situation: situation.text.trim(),
      background: background.text.trim(),
      assessment: assessment.text.trim(),
      recommendation: recommendation.text.trim(),
    })
    setBusy(false)
    if (!done) return
    for (const draft of [situation, background, assessment, recommendation]) draft.write("")
    onClose()
  }
  return (
    <form
      ref={form}
      className="stack"
      autoComplete="off"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <To value={to} onValue={setTo} others={others} units={units} missing={tried > 0 && receiver === null} />
      <Field
        id="transfer-situation"
        label={m.transfer_situation()}
        help={m.transfer_situation_help()}
        value={situation.text}
        onValue={situation.write}
        lines={2}
        maxLength={MAX_PART}
        error={missing(situation.text, m.transfer_missing_situation)}
      />
      <Field id="transfer-background" label={m.transfer_background()} value={background.text} onValue={background.write} lines={2} maxLength={MAX_PART} />
      <Field id="transfer-assessment" label={m.transfer_assessment()} value={assessment.text} onValue={assessment.write} lines={2} maxLength={MAX_PART} />
      <Field
        id="transfer-recommendation"
        label={m.transfer_recommendation()}
        help={m.transfer_recommendation_help()}
        value={recommendation.text}
        onValue={recommendation.write}
        lines={2}
        maxLength={MAX_PART}
        error={missing(recommendation.text, m.transfer_missing_recommendation)}
      />
      <p className="muted">{m.transfer_staff_only()}</p>
      <div className="dialog__foot dialog__foot--held">
        <Button look="quiet" onPress={onClose}>
          {m.staff_cancel()}
        </Button>
        <Button look="filled" submit busy={busy}>
          {m.transfer_send()}
        </Button>
      </div>
    </form>
  )
}

interface ToProps {
  value: string
  onValue: (value: string) => void
  others: readonly StaffLoad[]
  units: readonly UnitToAsk[] | null
  missing: boolean
}

/** Those who are here by name, the professions that somebody else of the unit has, and other units. */
function To({ value, onValue, others, units, missing }: ToProps): ReactElement {
  const here = others.filter((load) => load.presence !== "offline")
  const unit = units?.find(({ id }) => id === value)
  const professions = PROFESSIONS.filter((profession) => others.some((load) => load.profession === profession))
  return (
    <div className={missing ? "field field--wrong" : "field"}>
      <label className="field__label" htmlFor="transfer-to">
        {m.transfer_to()}
      </label>
      {missing ? <FieldError id="transfer-to-error">{m.transfer_missing_to()}</FieldError> : null}
      <select
        id="transfer-to"
        className="field__input"
        value={value}
        aria-invalid={missing}
        aria-describedby={missing ? "transfer-to-error transfer-to-help" : "transfer-to-help"}
        onChange={(event) => onValue(event.currentTarget.value)}
      >
        <option value="">{m.transfer_to_choose()}</option>
        {here.length > 0 ? (
          <optgroup label={m.transfer_people()}>
            {here.map((load) => (
              <option key={load.account_id} value={load.account_id}>
                {load.name}
              </option>
            ))}
          </optgroup>
        ) : null}
        {professions.length > 0 ? (
          <optgroup label={m.transfer_professions()}>
            {professions.map((profession) => (
              <option key={profession} value={profession}>
                {capital(professionWord(profession))}
              </option>
            ))}
          </optgroup>
        ) : null}
        {units !== null && units.length > 0 ? (
          <optgroup label={m.transfer_units()}>
            {units.map((one) => (
              <option key={one.id} value={one.id} disabled={!one.is_open}>
                {m.transfer_unit_option({ name: one.name, open: openWords(one) })}
              </option>
            ))}
          </optgroup>
        ) : null}
      </select>
      <div id="transfer-to-help" className="field__help">
        {unit === undefined ? null : <p>{m.transfer_unit_moves({ name: unit.name })}</p>}
        {units === null ? <p>{m.transfer_units_failed()}</p> : units.filter((one) => !one.is_open).map((one) => <p key={one.id}>{closedWords(one)}</p>)}
      </div>
    </div>
  )
}

function receiverOf(value: string, others: readonly StaffLoad[], units: readonly UnitToAsk[]): Receiver | null {
  const person = others.find((load) => load.account_id === value)
  if (person) return { account_id: person.account_id, name: person.name }
  const unit = units.find(({ id }) => id === value)
  if (unit) return { unit }
  const profession = PROFESSIONS.find((one): one is Profession => one === value)
  return profession === undefined ? null : { profession }
}
