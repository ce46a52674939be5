/** A guest's whole way: the link or code, who they are, the waiting place, the room, and what is said when it is over. */
import type { VNode } from "preact"
import { useEffect, useRef, useState } from "preact/hooks"
import { errorText } from "../../core/errors/errorText"
import { asRefusal, type Refusal } from "../../core/errors/refusal"
import type { GuestGreeting, GuestKey, GuestMe } from "../../core/protocol/wire"
import { TickAnswer } from "../../design/Answer"
import { Button } from "../../design/Button"
import { Field, FieldError } from "../../design/Field"
import * as m from "../../texts/messages"
import { Heading, Page } from "../parts/Page"
import { Broken, Wait } from "../parts/Waits"
import * as api from "./api"
import { GuestRoom } from "./GuestRoom"
import { overText, overTitle, roleText, whenText } from "./guestWords"
import { takeUnsent } from "./line"

// Short enough that nobody waits before an open door.
const LOOK_AGAIN_MS = 2_000

type At =
  | { at: "asking" }
  | { at: "code" }
  | { at: "unknown" }
  | { at: "broken"; refusal: Refusal }
  | { at: "greeted"; key: GuestKey; greeting: GuestGreeting }
  | { at: "inside"; me: GuestMe }

const IS_OVER: readonly GuestMe["state"][] = ["refused", "withdrawn", "left", "expired", "ended"]

/** The secret part of the link. It goes from the address bar at once, and to the server in a body only. */
const token = (): string | null => (location.hash.length > 1 ? location.hash.slice(1) : null)

async function begin(): Promise<At> {
  const key = token()
  const mine = await api.me().catch((thrown: unknown) => {
    if (asRefusal(thrown).code === "not_logged_in") return null
    throw thrown
  })
  if (key === null) return mine ? { at: "inside", me: mine } : { at: "code" }
  const greeting = await api.look({ token: key, code: null })
  if (mine?.invitation_id === greeting.invitation_id) return { at: "inside", me: mine }
  return { at: "greeted", key: { token: key, code: null }, greeting }
}

export function GuestPage(): VNode {
  const [now, setNow] = useState<At>({ at: "asking" })
  const start = (): void => {
    setNow({ at: "asking" })
    begin().then(setNow, (thrown: unknown) => {
      const refusal = asRefusal(thrown)
      setNow(refusal.code === "not_found" ? { at: "unknown" } : { at: "broken", refusal })
    })
  }
  useEffect(start, [])
  const enterCode = (): void => setNow({ at: "code" })
  switch (now.at) {
    case "asking":
      return <Shell title={m.guest_title()}><Wait /></Shell>
    case "broken":
      return <Shell title={m.guest_title()}><Broken whole refusal={now.refusal} onRetry={start} /></Shell>
    case "unknown":
      return <Told title={m.guest_unknown_title()} text={m.guest_unknown_text()} way={m.guest_enter_code()} onCode={enterCode} />
    case "code":
      return <CodeForm onFound={(key, greeting) => setNow({ at: "greeted", key, greeting })} />
    case "greeted":
      return <Greeted given={now.key} greeting={now.greeting} onCode={enterCode} onIn={(me) => setNow({ at: "inside", me })} />
    case "inside":
      return <Inside me={now.me} onMe={(me) => setNow({ at: "inside", me })} onCode={enterCode} />
  }
}

function Shell(props: { title: string; children: VNode | (VNode | null)[] }): VNode {
  return (
    <Page title={props.title} plain>
      {props.children}
    </Page>
  )
}

/** The code of an invitation that is over opens nothing: unless told otherwise, the way on is a new one. */
function Told(props: { title: string; text: string; unsent?: string; way?: string; onCode: () => void }): VNode {
  return (
    <Shell title={props.title}>
      <Heading focusKey={props.title}>{props.title}</Heading>
      <div className="stack">
        <p role="status">{props.text}</p>
        {props.unsent ? (
          <div className="card">
            <p className="strong">{m.guest_over_unsent()}</p>
            <p className="kept-lines">{props.unsent}</p>
          </div>
        ) : null}
        <Button look="line" wide onPress={props.onCode}>
          {props.way ?? m.guest_enter_new_code()}
        </Button>
      </div>
    </Shell>
  )
}

function CodeForm(props: { onFound: (key: GuestKey, greeting: GuestGreeting) => void }): VNode {
  const [code, setCode] = useState("")
  const [wrong, setWrong] = useState<"missing" | Refusal | null>(null)
  const [busy, setBusy] = useState(false)
  const refuse = (why: "missing" | Refusal): void => {
    setWrong(why)
    // What is wrong is read out with the field.
    document.getElementById("guest-code")?.focus()
  }
  const look = async (): Promise<void> => {
    if (code.trim() === "") {
      refuse("missing")
      return
    }
    const key = { token: null, code }
    setBusy(true)
    try {
      props.onFound(key, await api.look(key))
    } catch (thrown) {
      setBusy(false)
      refuse(asRefusal(thrown))
    }
  }
  return (
    <Shell title={m.guest_title()}>
      <Heading focusKey="code">{m.guest_title()}</Heading>
      <form
        autoComplete="off"
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void look()
        }}
      >
        <p>{m.guest_code_text()}</p>
        <Field id="guest-code" label={m.guest_code_label()} help={m.guest_code_help()} value={code} onValue={setCode} error={wrong === null ? undefined : wrongCodeText(wrong)} maxLength={40} />
        <Button look="filled" size="l" wide submit busy={busy}>
          {m.guest_code_go()}
        </Button>
      </form>
    </Shell>
  )
}

