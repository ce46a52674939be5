/** Inviting one guest into this room. The link and the code are shown once, to be handed over. */
import { type ReactElement, type ReactNode, useEffect, useMemo, useRef, useState } from "react"
import { Dialog, Heading, Modal, ModalOverlay } from "react-aria-components"
import { errorText } from "../../core/errors/errorText"
import { asRefusal, type Refusal } from "../../core/errors/refusal"
import { request } from "../../core/net/http"
import type { GuestInvited, InviteGuest, RoomView } from "../../core/protocol/wire"
import type { Tenure } from "../../core/room/tenure"
import { Button } from "../../design/Button"
import { Field, FieldError } from "../../design/Field"
import * as m from "../../texts/messages"
import { Made } from "./Made"
import { roleWord, ROLES } from "./words"

const HOURS = [2, 8, 24, 72]
const DEFAULT_HOURS = 24

interface InviteDialogProps {
  room: RoomView
  /** The language that the resident asked to have interpreted. */
  asked: string | null
  /** The custody that stands on the screen when the button is pressed. */
  tenure: () => Tenure
  onClose: () => void
}

export function InviteDialog({ room, asked, tenure, onClose }: InviteDialogProps): ReactElement {
  const [made, setMade] = useState<GuestInvited | null>(null)
  return (
    <ModalOverlay className="overlay" isOpen isDismissable={made === null} onOpenChange={(open) => !open && onClose()}>
      <Modal className="dialog-frame">
        <Dialog className="dialog">
          <Heading slot="title">{made ? m.guests_made({ name: made.guest.name }) : m.guests_dialog({ name: room.resident.name })}</Heading>
          {made ? <Made made={made} onClose={onClose} /> : <InviteForm roomId={room.id} asked={asked} tenure={tenure} onMade={setMade} onClose={onClose} />}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

interface InviteFormProps {
  roomId: string
  asked: string | null
  tenure: () => Tenure
  onMade: (made: GuestInvited) => void
  onClose: () => void
}

type Draft = Required<Omit<InviteGuest, "send_to" | "epoch">>
type Recipient = NonNullable<InviteGuest["send_to"]>
type Sending = { channel: "none" } | Recipient

function InviteForm({ roomId, asked, tenure, onMade, onClose }: InviteFormProps): ReactElement {
  // One id for all tries: a repetition makes no second invitation.
  const id = useMemo(() => crypto.randomUUID(), [])
  const [draft, setDraft] = useState<Draft>({ id, name: "", role: "interpreter", language: asked ?? "", may_write: true, may_call: true, hours: DEFAULT_HOURS })
  // An interpreter is there for what is said: for others somebody says so.
  const [callsAsked, setCallsAsked] = useState<boolean | null>(null)
  const [sending, setSending] = useState<Sending>({ channel: "none" })
  const [tried, setTried] = useState(0)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Refusal | null>(null)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector<HTMLInputElement>(".field--wrong input")?.focus(), [tried, problem])
  const change = (news: Partial<Draft>): void => setDraft({ ...draft, ...news })
  const wants = draft.role === "interpreter"
  const invite = async (): Promise<void> => {
    setTried((times) => times + 1)
    setProblem(null)
    const sent = sending.channel === "none" ? null : sending
    if (draft.name.trim() === "" || (wants && draft.language.trim() === "") || sent?.address.trim() === "") return
    setBusy(true)
    try {
      onMade(await request<GuestInvited>("POST", `/api/staff/rooms/${roomId}/guests`, { ...draft, send_to: sent, ...tenure() } satisfies InviteGuest))
    } catch (thrown) {
      setProblem(asRefusal(thrown))
      setBusy(false)
    }
  }
  const unreached = problem?.params["field"] === "send_to"
  const sendTo = (next: Sending): void => {
    setSending(next)
    if (unreached) setProblem(null)
  }
  const send = (channel: Sending["channel"]): void =>
    sendTo(channel === "none" ? { channel } : { channel, address: "", language: sending.channel === "none" ? "sv" : (sending.language ?? "sv") })
  return (
    <form
      ref={form}
      className="stack"
      autoComplete="off"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void invite()
      }}
    >
      <fieldset className="guests__roles">
        <legend className="field__label">{m.guests_role()}</legend>
        {ROLES.map((role) => (
          <label key={role} className="guests__choice">
            <input type="radio" name="guest-role" checked={draft.role === role} onChange={() => change({ role, may_call: callsAsked ?? role === "interpreter" })} /> {roleWord(role)}
          </label>
        ))}
      </fieldset>
      <Field id="guest-name" label={m.guests_name()} value={draft.name} onValue={(name) => change({ name })} maxLength={80} error={tried > 0 && draft.name.trim() === "" ? m.guests_name_missing() : undefined} />
      {wants ? (
        <Field id="guest-language" label={m.guests_language()} value={draft.language} onValue={(language) => change({ language })} maxLength={40} error={tried > 0 && draft.language.trim() === "" ? m.guests_language_missing() : undefined} />
      ) : null}
      <div className="guests__rights">
        <label className="guests__choice">
          <input type="checkbox" checked={draft.may_write} onChange={(event) => change({ may_write: event.currentTarget.checked })} /> {m.guests_may_write()}
        </label>
        <label className="guests__choice">
          <input
            type="checkbox"
            checked={draft.may_call}
            onChange={(event) => {
              setCallsAsked(event.currentTarget.checked)
              change({ may_call: event.currentTarget.checked })
            }}
          />{" "}
          {m.guests_may_call()}
        </label>
      </div>
      <div className="guests__pair">
        <Choice label={m.guests_hours()} value={String(draft.hours)} onValue={(hours) => change({ hours: Number(hours) })}>
          {HOURS.map((hours) => (
            <option key={hours} value={hours}>
              {m.guests_hours_count({ count: hours })}
            </option>
          ))}
        </Choice>
        <Choice label={m.guests_send()} value={sending.channel} onValue={(channel) => send(channel as Sending["channel"])}>
          <option value="none">{m.guests_send_none()}</option>
          <option value="sms">{m.guests_send_sms()}</option>
          <option value="email">{m.guests_send_email()}</option>
        </Choice>
      </div>
      {sending.channel === "none" ? null : <Address to={sending} onChange={sendTo} tried={tried > 0} unreached={unreached} />}
      <p className="muted">{m.guests_from_now()}</p>
      <div role="alert">{problem && !unreached ? <FieldError id="guest-problem">{errorText(problem)}</FieldError> : null}</div>
      <div className="dialog__foot">
        <Button look="quiet" onPress={onClose}>
          {m.staff_cancel()}
        </Button>
        <Button look="filled" submit busy={busy}>
          {m.guests_make()}
        </Button>
      </div>
    </form>
  )
}

