/** One address: none, one that waits for its code, or one that was confirmed. */
import type { VNode } from "preact"
import { useEffect, useRef, useState } from "preact/hooks"
import { errorText } from "../../core/errors/errorText"
import { asRefusal } from "../../core/errors/refusal"
import type { ReachSettings } from "../../core/protocol/wire"
import { Button } from "../../design/Button"
import { Field } from "../../design/Field"
import * as m from "../../texts/messages"
import * as api from "../api"
import { asPeopleWrite } from "../form/answers"

interface AddressProps {
  way: "sms" | "email"
  address: string
  onKept: (settings: ReachSettings) => void
}

/** As people write it, and as the label of its code had it: the server keeps a number with its country. */
const shown = (address: string): string => asPeopleWrite(address.replace(/^\+46/, "0"))

/** What is wrong is in the field, and so is the focus. */
function backTo(form: EventTarget | null): void {
  if (form instanceof HTMLFormElement) form.querySelector("input")?.focus()
}

/** The refusals of these two fields are about what stands in them. */
function sentence(thrown: unknown, wrong: string): string {
  const refusal = asRefusal(thrown)
  return refusal.code === "bad_request" ? wrong : errorText(refusal)
}

export function AddressPart(props: AddressProps): VNode {
  const { way, address } = props
  const [confirming, setConfirming] = useState<{ id: string; address: string } | null>(null)
  const title = way === "sms" ? m.reach_sms() : m.reach_email()
  const box = useRef<HTMLElement>(null)
  const drawn = useRef(false)
  useEffect(() => {
    // What was pressed is gone: the focus goes on to what came instead of it.
    if (drawn.current) box.current?.querySelector<HTMLElement>("input, p[tabindex]")?.focus()
    drawn.current = true
  }, [confirming, address])
  return (
    <section className="reach-part" ref={box}>
      <h2>{title}</h2>
      {address ? (
        <>
          <p tabIndex={-1}>{m.reach_address_kept({ address: shown(address) })}</p>
          <Button look="line" label={m.reach_address_remove_named({ address: shown(address) })} onPress={() => void api.removeAddress(way).then(props.onKept)}>
            {m.reach_address_remove()}
          </Button>
        </>
      ) : confirming ? (
        <Code confirming={confirming} onKept={props.onKept} onAgain={() => setConfirming(null)} />
      ) : (
        <Wanted way={way} onAsked={setConfirming} />
      )}
    </section>
  )
}

function Wanted(props: { way: "sms" | "email"; onAsked: (confirming: { id: string; address: string }) => void }): VNode {
  const [address, setAddress] = useState("")
  const [wrong, setWrong] = useState<string>()
  const sms = props.way === "sms"
  const ask = (event: Event): void => {
    event.preventDefault()
    const form = event.currentTarget
    const refused = sms ? m.reach_sms_wrong() : m.reach_email_wrong()
    const refuse = (why: string): void => {
      setWrong(why)
      backTo(form)
    }
    if (address.trim().length < 3) {
      refuse(refused)
      return
    }
    api.confirmAddress(props.way, address).then(
      ({ confirmation_id }) => props.onAsked({ id: confirmation_id, address }),
      (thrown: unknown) => refuse(sentence(thrown, refused)),
    )
  }
  return (
    <form className="stack stack--tight" onSubmit={ask}>
      <Field
        id={`reach-${props.way}`}
        label={sms ? m.reach_sms_label() : m.reach_email_label()}
        help={m.reach_code_comes()}
        value={address}
        onValue={setAddress}
        error={wrong}
        inputMode={sms ? "tel" : "text"}
        autoComplete={sms ? "tel" : "email"}
        maxLength={254}
      />
      <Button look="line" submit>
        {m.reach_code_send()}
      </Button>
    </form>
  )
}

function Code(props: { confirming: { id: string; address: string }; onKept: (settings: ReachSettings) => void; onAgain: () => void }): VNode {
  const [code, setCode] = useState("")
  const [wrong, setWrong] = useState<string>()
  const give = (event: Event): void => {
    event.preventDefault()
    const form = event.currentTarget
    const refuse = (why: string): void => {
      setWrong(why)
      backTo(form)
    }
    if (!/^\d{6}$/.test(code.trim())) {
      refuse(m.reach_code_wrong())
      return
    }
    api.giveCode(props.confirming.id, code.trim()).then(props.onKept, (thrown: unknown) => refuse(sentence(thrown, m.reach_code_wrong())))
  }
  return (
    <form className="stack stack--tight" onSubmit={give}>
      <Field
        id={`code-${props.confirming.id}`}
        label={m.reach_code_label({ address: props.confirming.address })}
        help={m.reach_code_help()}
        value={code}
        onValue={setCode}
        error={wrong}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={8}
      />
      <div className="row">
        <Button look="filled" submit>
          {m.reach_code_confirm()}
        </Button>
        <Button look="quiet" onPress={props.onAgain}>
          {m.reach_code_again()}
        </Button>
      </div>
    </form>
  )
}
