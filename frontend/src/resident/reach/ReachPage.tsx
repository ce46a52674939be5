/** "How we reach you": ways in their order, addresses confirmed by a code, quiet hours, a test, and none of it. */
import type { VNode } from "preact"
import { useEffect, useRef, useState } from "preact/hooks"
import "./reach.css"
import { asRefusal } from "../../core/errors/refusal"
import { errorText } from "../../core/errors/errorText"
import type { ChooseReach, ReachSettings, ResidentMe } from "../../core/protocol/wire"
import { wallTime } from "../../core/times"
import { RadioAnswer, TickAnswer } from "../../design/Answer"
import { Button } from "../../design/Button"
import * as m from "../../texts/messages"
import * as api from "../api"
import { useLoaded } from "../hooks"
import { Heading, Page } from "../parts/Page"
import { Await } from "../parts/Waits"
import { AddressPart } from "./AddressPart"
import { type DeviceState, deviceState, turnOff, turnOn } from "./device"

type Way = ReachSettings["ways"][number]
const WAYS: readonly Way[] = ["push", "sms", "email"]
const HOURS = Array.from({ length: 24 }, (_, hour) => hour * 60)

export function ReachPage(props: { me: ResidentMe }): VNode {
  const loaded = useLoaded(`reach:${props.me.account_id}`, api.reach)
  return (
    <Page title={m.reach_title()} back={{ href: "/" }} plain>
      <Heading focusKey="reach">{m.reach_title()}</Heading>
      <p className="muted">{m.reach_intro()}</p>
      <Await of={loaded}>{(first) => <Settings me={props.me} first={first} />}</Await>
    </Page>
  )
}

function Settings({ me, first }: { me: ResidentMe; first: ReachSettings }): VNode {
  const [kept, setKept] = useState(first)
  const [said, setSaid] = useState("")
  const attempt = (doing: Promise<ReachSettings>, done: string): void => {
    void doing.then(
      (now) => {
        setKept(now)
        setSaid(done)
      },
      (thrown: unknown) => setSaid(errorText(asRefusal(thrown))),
    )
  }
  const choose = (changes: Partial<ReachSettings>): void => {
    const { ways, quiet_begins, quiet_ends, opted_out } = { ...kept, ...changes }
    // The generated type counts the ways; there are never more than the three there are.
    attempt(api.chooseReach({ ways: ways as ChooseReach["ways"], quiet_begins, quiet_ends, opted_out }), m.reach_saved())
  }
  const test = (): void => void api.testNotice(crypto.randomUUID()).then(() => setSaid(m.reach_test_sent()), (thrown: unknown) => setSaid(errorText(asRefusal(thrown))))
  return (
    <div className="stack">
      <Device me={me} kept={kept} onChange={() => attempt(api.reach(), "")} onFailed={(thrown) => setSaid(errorText(asRefusal(thrown)))} />
      {kept.possible.includes("sms") ? <AddressPart key={`sms${kept.phone}`} way="sms" address={kept.phone} onKept={setKept} /> : null}
      {kept.possible.includes("email") ? <AddressPart key={`email${kept.email}`} way="email" address={kept.email} onKept={setKept} /> : null}
      <First kept={kept} onChoose={(ways) => choose({ ways })} />
      <QuietHours kept={kept} onChoose={choose} />
      <fieldset className="reach-part">
        <legend>{m.reach_none_title()}</legend>
        <TickAnswer
          name="opted-out"
          value="yes"
          label={m.reach_none()}
          note={m.reach_none_note()}
          checked={kept.opted_out}
          onChoose={() => choose({ opted_out: !kept.opted_out })}
        />
      </fieldset>
      <p role="status" className="muted">
        {said}
      </p>
      {canBeReached(kept) ? (
        <Button look="line" size="l" wide onPress={test}>
          {m.reach_test()}
        </Button>
      ) : null}
    </div>
  )
}

/** A test that nothing would carry is not offered. */
const canBeReached = (kept: ReachSettings): boolean => !kept.opted_out && (kept.devices > 0 || kept.phone !== "" || kept.email !== "")

