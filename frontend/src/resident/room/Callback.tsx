/** Being called by telephone instead: asked for, shown while it stands, changed, and back to chat. */
import type { VNode } from "preact"
import { useState } from "preact/hooks"
import phone from "@phosphor-icons/core/assets/regular/phone.svg?icon"
import "../reach/reach.css"
import { errorText } from "../../core/errors/errorText"
import { asRefusal } from "../../core/errors/refusal"
import type { AskCallback, ForgoCallback, RoomCallback, RoomView } from "../../core/protocol/wire"
import { clockTime, wallTime } from "../../core/times"
import { RadioAnswer } from "../../design/Answer"
import { Button } from "../../design/Button"
import { DialogFrame } from "../../design/Dialog"
import { Field, FieldError } from "../../design/Field"
import { Icon } from "../../design/Icon"
import { Notice } from "../../design/Notices"
import * as m from "../../texts/messages"
import * as api from "../api"
import { asPeopleWrite } from "../form/answers"
import { useLoaded } from "../hooks"
import type { Live } from "../live"
import { halfHoursLeft, type TimeOfDay } from "./callbackTimes"

interface CallbackProps {
  live: Pick<Live, "socket">
  room: RoomView
}

/** Whoever asked to be written to, or signs, is not led to a telephone. */
export function Callback(props: CallbackProps): VNode | null {
  const { room } = props
  const wish = room.callback ?? null
  const [asking, setAsking] = useState(false)
  const dialog = asking ? <AskDialog {...props} onClose={() => setAsking(false)} /> : null
  if (wish === null && room.voice === false) return null
  return (
    <>
      {wish === null ? (
        <Button look="line" size="l" wide onPress={() => setAsking(true)}>
          <Icon outline={phone} />
          {m.callback_ask()}
        </Button>
      ) : (
        <Standing {...props} wish={wish} onChange={() => setAsking(true)} />
      )}
      {dialog}
    </>
  )
}

function Standing(props: CallbackProps & { wish: RoomCallback; onChange: () => void }): VNode {
  const { wish, room, live } = props
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState("")
  const forgo = async (): Promise<void> => {
    setBusy(true)
    setWrong("")
    try {
      const command: ForgoCallback = { type: "callback.forgo", id: crypto.randomUUID(), room_id: room.id }
      await live.socket.command(command)
    } catch (thrown) {
      setWrong(errorText(asRefusal(thrown)))
    }
    setBusy(false)
  }
  return (
    <Notice look="sky">
      <h2>{m.callback_title()}</h2>
      <div role="status">
        {wish.state === "decide" ? <p>{m.callback_decide()}</p> : <WhenCalled wish={wish} />}
      </div>
      {wrong ? <FieldError id="callback-forgo-problem">{wrong}</FieldError> : null}
      <div className="row">
        <Button look="line" onPress={props.onChange}>
          {m.callback_change()}
        </Button>
        <Button look="line" busy={busy} onPress={() => void forgo()}>
          {m.callback_forgo()}
        </Button>
      </div>
    </Notice>
  )
}

function WhenCalled({ wish }: { wish: RoomCallback }): VNode {
  return (
    <>
      <p>
        {m.callback_to_number({ figures: wish.ends_in })}{" "}
        {wish.from_at !== null && wish.until_at !== null
          ? m.callback_window({ from: clockTime(wish.from_at), to: clockTime(wish.until_at) })
          : m.callback_window_any()}
      </p>
      {wish.again_at === null ? null : <p>{m.callback_tried({ time: clockTime(wish.again_at) })}</p>}
      <p>{m.callback_hidden_number()}</p>
    </>
  )
}

function AskDialog(props: CallbackProps & { onClose: () => void }): VNode {
  const [known] = useLoaded("callback:reach", api.reach)
  if (known.phase === "loading") return <></>
  const number = known.phase === "loaded" ? asPeopleWrite(known.value.phone.replace(/^\+46/, "0")) : ""
  return <Asked {...props} first={number} />
}

