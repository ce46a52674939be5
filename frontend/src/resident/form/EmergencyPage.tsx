/** The emergency page: 112 and nothing that competes with it; the two ways on lie last. It is no dead end. */
import type { VNode } from "preact"
import { useEffect, useRef, useState } from "preact/hooks"
import phone from "@phosphor-icons/core/assets/fill/phone-fill.svg?icon"
import octagon from "@phosphor-icons/core/assets/fill/warning-octagon-fill.svg?icon"
import { localized } from "../../core/language"
import { WayButton } from "../../design/Card"
import { Icon } from "../../design/Icon"
import * as m from "../../texts/messages"
import { useHeadingFocus, useWatched } from "../hooks"
import { AboutBand } from "../parts/AboutBand"
import { Demonstration, LanguageSwitch } from "../parts/Page"
import type { FormPageProps } from "./FormPage"
import type { IntakeClient } from "./intakeClient"
import { isBusy, SendingLine } from "./SavedLine"
import { WrongAnswerPage } from "./WrongAnswerPage"

export function EmergencyPage(props: FormPageProps): VNode | null {
  const { intake } = props
  const [correcting, setCorrecting] = useState(false)
  const heading = useHeadingFocus<HTMLHeadingElement>(correcting ? "correcting" : "emergency")
  const page = intake.outcome
  useEffect(() => {
    document.title = `${m.call_112()} – ${m.app_title()}`
  })
  const wasCalled = useRef(page?.called_112 ?? false)
  if (page === null) return null
  if (correcting) return <WrongAnswerPage {...props} onBack={() => setCorrecting(false)} />
  return (
    <div className="page">
      {props.about ? <AboutBand about={props.about} /> : null}
      <main id="content" className="emergency">
        <div className="emergency__call">
          <p className="row strong">
            <Icon outline={octagon} size="l" />
            {localized(page.lead)}
          </p>
          <h1 ref={heading} tabIndex={-1}>
            {localized(page.title)}
          </h1>
          {page.why.map((why) => (
            <p key={why.en}>{localized(why)}</p>
          ))}
          <a className="emergency__button" href="tel:112">
            <Icon outline={phone} />
            {m.call_112()}
          </a>
        </div>
        <section className="content">
          <h2>{m.emergency_meanwhile()}</h2>
          <ol className="steps">
            {page.then.map((step) => (
              <li key={step.en}>{localized(step)}</li>
            ))}
          </ol>
          {page.called_112 ? <Called justNow={!wasCalled.current} /> : null}
        </section>
      </main>
      <footer className="foot">
        <div className="stack stack--tight">
          <h2>{m.emergency_then()}</h2>
          <WaysOn client={props.client} called={page.called_112} onWrong={() => setCorrecting(true)} />
          <LanguageSwitch />
        </div>
      </footer>
      {intake.demonstration ? <Demonstration /> : null}
    </div>
  )
}

/** Comes in place of the button that was pressed, and takes its focus. */
function Called(props: { justNow: boolean }): VNode {
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (props.justNow) title.current?.focus()
  }, [])
  return (
    <div className="notice notice--sky">
      <h2 ref={title} tabIndex={-1}>
        {m.emergency_called_title()}
      </h2>
      <ul>
        <li>{m.emergency_ready_door()}</li>
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
