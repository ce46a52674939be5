/** One question a screen: the question, its help, equal answers, why we ask, and one way on. */
import type { VNode } from "preact"
import { useEffect, useRef, useState } from "preact/hooks"
import check from "@phosphor-icons/core/assets/regular/check.svg?icon"
import { errorText } from "../../core/errors/errorText"
import { localized } from "../../core/language"
import type { AskedQuestion, IntakeView } from "../../core/protocol/wire"
import { Button } from "../../design/Button"
import { FieldError } from "../../design/Field"
import { Icon } from "../../design/Icon"
import { Progress } from "../../design/Progress"
import * as m from "../../texts/messages"
import { useWatched } from "../hooks"
import { Heading, Page } from "../parts/Page"
import { AnswerFields } from "./AnswerFields"
import { type Entry, entryOf, type Read, readEntry } from "./answers"
import type { IntakeClient, Sending } from "./intakeClient"

interface QuestionPageProps {
  intake: IntakeView
  client: IntakeClient
  asked: AskedQuestion
  onAnswered: () => void
  onBack: () => void
}

export function QuestionPage(props: QuestionPageProps): VNode {
  const { intake, client, asked } = props
  const { question } = asked
  const [entry, setEntry] = useKeptEntry(client, asked)
  const [problem, setProblem] = useState<string | null>(null)
  const sending = useWatched(client.sending)
  const next = async (): Promise<void> => {
    const read = readEntry(question, entry)
    if (read.outcome !== "answer") {
      setProblem(problemText(read, asked))
      return
    }
    if (await client.answer(question.id, read.answer)) props.onAnswered()
  }
  const foot = (
    <div className="stack stack--tight">
      <SavedLine sending={sending} />
      <Button look="filled" size="l" wide submit busy={sending.state === "sending" || sending.state === "waiting"}>
        {m.form_next()}
      </Button>
    </div>
  )
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void next()
      }}
    >
      <Page title={localized(question.text)} back={{ onPress: props.onBack }} plain foot={foot}>
        <FormProgress intake={intake} />
        <Heading focusKey={question.id}>{localized(question.text)}</Heading>
        {question.help ? <p className="lead muted">{localized(question.help)}</p> : null}
        {problem ? <FieldError id="answer-problem">{problem}</FieldError> : null}
        <AnswerFields
          intakeId={intake.id}
          question={question}
          entry={entry}
          describedBy={problem ? "answer-problem" : undefined}
          onEntry={(changed) => {
            setProblem(null)
            setEntry(changed)
          }}
        />
        {question.why ? (
          <details className="why">
            <summary>
              <span>{m.form_why()}</span>
            </summary>
            <p>{localized(question.why)}</p>
          </details>
        ) : null}
      </Page>
    </form>
  )
}

/** What was half entered here before comes back, unless something has been entered since. */
function useKeptEntry(client: IntakeClient, asked: AskedQuestion): [Entry, (entry: Entry) => void] {
  const [entry, setEntry] = useState<Entry>(() => entryOf(asked.answer))
  const touched = useRef(false)
  useEffect(() => {
    void client.keptEntry(asked.question.id).then((kept) => {
      if (kept && !touched.current) setEntry(kept)
    })
  }, [])
  const change = (changed: Entry): void => {
    touched.current = true
    setEntry(changed)
    void client.keepEntry(asked.question.id, changed)
  }
  return [entry, change]
}

function FormProgress(props: { intake: IntakeView }): VNode {
  const { answered, left_estimate: left } = props.intake
  const share = answered / Math.max(1, answered + left)
  return (
    <div className="stack stack--tight">
      <Progress share={share} />
      <p className="row row--apart row--top form-progress">
        <span className="strong">{localized(props.intake.reason.title)}</span>
        <span className="muted">{progressText(share, left)}</span>
      </p>
    </div>
  )
}

function progressText(share: number, left: number): string {
  const questions = m.form_left({ count: left })
  if (left <= 2) return m.form_almost_done({ questions })
  if (share < 0.3) return m.form_begun({ questions })
  return share < 0.7 ? m.form_halfway({ questions }) : m.form_near({ questions })
}

export function SavedLine(props: { sending: Sending }): VNode {
  const { sending } = props
  if (sending.state === "refused") return <FieldError id="sending-problem">{errorText(sending.refusal)}</FieldError>
  return (
    <p className="saved" role="status">
      {sending.state === "waiting" ? (
        m.form_waiting()
      ) : (
        <>
          <Icon outline={check} size="s" />
          {m.form_saved()}
        </>
      )}
    </p>
  )
}

function problemText(read: Exclude<Read, { outcome: "answer" }>, asked: AskedQuestion): string {
  const { minimum, maximum } = asked.question
  switch (read.outcome) {
    case "missing":
      return m.form_missing()
    case "not_a_number":
      return m.form_not_a_number()
    case "out_of_range":
      return m.form_out_of_range({ low: minimum ?? 0, high: maximum ?? 1000 })
  }
}