function Asked(props: CallbackProps & { first: string; onClose: () => void }): VNode {
  const [number, setNumber] = useState(props.first)
  // As it was when the dialog came: what can be chosen does not move under the finger.
  const [times] = useState(() => halfHoursLeft(new Date()))
  const [between, setBetween] = useState(false)
  const [from, setFrom] = useState(times[0]?.minute ?? 0)
  const [to, setTo] = useState((times[2] ?? times.at(-1))?.minute ?? 0)
  const [wrong, setWrong] = useState<{ number?: string; times?: string; all?: string }>({})
  const [busy, setBusy] = useState(false)
  const instant = (minute: number): string | null => times.find((one) => one.minute === minute)?.at.toISOString() ?? null
  const save = async (): Promise<void> => {
    if (between && to <= from) {
      setWrong({ times: m.callback_times_wrong() })
      return
    }
    if (number.trim() === "") {
      setWrong({ number: m.callback_number_wrong() })
      return
    }
    setBusy(true)
    setWrong({})
    const window = between ? { from_at: instant(from), until_at: instant(to) } : { from_at: null, until_at: null }
    try {
      const command: AskCallback = { type: "callback.ask", id: crypto.randomUUID(), room_id: props.room.id, phone: number.trim(), ...window }
      await props.live.socket.command(command)
      props.onClose()
    } catch (thrown) {
      setWrong(refused(thrown))
      setBusy(false)
    }
  }
  return (
    <DialogFrame
      title={m.callback_dialog()}
      closeLabel={m.back()}
      onClose={props.onClose}
      foot={
        <Button look="filled" busy={busy} onPress={() => void save()}>
          {m.callback_save()}
        </Button>
      }
    >
      <p>{m.callback_ask_how()}</p>
      <Field
        id="callback-number"
        label={m.callback_number()}
        help={m.callback_number_help()}
        value={number}
        onValue={setNumber}
        error={wrong.number}
        inputMode="tel"
        autoComplete="tel"
        maxLength={40}
      />
      <fieldset className="reach-part">
        <legend>{m.callback_when()}</legend>
        <RadioAnswer name="callback-when" value="any" label={m.callback_any()} checked={!between} onChoose={() => setBetween(false)} />
        {times.length > 1 ? (
          <RadioAnswer name="callback-when" value="between" label={m.callback_between()} checked={between} onChoose={() => setBetween(true)} />
        ) : null}
        {between ? (
          <>
            {wrong.times ? <FieldError id="callback-times-problem">{wrong.times}</FieldError> : null}
            <div className="row">
              <Time id="callback-from" label={m.callback_from()} times={times} value={from} onValue={setFrom} />
              <Time id="callback-to" label={m.callback_to()} times={times} value={to} onValue={setTo} />
            </div>
            <p className="muted">{m.callback_times_note()}</p>
          </>
        ) : null}
      </fieldset>
      {wrong.all ? <FieldError id="callback-problem">{wrong.all}</FieldError> : null}
    </DialogFrame>
  )
}

/** What the server refuses in a field is said at the field. */
function refused(thrown: unknown): { number?: string; times?: string; all?: string } {
  const refusal = asRefusal(thrown)
  if (refusal.code === "bad_request" && refusal.params["field"] === "phone") return { number: m.callback_number_wrong() }
  if (refusal.code === "bad_request" && refusal.params["field"] === "until_at") return { times: m.callback_times_wrong() }
  return { all: errorText(refusal) }
}

function Time(props: { id: string; label: string; times: readonly TimeOfDay[]; value: number; onValue: (minute: number) => void }): VNode {
  return (
    <label className="reach-hour" htmlFor={props.id}>
      {props.label}
      <select id={props.id} className="field__input" value={props.value} onChange={(event) => props.onValue(Number(event.currentTarget.value))}>
        {props.times.map(({ minute }) => (
          <option key={minute} value={minute}>
            {wallTime(minute)}
          </option>
        ))}
      </select>
    </label>
  )
}
