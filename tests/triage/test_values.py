"""What conditions see: whom a question concerns, and what of an answer counts while that is undecided."""

from dataclasses import replace

import pytest

from tests.triage.sheets import RELEASE
from triage.engine.answers import Answers
from triage.engine.conditions import NOT_APPLICABLE, Value
from triage.engine.content import Fact, Question
from triage.engine.release import Form
from triage.engine.values import known

WORDS = {"sv": "x", "en": "x"}


def question(name: str, **more: object) -> Question:
    texts = {"label": WORDS, "text": WORDS}
    return Question.model_validate(
        {"id": name, "type": "yes_no", "role": "context", "block": "symptoms", **texts, **more}
    )


FORM = Form(
    reason=RELEASE.forms["sore_throat"].reason,
    questions=(
        question("first"),
        question("then", when={"question": "first", "is": "yes"}),
        question("not_no", when={"not": {"question": "first", "is": "no"}}),
        question("flag", role="red_flag", unknown_priority=1, when={"question": "first", "is": "yes"}),
        question("after", when={"question": "then", "is": "yes"}),
    ),
    rules=(),
)
FACTS = {
    "same": Fact.model_validate({"id": "same", "title": WORDS, "question": "then"}),
    "holds": Fact.model_validate(
        {"id": "holds", "title": WORDS, "condition": {"not": {"question": "then", "is": "yes"}}}
    ),
}
GIVEN: Answers = {"then": "yes", "not_no": "yes", "flag": "no", "after": "yes"}


@pytest.mark.parametrize(
    ("first", "concerns", "values"),
    [
        (
            {"first": "yes"},
            {"then": True, "not_no": True, "flag": True, "after": True},
            {"then": "yes", "not_no": "yes", "flag": "no", "after": "yes"},
        ),
        (
            {"first": "no"},
            {"then": False, "not_no": False, "flag": False, "after": False},
            dict.fromkeys(("then", "not_no", "flag", "after"), NOT_APPLICABLE),
        ),
        # "Don't know" is an answer for what is asked next, though conditions do not know it.
        (
            {"first": "unknown"},
            {"then": False, "not_no": True, "flag": False, "after": False},
            {"then": NOT_APPLICABLE, "not_no": "yes", "flag": NOT_APPLICABLE, "after": NOT_APPLICABLE},
        ),
        # Whether they concern is open, so their answers are not used yet.
        (
            {},
            {"then": None, "not_no": None, "flag": None, "after": None},
            dict.fromkeys(("then", "not_no", "flag", "after")),
        ),
    ],
)
def test_whom_a_question_concerns(first: Answers, concerns: dict[str, bool | None], values: dict[str, Value]) -> None:
    seen = known(replace(RELEASE, facts={}), FORM, {**GIVEN, **first})
    assert seen.concerns == {"first": True, **concerns}
    assert {key: seen.values[f"question:{key}"] for key in values} == values


def test_a_red_flag_that_was_hit_counts_though_it_is_undecided_whom_it_concerns() -> None:
    seen = known(replace(RELEASE, facts={}), FORM, {**GIVEN, "flag": "yes"})
    assert seen.concerns["flag"] is None
    assert seen.values["question:flag"] == "yes"


@pytest.mark.parametrize(
    ("answers", "same", "holds"),
    [
        ({"first": "yes", "then": "yes"}, "yes", False),
        ({"first": "yes", "then": "unknown"}, None, None),
        ({"first": "no", "then": "yes"}, NOT_APPLICABLE, True),
        ({}, None, None),
    ],
)
def test_facts(answers: Answers, same: Value, holds: bool | None) -> None:
    seen = known(replace(RELEASE, facts=FACTS), FORM, answers)
    assert (seen.values["fact:same"], seen.values["fact:holds"]) == (same, holds)
