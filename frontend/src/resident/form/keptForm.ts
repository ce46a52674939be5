/** What this device knows of a form, beside what the server says of it now. Pure. */
import type { AskedQuestion, IntakeView } from "../../core/protocol/wire"
import type { AnswerValue } from "./answers"

/** What somebody who opens the form again should be told before going on. */
export type News =
  | { kind: "begun_elsewhere"; answers: number }
  | { kind: "changed_elsewhere"; answers: number }
  /** The server cannot be reached: this is the form as it was here last. */
  | { kind: "from_here" }
  /** It could not be sent, since this question has no answer yet. */
  | { kind: "missing_answer" }

export function askedIn(view: IntakeView, questionId: string): AskedQuestion | undefined {
  return view.asked.find((asked) => asked.question.id === questionId)
}

export function sameAnswer(one: AnswerValue | null, other: AnswerValue | null): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other))
}

/** The order of a duration's fields means nothing. */
function sorted(answer: AnswerValue | null): unknown {
  if (answer === null || typeof answer !== "object" || Array.isArray(answer)) return answer
  return [answer.unit, answer.value]
}

/** `kept` is the form as this device saw it last, `own` the questions whose answers are still here. */
export function newsOf(kept: IntakeView | undefined, now: IntakeView, own: ReadonlySet<string>): News | null {
  if (now.state !== "open") return null
  if (!kept) {
    const answers = now.asked.filter((asked) => asked.answer !== null).length
    return answers === 0 ? null : { kind: "begun_elsewhere", answers }
  }
  const answers = changedQuestions(kept, now).filter((id) => !own.has(id)).length
  return answers === 0 ? null : { kind: "changed_elsewhere", answers }
}

function changedQuestions(kept: IntakeView, now: IntakeView): string[] {
  return now.asked
    .filter(({ question, answer }) => !sameAnswer(answer, askedIn(kept, question.id)?.answer ?? null))
    .map(({ question }) => question.id)
}
