/** One form of the case as it was sent: each question with its answer, and its pictures. */
import type { VNode } from "preact"
import { localized } from "../../core/language"
import type { AskedQuestion, IntakeView, QuestionView } from "../../core/protocol/wire"
import { exactTime } from "../../core/times"
import * as m from "../../texts/messages"
import * as api from "../api"
import { asPeopleWrite } from "../form/answers"
import type { ShownLarge } from "./LargePicture"
import { SmallPicture } from "./SmallPicture"

interface FormAnswersProps {
  form: IntakeView
  first: boolean
  onLarge: (picture: ShownLarge) => void
}

export function FormAnswers(props: FormAnswersProps): VNode {
  const { form } = props
  const reason = localized(form.reason.title)
  return (
    <section>
      <h3>{form.worse_of_case_id ? m.whole_answers_worse() : props.first ? m.whole_answers() : m.whole_answers_added({ reason })}</h3>
      <p className="muted">{m.whole_sent({ time: exactTime(form.updated_at) })}</p>
      <dl className="told">
        {form.asked.map((asked) => (
          <div key={asked.question.id} className="told__one">
            <dt>{localized(asked.question.text)}</dt>
            <dd>
              <Answered {...props} asked={asked} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

const written = (question: QuestionView, words: string): string => (question.format === "phone" ? asPeopleWrite(words) : words)

function Answered(props: FormAnswersProps & { asked: AskedQuestion }): VNode {
  const { asked, form } = props
  if (asked.question.kind !== "image") return <>{asked.answer_words ? written(asked.question, localized(asked.answer_words)) : m.whole_no_answer()}</>
  const pictures = Array.isArray(asked.answer) ? asked.answer : []
  if (pictures.length === 0) return <>{m.whole_no_answer()}</>
  return (
    <span className="row">
      {pictures.map((id, place) => (
        <SmallPicture
          key={id}
          picture={{ source: api.intakeFileSource(form.id, id), fileId: id, clientMessageId: null, alt: () => m.whole_picture({ number: place + 1 }) }}
          onLarge={props.onLarge}
        />
      ))}
    </span>
  )
}
