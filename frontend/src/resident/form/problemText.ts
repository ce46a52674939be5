/** What is missing or wrong in an answer, said so that one knows what to do. */
import { language, localized } from "../../core/language"
import type { QuestionView } from "../../core/protocol/wire"
import * as m from "../../texts/messages"
import type { Problem } from "./answers"

export function problemText(problem: Problem, question: QuestionView): string {
  switch (problem) {
    case "missing":
      return missingText(question)
    case "not_a_number":
      return question.kind === "duration" ? m.form_not_a_whole_number() : m.form_not_a_number()
    case "out_of_range":
      return m.form_out_of_range({ low: number(question.minimum ?? 0), high: number(question.maximum ?? 1000) })
    case "not_a_phone":
      return m.form_not_a_phone()
    case "pictures_on_way":
      return m.form_pictures_on_way()
  }
}

/** The same in the summary above, short: the sentence itself stands at the answers. */
export function problemLine(problem: Problem, question: QuestionView): string {
  const label = localized(question.label)
  switch (problem) {
    case "missing":
      return m.form_problem_missing({ label })
    case "pictures_on_way":
      return m.form_problem_unfinished({ label })
    case "not_a_number":
    case "out_of_range":
    case "not_a_phone":
      return m.form_problem_wrong({ label })
  }
}

function missingText(question: QuestionView): string {
  if (question.kind === "number" || question.kind === "duration") {
    return question.can_be_unknown ? m.form_missing_number_or_unknown() : m.form_missing_number()
  }
  return question.can_be_unknown ? m.form_missing_choice_or_unknown() : m.form_missing_choice()
}

const number = (value: number): string => value.toLocaleString(language.get() === "sv" ? "sv-SE" : "en-GB")
