/** Withdrawing one's own case while it waits: where to turn comes before the question, and nothing is closed by one press. */
import type { VNode } from "preact"
import { useState } from "preact/hooks"
import { errorText } from "../../core/errors/errorText"
import { asRefusal } from "../../core/errors/refusal"
import type { RoomView, WithdrawCase } from "../../core/protocol/wire"
import { RadioAnswer } from "../../design/Answer"
import { Button } from "../../design/Button"
import { DialogFrame } from "../../design/Dialog"
import { Field, FieldError } from "../../design/Field"
import { Notice } from "../../design/Notices"
import * as m from "../../texts/messages"
import type { Live } from "../live"
import { Numbers } from "../parts/Numbers"

type Why = WithdrawCase["why"]

const REASONS: readonly [Why, () => string][] = [
  ["better", m.withdraw_better],
  ["elsewhere", m.withdraw_elsewhere],
  ["too_long", m.withdraw_too_long],
  ["mistake", m.withdraw_mistake],
  ["other", m.withdraw_other],
]
const LONGEST = 500

interface WithdrawProps {
  live: Pick<Live, "socket">
  room: RoomView
}

export function Withdraw(props: WithdrawProps): VNode {
  const [asking, setAsking] = useState(false)
  return (
    <>
      <button type="button" className="link" onClick={() => setAsking(true)}>
        {m.withdraw()}
      </button>
      {asking ? <WithdrawDialog {...props} onClose={() => setAsking(false)} /> : null}
    </>
  )
}

/** What is urgent is looked at first. It stands until somebody has written. */
export function WithdrawalAsked({ room }: { room: RoomView }): VNode | null {
  const last = (room.withdrawals ?? []).at(-1)
  if (!last || last.concluded) return null
  return (
    <Notice look="sky">
      <h2>{m.withdraw_asked_title()}</h2>
      <p>{m.withdraw_asked_text()}</p>
    </Notice>
  )
}

function WithdrawDialog(props: WithdrawProps & { onClose: () => void }): VNode {
  const [why, setWhy] = useState<Why | null>(null)
  const [text, setText] = useState("")
  const [wrong, setWrong] = useState("")
  const [busy, setBusy] = useState(false)
  // One wish, however often its sending is tried.
  const [id] = useState(() => crypto.randomUUID())
  const withdraw = async (): Promise<void> => {
    if (why === null) {
      setWrong(m.withdraw_why_missing())
      return
    }
    setBusy(true)
    setWrong("")
    try {
      const command: WithdrawCase = { type: "case.withdraw", id, room_id: props.room.id, why, text }
      await props.live.socket.command(command)
      props.onClose()
    } catch (thrown) {
      setWrong(errorText(asRefusal(thrown)))
      setBusy(false)
    }
  }
  return (
    <DialogFrame
      title={m.withdraw_title()}
      closeLabel={m.back()}
      onClose={props.onClose}
      foot={
        <>
          <Button look="danger-line" busy={busy} onPress={() => void withdraw()}>
            {m.withdraw_do()}
          </Button>
          <Button look="filled" onPress={props.onClose}>
            {m.withdraw_keep()}
          </Button>
        </>
      }
    >
      <Notice look="berry">
        <p>
          <Numbers>{m.withdraw_first()}</Numbers>
        </p>
      </Notice>
      <p>
        {m.withdraw_keeps()} {m.withdraw_urgent()}
      </p>
      <fieldset className="reach-part">
        <legend>{m.withdraw_why()}</legend>
        {REASONS.map(([value, label]) => (
          <RadioAnswer key={value} name="withdraw-why" value={value} label={label()} checked={why === value} onChoose={() => setWhy(value)} />
        ))}
      </fieldset>
      <Field id="withdraw-text" label={m.withdraw_words()} value={text} onValue={setText} lines={3} maxLength={LONGEST} />
      {wrong ? <FieldError id="withdraw-problem">{wrong}</FieldError> : null}
    </DialogFrame>
  )
}
