/** "Check your answers": everything in blocks, each with its own way back, and a button that names the receiver. */
import type { VNode } from "preact"
import { useState } from "preact/hooks"
import { localized } from "../../core/language"
import type { AskedQuestion, IntakeView, OpenCaseNotice, Receiver } from "../../core/protocol/wire"
import { RadioAnswer } from "../../design/Answer"
import { Button } from "../../design/Button"
import { Notice } from "../../design/Notices"
import { Progress } from "../../design/Progress"
import * as m from "../../texts/messages"
import * as api from "../api"
import { useLoaded, useWatched } from "../hooks"
import { HelpCard } from "../parts/HelpCard"
import { Heading, Page } from "../parts/Page"
import { go } from "../router"
import { openingText } from "../start/openingText"
import { AbroadNotice } from "./AbroadNotice"
import { CheckBlock } from "./CheckBlock"
import { type FormPageProps, placeOf } from "./FormPage"
import { NewsNotice } from "./QuestionNotices"
import { isBusy, SendingLine } from "./SavedLine"

type Block = AskedQuestion["question"]["block"]

/** An errand has no symptoms. */
const blocksOf = (intake: IntakeView): readonly [Block, () => string][] => [
  ["symptoms", intake.reason.administrative ? m.check_errand_block : m.check_symptoms],
  ["danger", m.check_danger],
  ["background", m.check_background],
  ["picture", m.check_picture],
  ["contact", m.check_contact],
]

interface CheckPageProps extends FormPageProps {
  onOpen: (questionId: string, changing: boolean) => void
}

export function CheckPage(props: CheckPageProps): VNode {
  const { intake, client } = props
  const sending = useWatched(client.sending)
  const news = useWatched(client.news)
  const [open] = useLoaded(intake.id, () => (intake.asked_in_room_id ? Promise.resolve({ cases: [] }) : api.openCases(intake.id)))
  const cases = open.phase === "loaded" ? open.value.cases : []
  // The same trouble once more belongs to its case; a new one is opened by choice.
  const [chosenCase, chooseCase] = useState<string | null>()
  const addTo = cases.find((one) => chosenCase === undefined || one.case_id === chosenCase) ?? null
  const [chosenUnit, chooseUnit] = useState<string | null>(null)
  const receiver = intake.receivers.find((one) => one.unit_id === chosenUnit) ?? intake.receiver
  const last = intake.asked.at(-1)?.question.id
  const send = (): void => {
    const unitId = intake.receivers.length > 0 ? (receiver?.unit_id ?? null) : null
    void client.submit({ add_to_case_id: addTo?.case_id ?? null, unit_id: unitId })
  }
  const foot = (
    <div className="stack stack--tight">
      <SendingLine sending={sending} />
      <Button look="filled" size="l" wide busy={isBusy(sending)} onPress={send}>
        {intake.asked_in_room_id ? m.asked_submit() : sendText(addTo, receiver)}
      </Button>
      {receiver && !addTo ? (
        <p className="muted centred">
          {openingText(receiver)}
        </p>
      ) : null}
    </div>
  )
  return (
    <Page title={m.check_title()} back={{ onPress: () => (last ? props.onOpen(last, false) : go(placeOf(intake))) }} plain about={props.about} foot={foot} held demonstration={intake.demonstration}>
      <Progress share={1} />
      {intake.help ? <HelpCard card={intake.help} /> : null}
      <Heading focusKey="check">{m.check_title()}</Heading>
      <p className="muted">{m.check_lead()}</p>
      {intake.wants_contact ? (
        <Notice look="sky">
          <p>{m.check_after_advice()}</p>
        </Notice>
      ) : null}
      <NewsNotice news={news} durable={client.vault.durable} />
      {receiver?.notice ? (
        <Notice look="ember">
          <p>{localized(receiver.notice)}</p>
        </Notice>
      ) : null}
      <AbroadNotice intake={intake} />
      <About intake={intake} />
      {cases.length > 0 ? <OpenCases cases={cases} chosen={addTo?.case_id ?? null} onChoose={chooseCase} /> : null}
      {blocksOf(intake).map(([block, title]) => (
        <CheckBlock
          key={block}
          client={client}
          title={title()}
          asked={intake.asked.filter((asked) => asked.question.block === block && asked.answer !== null)}
          onChange={(questionId) => props.onOpen(questionId, true)}
        />
      ))}
      {intake.receivers.length > 0 && !addTo ? (
        <Receivers receivers={intake.receivers} chosen={receiver?.unit_id ?? null} onChoose={chooseUnit} />
      ) : null}
    </Page>
  )
}

function sendText(addTo: OpenCaseNotice | null, receiver: Receiver | null): string {
  if (addTo) return m.check_add_to({ reason: localized(addTo.reason) })
  return receiver ? m.check_send_to({ unit: receiver.name }) : m.check_send()
}

function About(props: { intake: IntakeView }): VNode {
  const { intake } = props
  return (
    <dl className="facts">
      <div className="facts__row">
        <dt>{m.check_about()}</dt>
        <dd>{intake.subject.is_self ? m.begin_self() : intake.subject.name}</dd>
      </div>
      <div className="facts__row">
        <dt>{intake.asked_in_room_id ? m.check_form() : intake.reason.administrative ? m.check_errand() : m.check_reason()}</dt>
        <dd>{localized(intake.reason.title)}</dd>
      </div>
    </dl>
  )
}

function OpenCases(props: { cases: OpenCaseNotice[]; chosen: string | null; onChoose: (caseId: string | null) => void }): VNode {
  return (
    <fieldset className="answers block">
      <legend>
        <h2>{m.check_open_title()}</h2>
      </legend>
      <p className="muted">{m.check_open_lead()}</p>
      {props.cases.map((one) => (
        <RadioAnswer
          key={one.case_id}
          name="open-case"
          value={one.case_id}
          label={m.check_open_add({ reason: localized(one.reason) })}
          note={m.check_open_number({ number: one.number })}
          checked={props.chosen === one.case_id}
          onChoose={() => props.onChoose(one.case_id)}
        />
      ))}
      <RadioAnswer
        name="open-case"
        value="new"
        label={m.check_open_new()}
        note={m.check_open_new_note()}
        checked={props.chosen === null}
        onChoose={() => props.onChoose(null)}
      />
    </fieldset>
  )
}

function Receivers(props: { receivers: Receiver[]; chosen: string | null; onChoose: (unitId: string) => void }): VNode {
  return (
    <fieldset className="answers block">
      <legend>
        <h2>{m.check_unit_title()}</h2>
      </legend>
      <p className="muted">{m.check_unit_lead()}</p>
      {props.receivers.map((one) => (
        <RadioAnswer
          key={one.unit_id}
          name="receiver"
          value={one.unit_id}
          label={one.name}
          note={openingText(one)}
          checked={props.chosen === one.unit_id}
          onChoose={() => props.onChoose(one.unit_id)}
        />
      ))}
    </fieldset>
  )
}
