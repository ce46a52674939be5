/** "I answered wrong": what it should have been. Both answers are kept, and a nurse reads them before all others. */
import type { VNode } from "preact"
import { useState } from "preact/hooks"
import { localized } from "../../core/language"
import type { AskedQuestion, IntakeView } from "../../core/protocol/wire"
import { RadioAnswer } from "../../design/Answer"
import { Button, HeldButton } from "../../design/Button"
import { Notice } from "../../design/Notices"
import * as m from "../../texts/messages"
import { useWatched } from "../hooks"
import { Heading, Page } from "../parts/Page"
import { Numbers } from "../parts/Numbers"
import { UNKNOWN } from "./answers"
import type { FormPageProps } from "./FormPage"
import { isBusy, SendingLine } from "./SavedLine"

export function WrongAnswerPage(props: FormPageProps & { onBack: () => void }): VNode {
  const { client } = props
  const [corrected, setCorrected] = useState<Corrected>({})
  const sending = useWatched(client.sending)
  const send = (): void => {
    const corrections = Object.entries(corrected).map(([question_id, answer]) => ({ question_id, answer }))
    void client.answeredWrong(corrections)
  }
  const foot = (
    <div className="stack stack--tight">
      <SendingLine sending={sending} />
      {Object.keys(corrected).length === 0 ? (
        <HeldButton look="filled" size="l" wide reason={m.wrong_nothing()}>
          {m.wrong_send()}
        </HeldButton>
      ) : (
        <>
          <Button look="filled" size="l" wide busy={isBusy(sending)} onPress={send}>
            {m.wrong_send()}
          </Button>
          <p className="muted centred">{m.emergency_wrong_note()}</p>
        </>
      )}
    </div>
  )
  return (
    <Page title={m.wrong_title()} back={{ onPress: props.onBack }} plain about={props.about} foot={foot} held>
      <Heading focusKey="wrong">{m.wrong_title()}</Heading>
      <p className="muted">{m.wrong_lead()}</p>
      {correctable(props.intake).map((asked) => (
        <Correction
          key={asked.question.id}
          asked={asked}
          corrected={corrected[asked.question.id] ?? null}
          onChoose={(answer) => setCorrected(changed(corrected, asked, answer))}
        />
      ))}
      <Notice look="berry">
        <p>
          <Numbers>{m.wrong_still_112()}</Numbers>
        </p>
      </Notice>
    </Page>
  )
}

type Corrected = Readonly<Record<string, string>>

/** What was answered before is no correction. */
function changed(corrected: Corrected, { question, answer }: AskedQuestion, chosen: string): Corrected {
  const others = Object.fromEntries(Object.entries(corrected).filter(([id]) => id !== question.id))
  return chosen === answer ? others : { ...others, [question.id]: chosen }
}

/** The signs of danger that were answered with anything but no. */
function correctable(intake: IntakeView): AskedQuestion[] {
  return intake.asked.filter(
    ({ question, answer }) =>
      question.role === "red_flag" && question.kind === "yes_no" && answer !== null && answer !== "no",
  )
}

function Correction(props: { asked: AskedQuestion; corrected: string | null; onChoose: (answer: string) => void }): VNode {
  const { question, answer } = props.asked
  const choices = [
    { id: "yes", text: m.form_yes() },
    { id: "no", text: m.form_no() },
    ...(question.can_be_unknown ? [{ id: UNKNOWN, text: m.form_unknown() }] : []),
  ]
  return (
    <fieldset className="answers">
      <legend>
        <h2>{localized(question.text)}</h2>
      </legend>
      {choices.map((choice) => (
        <RadioAnswer
          key={choice.id}
          name={`correct-${question.id}`}
          value={choice.id}
          label={choice.text}
          {...(choice.id === answer ? { note: m.wrong_answered() } : {})}
          checked={(props.corrected ?? answer) === choice.id}
          onChoose={() => props.onChoose(choice.id)}
        />
      ))}
    </fieldset>
  )
}