interface DeviceProps {
  me: ResidentMe
  kept: ReachSettings
  onChange: () => void
  onFailed: (thrown: unknown) => void
}

function Device(props: DeviceProps): VNode | null {
  const key = props.kept.push_key
  const mine = props.me.account_id
  const [state, setState] = useState<DeviceState | null>(null)
  const box = useRef<HTMLElement>(null)
  const pressed = useRef(false)
  useEffect(() => void deviceState(mine).then(setState), [])
  useEffect(() => {
    // The button that was pressed is gone; whoever pressed it by keyboard goes on from what took its place.
    if (pressed.current) box.current?.querySelector<HTMLElement>("button, p[tabindex]")?.focus()
  }, [state])
  if (!key || state === null) return null
  const change = (doing: Promise<DeviceState>): void =>
    void doing.then((now) => {
      pressed.current = true
      setState(now)
      props.onChange()
    }, props.onFailed)
  return (
    <section className="reach-part" ref={box}>
      <h2>{m.reach_push()}</h2>
      {state === "denied" ? <p tabIndex={-1}>{m.reach_push_denied()}</p> : null}
      {state === "install" ? <p tabIndex={-1}>{m.reach_push_install()}</p> : null}
      {state === "impossible" ? <p tabIndex={-1}>{m.reach_push_impossible()}</p> : null}
      {state === "on" ? (
        <>
          <p>{m.reach_push_on()}</p>
          <Button look="line" onPress={() => change(turnOff())}>
            {m.reach_push_turn_off()}
          </Button>
        </>
      ) : null}
      {state === "off" ? (
        <>
          <p>{m.reach_push_text()}</p>
          <Button look="filled" onPress={() => change(turnOn(key, mine))}>
            {m.reach_push_turn_on()}
          </Button>
        </>
      ) : null}
    </section>
  )
}

const wayName = (way: Way): string => (way === "push" ? m.reach_push() : way === "sms" ? m.reach_sms() : m.reach_email())

/** The first that works is used, and the next where it fails. */
function First(props: { kept: ReachSettings; onChoose: (ways: Way[]) => void }): VNode {
  const possible = WAYS.filter((way) => props.kept.possible.includes(way))
  return (
    <fieldset className="reach-part">
      <legend>{m.reach_first()}</legend>
      {possible.map((way) => (
        <RadioAnswer
          key={way}
          name="first-way"
          value={way}
          label={wayName(way)}
          checked={props.kept.ways[0] === way}
          onChoose={() => props.onChoose([way, ...WAYS.filter((other) => other !== way)])}
        />
      ))}
      <p className="muted">{m.reach_first_note()}</p>
    </fieldset>
  )
}

function QuietHours(props: { kept: ReachSettings; onChoose: (changes: Partial<ReachSettings>) => void }): VNode {
  const { quiet_begins: begins, quiet_ends: ends } = props.kept
  return (
    <fieldset className="reach-part">
      <legend>{m.reach_quiet()}</legend>
      <div className="row">
        <Hour id="quiet-begins" label={m.reach_quiet_from()} value={begins} onValue={(quiet_begins) => props.onChoose({ quiet_begins })} />
        <Hour id="quiet-ends" label={m.reach_quiet_to()} value={ends} onValue={(quiet_ends) => props.onChoose({ quiet_ends })} />
      </div>
      <p className="muted">{begins === ends ? m.reach_quiet_never() : m.reach_quiet_note()}</p>
    </fieldset>
  )
}

function Hour(props: { id: string; label: string; value: number; onValue: (minute: number) => void }): VNode {
  const hours = HOURS.includes(props.value) ? HOURS : [...HOURS, props.value].sort((one, other) => one - other)
  return (
    <label className="reach-hour" htmlFor={props.id}>
      {props.label}
      <select id={props.id} className="field__input" value={props.value} onChange={(event) => props.onValue(Number(event.currentTarget.value))}>
        {hours.map((minute) => (
          <option key={minute} value={minute}>
            {wallTime(minute)}
          </option>
        ))}
      </select>
    </label>
  )
}
