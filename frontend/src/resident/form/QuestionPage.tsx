/** One question a screen: the question, its help, equal answers, why we ask, and one way on. */
import type { VNode } from "preact"
import { useEffect, useRef, useState } from "preact/hooks"
import { localized } from "../../core/language"
import type { AskedQuestion, IntakeView } from "../../core/protocol/wire"
import { Button } from "../../design/Button"
import { ErrorSummary } from "../../design/ErrorSummary"
import { ConnectionLine } from "../../design/Notices"
import { Progress } from "../../design/Progress"
import * as m from "../../texts/messages"
import { useWatched } from "../hooks"
import type { About } from "../parts/AboutBand"
import { Heading, Page } from "../parts/Page"
import { AbroadNotice } from "./AbroadNotice"
import { AnswerFields, fieldId } from "./AnswerFields"
import { type AnswerValue, type Entry, entryOf, type Problem, readEntry } from "./answers"
import type { IntakeClient } from "./intakeClient"
import { sameAnswer } from "./keptForm"
import { problemLine, problemText } from "./problemText"
import { Conflict, NewsNotice } from "./QuestionNotices"
import type { Place } from "../../core/vault/vault"
import { isBusy, type Kept, SavedLine, waitingText } from "./SavedLine"

const ANSWERS = "answers"

interface QuestionPageProps {
  intake: IntakeView
  client: IntakeClient
  asked: AskedQuestion
  about: About | null
  /** Filled in where a telephone number is asked for. */
  phone: string
  /** Reached from "check your answers", where both ways on lead back. */
  changing: boolean
  /** Numbers to call, because of what was written just now. */
  help: VNode | null
  onAnswered: () => void
  onBack: () => void
}

export function QuestionPage(props: QuestionPageProps): VNode {
  const { intake, client, asked, changing } = props
  const { question } = asked
  const { entry, kept, keeping, seen, enter } = useKeptEntry(client, asked, props.phone)
  const [problem, setProblem] = useState<Problem | null>(null)
  // Each attempt has its own summary, so that the focus goes there each time.
  const [attempt, setAttempt] = useState(0)
  const [picturesOnWay, setPicturesOnWay] = useState(false)
  // What is said at the answers, they and the way on are seen together.
  useEffect(() => {
    if (problem) document.getElementById(ANSWERS)?.scrollIntoView({ block: "nearest" })
  }, [attempt])
  const sending = useWatched(client.sending)
  const news = useWatched(client.news)
  useEffect(() => client.turnPage(), [])
  const send = async (overrule: boolean): Promise<void> => {
    const read = readEntry(question, entry)
    const found = read.outcome !== "answer" ? read.outcome : picturesOnWay ? "pictures_on_way" : null
    setProblem(found)
    setAttempt(attempt + 1)
    if (read.outcome !== "answer" || found !== null) return
    if (await client.answer(question.id, read.answer, seen(), { overrule })) props.onAnswered()
  }
  const keepTheirs = (): void => {
    void client.dropEntry(question.id).then(props.onAnswered)
  }
  const said = problem ? problemText(problem, question) : null
  const foot = (
    <div className="stack stack--tight">
      <SavedLine sending={sending} kept={kept} keeping={keeping} answered={intake.answered} />
      <Button look="filled" size="l" wide submit busy={isBusy(sending)}>
        {changing ? m.form_save_change() : m.form_next()}
      </Button>
    </div>
  )
  const title = localized(question.text)
  return (
    <form
      autoComplete="off"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void send(false)
      }}
    >
      <ConnectionLine text={waitingText(sending, client.vault.durable)} />
      <Page
        title={said ? m.form_problem_tab({ title }) : title}
        back={{ onPress: props.onBack, ...(changing ? { label: m.form_back_to_check() } : {}) }}
        plain
        about={props.about}
        foot={foot}
      >
        <FormProgress intake={intake} />
        {props.help}
        <NewsNotice news={news} durable={client.vault.durable} />
        {problem ? <ErrorSummary key={attempt} title={m.form_problem_title()} errors={[{ field: fieldId(question), text: problemLine(problem, question) }]} /> : null}
        <Heading focusKey={question.id}>{title}</Heading>
        {question.help ? (
          <p id="question-help" className="lead muted">
            {localized(question.help)}
          </p>
        ) : null}
        <div id={ANSWERS} className="stack">
          <AnswerFields
            client={client}
            question={question}
            entry={entry}
            problem={said}
            describedBy={[question.help ? "question-help" : "", said ? "answer-problem" : ""].filter(Boolean).join(" ")}
            onEntry={(changed) => {
              setProblem(null)
              enter(changed)
            }}
            onPicturesOnWay={setPicturesOnWay}
          />
        </div>
        {sending.state === "conflict" ? (
          <Conflict theirs={sending.theirs} onTheirs={keepTheirs} onMine={() => void send(true)} />
        ) : null}
        {question.why ? (
          <details className="why">
            <summary>
              <span>{m.form_why()}</span>
            </summary>
            <p>{localized(question.why)}</p>
          </details>
        ) : null}
        {question.role === "contact" ? <AbroadNotice intake={intake} /> : null}
      </Page>
    </form>
  )
}

