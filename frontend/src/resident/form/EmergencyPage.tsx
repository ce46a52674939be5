/** The emergency page: 112 and nothing that competes with it; the two ways on lie last. It is no dead end. */
import type { VNode } from "preact"
import { useEffect, useRef, useState } from "preact/hooks"
import phone from "@phosphor-icons/core/assets/fill/phone-fill.svg?icon"
import octagon from "@phosphor-icons/core/assets/fill/warning-octagon-fill.svg?icon"
import { localized } from "../../core/language"
import type { Localized } from "../../core/protocol/wire"
import { WayButton } from "../../design/Card"
import { Icon } from "../../design/Icon"
import * as m from "../../texts/messages"
import { useHeadingFocus, useTopOf, useWatched } from "../hooks"
import { AboutBand } from "../parts/AboutBand"
import { Demonstration, LanguageSwitch } from "../parts/Page"
import type { FormPageProps } from "./FormPage"
import type { IntakeClient } from "./intakeClient"
import { isBusy, SendingLine } from "./SavedLine"
import { ToldAlso } from "./WorseTold"
import { WrongAnswerPage } from "./WrongAnswerPage"

export function EmergencyPage(props: FormPageProps): VNode | null {
  const { intake } = props
  const [correcting, setCorrecting] = useState(false)
  const heading = useHeadingFocus<HTMLHeadingElement>(correcting ? "correcting" : "emergency")
  const page = intake.outcome
  useEffect(() => {
    document.title = `${m.call_112()} – ${m.app_title()}`
  })
  useTopOf(`${correcting} ${page?.called_112 ?? false}`)
  const wasCalled = useRef(page?.called_112 ?? false)
  if (page === null) return null
  const called = page.called_112
  if (correcting) return <WrongAnswerPage {...props} onBack={() => setCorrecting(false)} />
  return (
    <div className="page">
      {props.about ? <AboutBand about={props.about} /> : null}
      <main id="content" className="emergency">
        <div className={called ? "emergency__call emergency__call--made" : "emergency__call"}>
          {called ? null : (
            <p className="row strong">
              <Icon outline={octagon} size="l" />
              {localized(page.lead)}
            </p>
          )}
          <h1 ref={heading} tabIndex={-1}>
            {called ? m.emergency_called_now() : localized(page.title)}
          </h1>
          {called ? <p>{m.emergency_called_if()}</p> : page.why.map((why) => <p key={why.en}>{localized(why)}</p>)}
          <a className="emergency__button" href="tel:112">
            <Icon outline={phone} />
            {called ? m.emergency_called_again() : m.call_112()}
          </a>
        </div>
        <section className="content">
          {called ? <Called justNow={!wasCalled.current} /> : null}
          <h2>{m.emergency_meanwhile()}</h2>
          <Steps steps={page.then} first={called ? 5 : 3} />
        </section>
      </main>
      <footer className="foot">
        <div className="stack stack--tight">
          {intake.worse_of_case_id ? (
            <ToldAlso intake={intake} />
          ) : (
            <>
              {/* After the call there is no next step, only the way for whoever answered wrong. */}
              {called ? null : <h2>{m.emergency_then()}</h2>}
              <WaysOn client={props.client} called={called} onWrong={() => setCorrecting(true)} />
            </>
          )}
          <LanguageSwitch />
        </div>
      </footer>
      {intake.demonstration ? <Demonstration /> : null}
    </div>
  )
}

/** The first are seen with the ways on below them; the rest is a press away. */
function Steps(props: { steps: readonly Localized[]; first: number }): VNode {
  const { steps, first } = props
  const item = (step: Localized): VNode => <li key={step.en}>{localized(step)}</li>
  return (
    <>
      <ol className="steps">{steps.slice(0, first).map(item)}</ol>
      {steps.length > first ? (
        <details className="why">
          <summary>
            <span>{m.emergency_more()}</span>
          </summary>
          <ol className="steps" start={first + 1} style={{ counterReset: `step ${first}` }}>
            {steps.slice(first).map(item)}
          </ol>
        </details>
      ) : null}
    </>
  )
}

/** Comes when the button is pressed, and takes its focus. That the door is unlocked is among the steps already. */
function Called(props: { justNow: boolean }): VNode {
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (props.justNow) title.current?.focus()
  }, [])
  return (
    <div className="notice notice--sky">
      <h2 ref={title} tabIndex={-1}>
        <span className="line">{m.emergency_called_title()}</span> <span className="line">{m.emergency_at_hand()}</span>
      </h2>
      <ul>
        <li>{m.emergency_ready_medicines()}</li>
        <li>{m.emergency_ready_phone()}</li>
      </ul>
    </div>
  )
}

function WaysOn(props: { client: IntakeClient; called: boolean; onWrong: () => void }): VNode {
  const sending = useWatched(props.client.sending)
  const busy = isBusy(sending)
  return (
    <>
      <SendingLine sending={sending} />
      {props.called ? null : (
        <WayButton title={m.emergency_called()} note={m.emergency_called_note()} busy={busy} onPress={() => void props.client.called112()} />
      )}
      <WayButton title={m.emergency_wrong()} note={m.emergency_wrong_note()} busy={busy} onPress={props.onWrong} />
    </>
  )
}
