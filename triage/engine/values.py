"""From answers to the values that conditions see: which questions concern the person, what is known, which facts hold.

A question whose `when` is false does not concern the person. While that is undecided its answer is not used, so that
taking an answer away can only make less known, except that a red flag answered yes always counts.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from triage.engine.answers import UNKNOWN, UNREAD, YES, Answer, Answers, value_of
from triage.engine.conditions import NOT_APPLICABLE, Value, decide
from triage.engine.content import Question, Role
from triage.engine.release import Form, Release


@dataclass(frozen=True, slots=True)
class Known:
    """`concerns` is the decision of each question's `when`; `values` is what conditions are decided by."""

    concerns: Mapping[str, bool | None]
    values: Mapping[str, Value]


def known(release: Release, form: Form, answers: Answers) -> Known:
    concerns: dict[str, bool | None] = {}
    asked: dict[str, Value] = {}
    values: dict[str, Value] = {}
    for question in form.questions:
        answer = answers.get(question.id)
        concern = True if question.when is None else decide(question.when, asked)
        concerns[question.id] = concern
        operand = f"question:{question.id}"
        asked[operand] = _asked(question, concern, answer)
        values[operand] = None if asked[operand] == UNKNOWN else asked[operand]
    for fact in release.facts.values():
        values[f"fact:{fact.id}"] = (
            values.get(f"question:{fact.question}") if fact.condition is None else decide(fact.condition, values)
        )
    return Known(concerns, values)


def _asked(question: Question, concern: bool | None, answer: Answer | None) -> Value:
    """The value that decides what is asked next; there "don't know" is an answer like any other."""
    if concern is False:
        return NOT_APPLICABLE
    if answer is None:
        return None
    if concern is None and not (question.role is Role.RED_FLAG and answer == YES):
        return None
    return UNKNOWN if answer == UNKNOWN and question.type not in UNREAD else value_of(question, answer)