interface AddressProps {
  to: Recipient
  onChange: (to: Recipient) => void
  tried: boolean
  /** Nothing can be sent to what was written. */
  unreached: boolean
}

function Address({ to, onChange, tried, unreached }: AddressProps): ReactElement {
  const sms = to.channel === "sms"
  return (
    <div className="guests__pair">
      <Field
        id="guest-address"
        label={sms ? m.guests_number() : m.guests_email()}
        value={to.address}
        onValue={(address) => onChange({ ...to, address })}
        inputMode={sms ? "tel" : "text"}
        maxLength={120}
        error={addressError(to, tried, unreached)}
      />
      <Choice label={m.guests_send_language()} value={to.language ?? "sv"} onValue={(language) => onChange({ ...to, language: language === "en" ? "en" : "sv" })}>
        <option value="sv">Svenska</option>
        <option value="en">English</option>
      </Choice>
    </div>
  )
}

function Choice(props: { label: string; value: string; onValue: (value: string) => void; children: ReactNode }): ReactElement {
  return (
    <label className="field">
      <span className="field__label">{props.label}</span>
      <select className="field__input" value={props.value} onChange={(event) => props.onValue(event.currentTarget.value)}>
        {props.children}
      </select>
    </label>
  )
}

function addressError({ channel, address }: Recipient, tried: boolean, unreached: boolean): string | undefined {
  if (unreached) return channel === "sms" ? m.guests_send_refused_sms() : m.guests_send_refused_email()
  return tried && address.trim() === "" ? m.guests_address_missing() : undefined
}