interface KeptEntry {
  entry: Entry
  kept: Kept
  keeping: boolean
  /** The server's answer that one has seen here: what this entry takes the place of. */
  seen: () => AnswerValue | null
  enter: (entry: Entry | ((last: Entry) => Entry)) => void
}

/** What was half entered here before comes back, unless something has been entered since. */
function useKeptEntry(client: IntakeClient, asked: AskedQuestion, phone: string): KeptEntry {
  const questionId = asked.question.id
  const latest = useRef<Entry>(firstEntry(asked, phone))
  const [entry, setEntry] = useState<Entry>(latest.current)
  const [kept, setKept] = useState<Kept>("unchanged")
  const [keeping, setKeeping] = useState(false)
  const touched = useRef(false)
  const seen = useRef(asked.answer)
  const keptAt = (place: Place): Kept => (place === "device" ? "phone" : client.vault.durable ? "failed" : "page")
  useEffect(() => {
    void client.keptEntry(questionId).then((found) => {
      if (!found || touched.current) return
      touched.current = true
      latest.current = found
      setEntry(found)
      setKept(keptAt(client.placeOfEntry(questionId)))
    })
  }, [])
  useEffect(() => {
    // Answered on another device while nothing was entered here: that answer is shown.
    if (touched.current || sameAnswer(seen.current, asked.answer)) return
    seen.current = asked.answer
    latest.current = firstEntry(asked, phone)
    setEntry(latest.current)
  }, [asked])
  const enter = (change: Entry | ((last: Entry) => Entry)): void => {
    touched.current = true
    latest.current = typeof change === "function" ? change(latest.current) : change
    setEntry(latest.current)
    const entered = latest.current
    const settle = (found: Kept): void => {
      if (latest.current !== entered) return
      setKept(found)
      setKeeping(false)
    }
    setKeeping(true)
    void client.keepEntry(questionId, entered).then((place) => settle(keptAt(place)))
  }
  return { entry, kept, keeping, seen: () => seen.current, enter }
}

function firstEntry(asked: AskedQuestion, phone: string): Entry {
  const entry = entryOf(asked.answer)
  return asked.answer === null && asked.question.format === "phone" ? { ...entry, text: phone } : entry
}

function FormProgress(props: { intake: IntakeView }): VNode {
  const { answered, left_estimate: left } = props.intake
  const share = answered / Math.max(1, answered + left)
  return (
    <div className="stack stack--tight">
      <Progress share={share} />
      <p className="row row--apart row--top form-progress">
        <span className="strong">{localized(props.intake.reason.title)}</span>
        <span className="muted">{progressText(answered, left)}</span>
      </p>
    </div>
  )
}

/** Praise that is not true yet is no help: "halfway" is said there, and nothing before the first answer. */
function progressText(answered: number, left: number): string {
  if (left === 0) return m.form_done()
  if (answered === 0) return m.form_left_first({ count: left })
  const share = answered / (answered + left)
  if (left > 2 && share < 0.45) return m.form_begun({ count: left })
  const questions = m.form_left({ count: left })
  if (left <= 2) return m.form_almost_done({ questions })
  return share <= 0.55 ? m.form_halfway({ questions }) : m.form_near({ questions })
}