function wrongCodeText(wrong: "missing" | Refusal): string {
  if (wrong === "missing") return m.guest_code_missing()
  return wrong.code === "not_found" ? m.guest_unknown_code() : errorText(wrong)
}

interface GreetedProps {
  given: GuestKey
  greeting: GuestGreeting
  onIn: (me: GuestMe) => void
  onCode: () => void
}

function Greeted(props: GreetedProps): VNode {
  const { greeting } = props
  const { name, invited_by: host, unit_name: unit } = greeting
  if (greeting.state === "waiting" || greeting.state === "admitted")
    return <Told title={m.guest_used_title()} text={m.guest_used_text({ host, unit })} onCode={props.onCode} />
  if (greeting.state !== "invited") return <Told title={m.guest_over_title_expired()} text={overText(greeting)} onCode={props.onCode} />
  return (
    <Shell title={m.guest_title()}>
      <Heading focusKey="greeted">{m.guest_hello({ name })}</Heading>
      <p>{m.guest_invited_text({ host, unit })}</p>
      <p className="strong">{m.guest_as({ role: roleText(greeting) })}</p>
      <p className="muted">
        {m.guest_from_now()} {m.guest_until({ time: whenText(greeting.expires_at) })}
      </p>
      <PromiseForm {...props} />
      <p className="muted">{m.guest_not_me({ name })}</p>
    </Shell>
  )
}

function PromiseForm({ given, onIn }: GreetedProps): VNode {
  const [promised, setPromised] = useState(false)
  const [wrong, setWrong] = useState<"unpromised" | Refusal | null>(null)
  const [busy, setBusy] = useState(false)
  const enter = async (): Promise<void> => {
    if (!promised) {
      setWrong("unpromised")
      return
    }
    setBusy(true)
    try {
      const me = await api.enter(given)
      history.replaceState(null, "", location.pathname)
      onIn(me)
    } catch (thrown) {
      setWrong(asRefusal(thrown))
      setBusy(false)
    }
  }
  return (
    <form
      autoComplete="off"
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        void enter()
      }}
    >
      <TickAnswer name="promise" value="yes" label={m.guest_promise()} checked={promised} onChoose={() => setPromised(!promised)} />
      <div role="alert">{wrong ? <FieldError id="guest-promise">{wrong === "unpromised" ? m.guest_promise_missing() : errorText(wrong)}</FieldError> : null}</div>
      <Button look="filled" size="l" wide submit busy={busy}>
        {m.guest_go_in()}
      </Button>
    </form>
  )
}

interface InsideProps {
  me: GuestMe
  onMe: (me: GuestMe) => void
  onCode: () => void
}

function Inside({ me, onMe, onCode }: InsideProps): VNode {
  const [round, setRound] = useState(0)
  const later = useLater()
  const look = (): void => void api.me().then(onMe, () => undefined)
  // A server that is away at the end answers later; whoever turns out to be in still has a line that broke.
  const over = (): void =>
    void api.me().then(
      (now) => {
        onMe(now)
        if (now.room_id !== null) later(() => setRound(round + 1))
      },
      () => later(over),
    )
  const leave = (): void => void api.leave().then(over, over)
  if (IS_OVER.includes(me.state)) return <Over me={me} onCode={onCode} />
  if (me.room_id !== null) return <GuestRoom key={round} me={me} roomId={me.room_id} onOver={over} onLeave={leave} />
  return <WaitingPlace me={me} onLook={look} onLeave={leave} />
}

/** In a moment, unless the page is gone by then. */
function useLater(): (work: () => void) => void {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  return (work) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(work, LOOK_AGAIN_MS)
  }
}

/** Why it is over; what they were writing is theirs to copy, and nothing of it stays on the device. */
function Over({ me, onCode }: { me: GuestMe; onCode: () => void }): VNode {
  const [unsent, setUnsent] = useState("")
  useEffect(() => void takeUnsent(me.account_id).then(setUnsent), [me.account_id])
  return <Told title={overTitle(me.state)} text={overText(me)} unsent={unsent} onCode={onCode} />
}

function WaitingPlace(props: { me: GuestMe; onLook: () => void; onLeave: () => void }): VNode {
  const { invited_by: host, unit_name: unit } = props.me
  useEffect(() => {
    const timer = setInterval(props.onLook, LOOK_AGAIN_MS)
    return () => clearInterval(timer)
  }, [])
  return (
    <Shell title={m.guest_waiting_title()}>
      <Heading focusKey="waiting">{m.guest_waiting_title()}</Heading>
      <p role="status">{m.guest_waiting_text({ host, unit })}</p>
      <p className="muted">{m.guest_as({ role: roleText(props.me) })}</p>
      <Button look="line" wide onPress={props.onLeave}>
        {m.guest_leave()}
      </Button>
    </Shell>
  )
}
