"""Which question comes next, and how many are left. Red flags first; a question that does not concern is skipped."""

from dataclasses import dataclass

from triage.engine.answers import Answers
from triage.engine.conditions import NOT_APPLICABLE, decide
from triage.engine.content import Option, Question, Role
from triage.engine.release import Form, Release
from triage.engine.values import Known, known


@dataclass(frozen=True, slots=True)
class Progress:
    answered: int
    left_estimate: int


def asked_questions(release: Release, form: Form, answers: Answers) -> list[Question]:
    """The questions of the form that concern this person, in order, as far as the answers can tell."""
    seen = known(release, form, answers)
    return [question for question in form.questions if _is_asked(question, seen)]


def next_question(release: Release, reason_id: str, answers: Answers) -> Question | None:
    """The first question without an answer; None when the form is complete."""
    asked = asked_questions(release, release.forms[reason_id], answers)
    return next((question for question in asked if question.id not in answers), None)


def red_flags_asked(release: Release, form: Form, answers: Answers) -> list[Question]:
    """All that is asked again of somebody who says they are worse: the form's red flags that concern them."""
    return [question for question in asked_questions(release, form, answers) if question.role is Role.RED_FLAG]


def next_red_flag(release: Release, reason_id: str, answers: Answers) -> Question | None:
    asked = red_flags_asked(release, release.forms[reason_id], answers)
    return next((question for question in asked if question.id not in answers), None)


def red_flag_progress(release: Release, reason_id: str, answers: Answers) -> Progress:
    asked = red_flags_asked(release, release.forms[reason_id], answers)
    answered = sum(1 for question in asked if question.id in answers)
    return Progress(answered=answered, left_estimate=len(asked) - answered)


def progress(release: Release, reason_id: str, answers: Answers) -> Progress:
    """What is left is an estimate: of questions whose turn depends on another's answer, half are counted."""
    form = release.forms[reason_id]
    seen = known(release, form, answers)
    asked = [question for question in form.questions if _is_asked(question, seen)]
    left = [question for question in asked if question.id not in answers]
    undecided = sum(1 for question in left if seen.concerns[question.id] is None)
    return Progress(answered=len(asked) - len(left), left_estimate=len(left) - undecided // 2)


def offered_options(question: Question, answers: Answers) -> list[Option]:
    """The options that concern this person; they depend on register answers and single words only."""
    values = {f"question:{key}": answer for key, answer in answers.items() if isinstance(answer, str | int | float)}
    return [option for option in question.options if option.when is None or decide(option.when, values) is not False]


def applicable_answers(release: Release, form: Form, answers: Answers) -> Answers:
    """The answers to questions that concern this person."""
    values = known(release, form, answers).values
    return {key: one for key, one in answers.items() if values.get(f"question:{key}") is not NOT_APPLICABLE}


def _is_asked(question: Question, seen: Known) -> bool:
    return question.role is not Role.REGISTER and seen.concerns[question.id] is not False
