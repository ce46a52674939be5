/** Before the form: whom it is about, then what it is about. A form that was begun is offered, never reopened unasked. */
import type { VNode } from "preact"
import { useState } from "preact/hooks"
import notePencil from "@phosphor-icons/core/assets/regular/note-pencil.svg?icon"
import "./form.css"
import { errorText } from "../../core/errors/errorText"
import { asRefusal, type Refusal } from "../../core/errors/refusal"
import { localized } from "../../core/language"
import type { IntakeLine, ReasonView, ResidentMe, SubjectChoice } from "../../core/protocol/wire"
import { WayButton, WayLink } from "../../design/Card"
import { Field, FieldError } from "../../design/Field"
import * as m from "../../texts/messages"
import * as api from "../api"
import { useLoaded, useTopOf } from "../hooks"
import { loginEnded } from "../login"
import { Heading, Page } from "../parts/Page"
import { Await } from "../parts/Waits"
import { go } from "../router"
import { savedText } from "../start/openingText"
import { subjectsOf, useAbout } from "../subjects"
import { matching } from "./search"

interface BeginProps {
  me: ResidentMe
  administrative: boolean
}

export function BeginPage(props: BeginProps): VNode {
  const [subject, setSubject] = useState<SubjectChoice | null>(null)
  const subjects = useLoaded(props.me.account_id, () => subjectsOf(props.me))
  const choices = subjects[0].phase === "loaded" ? subjects[0].value : []
  const only = choices.length === 1 ? (choices[0] ?? null) : null
  const about = subject ?? only
  useTopOf(about?.id ?? "who")
  if (about) return <ReasonPage key={about.id} {...props} subject={about} onBack={() => (only ? go("/") : setSubject(null))} />
  return (
    <Page title={m.begin_who_title()} back={{ href: "/" }} plain>
      <Heading focusKey="who">{m.begin_who_title()}</Heading>
      <p className="muted">{m.begin_who_lead()}</p>
      <Await of={subjects}>
        {(found) => (
          <>
            <div className="stack">
              {found.map((choice) => (
                <WayButton
                  key={choice.id}
                  title={choice.is_self ? m.begin_self() : choice.name}
                  note={choice.is_self ? choice.name : m.begin_child_note({ count: choice.age })}
                  onPress={() => setSubject(choice)}
                />
              ))}
            </div>
            <details className="why">
              <summary>
                <span>{m.begin_no_child()}</span>
              </summary>
              <p>{m.begin_no_child_text()}</p>
            </details>
          </>
        )}
      </Await>
    </Page>
  )
}

function ReasonPage(props: BeginProps & { subject: SubjectChoice; onBack: () => void }): VNode {
  const { subject, administrative } = props
  const about = useAbout(props.me, subject)
  const [loaded, reload] = useLoaded(subject.id, () => Promise.all([api.reasons(subject.id), api.intakes()]))
  const [begun, setBegun] = useState<IntakeLine | null>(null)
  const { start, goOn, busy, refusal } = useStart(subject.id)
  const title = titleOf(props)
  useTopOf(begun?.id ?? "reasons")
  if (begun) {
    const again = (): void => start(begun.reason_id, begun.id)
    return <BegunPage line={begun} about={about} busy={busy} refusal={refusal} onAgain={again} onBack={() => setBegun(null)} />
  }
  const demonstration = loaded.phase === "loaded" && loaded.value[0].demonstration
  return (
    <Page title={title} back={{ onPress: props.onBack }} plain about={about} demonstration={demonstration}>
      <Heading focusKey={`reason-${subject.id}`}>{title}</Heading>
      {refusal ? <Problem refusal={refusal} /> : null}
      <Await of={[loaded, reload]}>
        {([found, { intakes }]) => {
          const reasons = found.reasons.filter((reason) => reason.administrative === administrative)
          const unfinished = intakes.filter((line) => line.state === "open" && line.subject.id === subject.id)
          const choose = (reason: ReasonView): void => {
            const same = unfinished.find((line) => line.reason_id === reason.id)
            if (same) goOn(same, () => setBegun(same))
            else start(reason.id, null)
          }
          return (
            <>
              <Unfinished lines={unfinished} />
              <Reasons reasons={reasons} busy={busy} onChoose={choose} />
            </>
          )
        }}
      </Await>
    </Page>
  )
}

