/** "Check your answers": everything in blocks, each with its own way back, and a button that names the receiver. */
import type { VNode } from "preact"
import { localized } from "../../core/language"
import type { AskedQuestion, IntakeView, OpenCaseNotice, Receiver } from "../../core/protocol/wire"
import { Button } from "../../design/Button"
import { Notice } from "../../design/Notices"
import { Progress } from "../../design/Progress"
import * as m from "../../texts/messages"
import * as api from "../api"
import { useLoaded, useWatched } from "../hooks"
import { Demonstration, Heading, Page } from "../parts/Page"
import { go } from "../router"
import { openingText } from "../start/openingText"
import { UNKNOWN } from "./answers"
import type { IntakeClient } from "./intakeClient"
import { SavedLine } from "./QuestionPage"

type Block = AskedQuestion["question"]["block"]

const BLOCKS: readonly [Block, () => string][] = [
  ["symptoms", m.check_symptoms],
  ["danger", m.check_danger],
  ["background", m.check_background],
  ["picture", m.check_picture],
  ["contact", m.check_contact],
]

interface CheckPageProps {
  intake: IntakeView
  client: IntakeClient
  onChange: (questionId: string) => void
}

export function CheckPage(props: CheckPageProps): VNode {
  const { intake, client } = props
  const sending = useWatched(client.sending)
  const [open] = useLoaded(intake.id, () => api.openCases(intake.id))
  const cases = open.phase === "loaded" ? open.value.cases : []
  const busy = sending.state === "sending" || sending.state === "waiting"
  const last = intake.asked.at(-1)?.question.id
  const foot = (
    <div className="stack stack--tight">
      {sending.state === "idle" ? null : <SavedLine sending={sending} />}
      <Button look="filled" size="l" wide busy={busy} onPress={() => void client.submit()}>
        {intake.receiver ? m.check_send_to({ unit: intake.receiver.name }) : m.check_send()}
      </Button>
      {intake.receiver ? <p className="muted centred">{openingText(intake.receiver)}</p> : null}
    </div>
  )
  return (
    <>
      <Page title={m.check_title()} back={{ onPress: () => (last ? props.onChange(last) : go("/")) }} plain foot={foot}>
        <Progress share={1} />
        <Heading focusKey="check">{m.check_title()}</Heading>
        <p className="muted">{m.check_lead()}</p>
        {intake.receiver ? <ReceiverNotice receiver={intake.receiver} /> : null}
        <dl className="facts">
          <div className="facts__row">
            <dt>{m.check_about()}</dt>
            <dd>{intake.subject.is_self ? m.begin_self() : intake.subject.name}</dd>
          </div>
          <div className="facts__row">
            <dt>{m.check_reason()}</dt>
            <dd>{localized(intake.reason.title)}</dd>
          </div>
        </dl>
        {BLOCKS.map(([block, title]) => (
          <BlockOf key={block} intakeId={intake.id} block={block} title={title()} asked={intake.asked} onChange={props.onChange} />
        ))}
        {cases.length > 0 ? <OpenCases cases={cases} /> : null}
      </Page>
      {intake.demonstration ? <Demonstration /> : null}
    </>
  )
}

function ReceiverNotice(props: { receiver: Receiver }): VNode | null {
  const { notice } = props.receiver
  if (notice === null) return null
  return (
    <Notice look="ember">
      <p>{localized(notice)}</p>
    </Notice>
  )
}

interface BlockProps {
  intakeId: string
  block: Block
  title: string
  asked: AskedQuestion[]
  onChange: (questionId: string) => void
}

function BlockOf(props: BlockProps): VNode | null {
  const mine = props.asked.filter((asked) => asked.question.block === props.block && asked.answer !== null)
  const first = mine[0]
  if (!first) return null
  return (
    <section className="block">
      <div className="row row--apart">
        <h2>{props.title}</h2>
        <button type="button" className="link link--plain" onClick={() => props.onChange(first.question.id)}>
          {m.check_change()}
          <span className="hidden-visually"> {props.title}</span>
        </button>
      </div>
      {props.block === "picture" ? <Pictures intakeId={props.intakeId} asked={mine} /> : null}
      <dl className="facts">
        {mine.map((asked) => (
          <div key={asked.question.id} className="facts__row">
            <dt>{localized(asked.question.label)}</dt>
            <dd className={asked.answer === UNKNOWN ? "facts__unknown" : ""}>
              {asked.answer_words ? localized(asked.answer_words) : ""}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Pictures(props: { intakeId: string; asked: AskedQuestion[] }): VNode | null {
  const ids = props.asked.flatMap((asked) => (Array.isArray(asked.answer) && asked.question.kind === "image" ? asked.answer : []))
  if (ids.length === 0) return null
  return (
    <ul className="pictures">
      {ids.map((id, place) => (
        <li key={id}>
          <img src={api.intakeFileSource(props.intakeId, id)} alt={m.picture_number({ number: place + 1 })} />
        </li>
      ))}
    </ul>
  )
}

function OpenCases(props: { cases: OpenCaseNotice[] }): VNode {
  return (
    <Notice look="sky">
      {props.cases.map((one) => (
        <p key={one.case_id}>
          {m.check_open_case({ reason: localized(one.reason), number: one.number })}{" "}
          <a href={`/cases/${one.case_id}`}>{m.check_to_open_case()}</a>
        </p>
      ))}
    </Notice>
  )
}
