/** Before the form: whom it is about, then what it is about. An unfinished form is offered before a new one. */
import type { VNode } from "preact"
import { useState } from "preact/hooks"
import arrowClockwise from "@phosphor-icons/core/assets/regular/arrow-clockwise.svg?icon"
import "./form.css"
import { errorText } from "../../core/errors/errorText"
import { asRefusal, type Refusal } from "../../core/errors/refusal"
import { localized } from "../../core/language"
import type { IntakeLine, ReasonView, ResidentMe, SubjectChoice } from "../../core/protocol/wire"
import { exactTime } from "../../core/times"
import { WayButton, WayLink } from "../../design/Card"
import { Field, FieldError } from "../../design/Field"
import * as m from "../../texts/messages"
import * as api from "../api"
import { useLoaded } from "../hooks"
import { Demonstration, Heading, Page } from "../parts/Page"
import { Await } from "../parts/Waits"
import { go } from "../router"
import { matching } from "./search"

interface BeginProps {
  me: ResidentMe
  administrative: boolean
}

export function BeginPage(props: BeginProps): VNode {
  const [subject, setSubject] = useState<SubjectChoice | null>(null)
  const subjects = useLoaded(props.me.account_id, api.subjects)
  const choices = subjects[0].phase === "loaded" ? subjects[0].value.subjects : []
  const only = choices.length === 1 ? (choices[0] ?? null) : null
  const about = subject ?? only
  if (about) return <ReasonChoice {...props} about={about} onBack={() => (only ? go("/") : setSubject(null))} />
  return (
    <Page title={m.begin_who_title()} back={{ href: "/" }} plain>
      <Heading focusKey="who">{m.begin_who_title()}</Heading>
      <p className="muted">{m.begin_who_lead()}</p>
      <Await of={subjects}>
        {(found) => (
          <div className="stack">
            {found.subjects.map((choice) => (
              <WayButton
                key={choice.id}
                title={choice.is_self ? m.begin_self() : choice.name}
                note={choice.is_self ? choice.name : m.begin_child_note({ count: choice.age })}
                onPress={() => setSubject(choice)}
              />
            ))}
          </div>
        )}
      </Await>
    </Page>
  )
}

function ReasonChoice(props: BeginProps & { about: SubjectChoice; onBack: () => void }): VNode {
  const { about, administrative } = props
  const [reasons, reload] = useLoaded(about.id, () => Promise.all([api.reasons(about.id), api.intakes()]))
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [busy, setBusy] = useState(false)
  const start = async (reason: ReasonView): Promise<void> => {
    setBusy(true)
    try {
      const intake = await api.startIntake(about.id, reason.id)
      go(`/form/${intake.id}`)
    } catch (thrown) {
      setRefusal(asRefusal(thrown))
      setBusy(false)
    }
  }
  const title = titleOf(props)
  const demonstration = reasons.phase === "loaded" && reasons.value[0].demonstration
  return (
    <>
      <Page title={title} back={{ onPress: props.onBack }} plain>
        <Heading focusKey={`reason-${about.id}`}>{title}</Heading>
        {refusal ? <FieldError id="begin-problem">{errorText(refusal)}</FieldError> : null}
        <Await of={[reasons, reload]}>
          {([found, unfinished]) => (
            <>
              <Unfinished lines={unfinished.intakes.filter((line) => line.state === "open" && line.subject.id === about.id)} />
              <Reasons reasons={found.reasons.filter((reason) => reason.administrative === administrative)} busy={busy} onChoose={(reason) => void start(reason)} />
            </>
          )}
        </Await>
      </Page>
      {demonstration ? <Demonstration /> : null}
    </>
  )
}

function titleOf(props: BeginProps & { about: SubjectChoice }): string {
  if (props.administrative) return m.begin_errand_title()
  return props.about.is_self ? m.begin_reason_title() : m.begin_reason_title_child({ name: props.about.given_name })
}

// A handful can be read; more has to be searched.
const SEARCHED_FROM = 7

function Reasons(props: { reasons: ReasonView[]; busy: boolean; onChoose: (reason: ReasonView) => void }): VNode {
  const [words, setWords] = useState("")
  const found = matching(props.reasons, words)
  return (
    <div className="stack">
      {props.reasons.length >= SEARCHED_FROM ? <Field id="search" label={m.begin_search()} value={words} onValue={setWords} /> : null}
      {found.length === 0 ? <p role="status">{m.begin_search_none()}</p> : null}
      {found.map((reason) => (
        <WayButton key={reason.id} title={localized(reason.title)} busy={props.busy} onPress={() => props.onChoose(reason)} />
      ))}
    </div>
  )
}

function Unfinished(props: { lines: IntakeLine[] }): VNode | null {
  if (props.lines.length === 0) return null
  return (
    <section className="stack stack--tight">
      <h2>{m.begin_unfinished()}</h2>
      {props.lines.map((line) => (
        <WayLink
          key={line.id}
          href={`/form/${line.id}`}
          icon={arrowClockwise}
          title={m.begin_go_on({ reason: localized(line.reason) })}
          note={m.begin_saved_at({ time: exactTime(line.updated_at) })}
        />
      ))}
    </section>
  )
}