interface Starting {
  /** Begins a form, after leaving the one it takes the place of. */
  start: (reasonId: string, instead: string | null) => void
  /** Goes on with a form in which nothing has been answered; any other is asked about first. */
  goOn: (line: IntakeLine, ask: () => void) => void
  busy: boolean
  refusal: Refusal | null
}

function useStart(subjectId: string): Starting {
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [busy, setBusy] = useState(false)
  const carry = async (step: () => Promise<void>): Promise<void> => {
    setBusy(true)
    setRefusal(null)
    try {
      await step()
    } catch (thrown) {
      const refused = asRefusal(thrown)
      setRefusal(refused)
      if (refused.code === "not_logged_in") loginEnded()
    }
    setBusy(false)
  }
  const begin = async (reasonId: string, instead: string | null): Promise<void> => {
    if (instead !== null) await api.abandonIntake(instead)
    const intake = await api.startIntake(subjectId, reasonId)
    go(`/form/${intake.id}`)
  }
  const look = async (line: IntakeLine, ask: () => void): Promise<void> => {
    const intake = await api.intake(line.id)
    if (intake.asked.some((asked) => asked.answer !== null)) ask()
    else go(`/form/${line.id}`)
  }
  return {
    start: (reasonId, instead) => void carry(() => begin(reasonId, instead)),
    goOn: (line, ask) => void carry(() => look(line, ask)),
    busy,
    refusal,
  }
}

function Problem(props: { refusal: Refusal }): VNode {
  return (
    <div role="alert">
      <FieldError id="begin-problem">{errorText(props.refusal)}</FieldError>
    </div>
  )
}

function titleOf(props: BeginProps & { subject: SubjectChoice }): string {
  const { is_self: isSelf, given_name: name } = props.subject
  if (props.administrative) return isSelf ? m.begin_errand_title() : m.begin_errand_title_child({ name })
  return isSelf ? m.begin_reason_title() : m.begin_reason_title_child({ name })
}

// A few can be read; more has to be searched.
const SEARCHED_FROM = 5

function Reasons(props: { reasons: ReasonView[]; busy: boolean; onChoose: (reason: ReasonView) => void }): VNode {
  const [words, setWords] = useState("")
  const found = matching(props.reasons, words)
  return (
    <div className="stack">
      {props.reasons.length >= SEARCHED_FROM ? (
        <Field id="search" label={m.begin_search()} help={m.begin_search_help()} value={words} onValue={setWords} />
      ) : null}
      <p role="status" className={found.length === 0 ? "" : "hidden-visually"}>
        {words.trim() === "" ? "" : found.length === 0 ? m.begin_search_none({ words: words.trim() }) : m.begin_search_found({ count: found.length })}
      </p>
      {found.map(({ reason, by }) => (
        <WayButton
          key={reason.id}
          title={localized(reason.title)}
          {...(by === null ? {} : { note: m.begin_search_by({ words: by }) })}
          busy={props.busy}
          onPress={() => props.onChoose(reason)}
        />
      ))}
      <p className="muted">
        {m.begin_not_here()} <a href="tel:1177">{m.call_1177()}</a>
      </p>
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
          icon={notePencil}
          title={m.begin_go_on({ reason: localized(line.reason) })}
          note={savedText(line.updated_at)}
        />
      ))}
    </section>
  )
}

interface BegunPageProps {
  line: IntakeLine
  about: ReturnType<typeof useAbout>
  busy: boolean
  refusal: Refusal | null
  onAgain: () => void
  onBack: () => void
}

function BegunPage(props: BegunPageProps): VNode {
  const { line } = props
  const reason = localized(line.reason)
  return (
    <Page title={m.begun_title({ reason })} back={{ onPress: props.onBack }} plain about={props.about}>
      <Heading focusKey="begun">{m.begun_title({ reason })}</Heading>
      <p className="muted">{m.begun_lead()}</p>
      {props.refusal ? <Problem refusal={props.refusal} /> : null}
      <div className="stack">
        <WayLink filled href={`/form/${line.id}`} title={m.begun_go_on()} note={savedText(line.updated_at)} />
        <WayButton title={m.begun_again()} note={m.begun_again_note()} busy={props.busy} onPress={props.onAgain} />
      </div>
    </Page>
  )
}
