"""Which question comes next, and what is left."""

from dataclasses import replace

from tests.triage.sheets import REASONS, REGISTER, RELEASE, SHEETS, THROAT, changed, without
from triage.engine.answers import Answers
from triage.engine.content import Ages, Role
from triage.engine.flow import applicable_answers, next_question, offered_options, progress

FORM = RELEASE.forms["sore_throat"]


def asked_in_order(reason: str, sheet: Answers) -> list[str]:
    """What is asked when each question is answered as the sheet says."""
    register = {question.id for question in RELEASE.forms[reason].questions if question.role is Role.REGISTER}
    answers = {key: sheet[key] for key in register}
    asked = []
    while (question := next_question(RELEASE, reason, answers)) is not None:
        asked.append(question.id)
        answers[question.id] = sheet[question.id]
    return asked


def test_red_flags_come_first_and_each_question_once() -> None:
    for reason in REASONS:
        asked = asked_in_order(reason, SHEETS[reason])
        roles = [RELEASE.questions[one].role is Role.RED_FLAG for one in asked]
        assert roles == sorted(roles, reverse=True)
        assert len(asked) == len(set(asked))
        assert set(asked) == {key for key in SHEETS[reason] if key not in REGISTER}


def test_a_question_is_asked_only_when_it_concerns() -> None:
    assert "temperature" not in asked_in_order("sore_throat", THROAT)
    for fever in ("yes", "unknown"):
        assert "temperature" in asked_in_order("sore_throat", changed(THROAT, has_fever=fever, temperature=38.1))
    away = changed(THROAT, where_now="elsewhere", place_now="Umeå")
    assert "place_now" in asked_in_order("sore_throat", away)
    assert "country_now" not in asked_in_order("sore_throat", away)
    abroad = changed(away, where_now="abroad", country_now="Norge")
    assert "country_now" in asked_in_order("sore_throat", abroad)
    interpreter = changed(THROAT, language="interpreter", interpreter_language="arabiska")
    assert "interpreter_language" in asked_in_order("sore_throat", interpreter)


def test_going_back_is_a_question_without_an_answer() -> None:
    question = next_question(RELEASE, "sore_throat", without(THROAT, "very_ill", "hopes"))
    assert question is not None
    assert question.id == "very_ill"


def test_what_is_left_falls_to_nothing() -> None:
    answers: Answers = {"age_months": 408, "answered_by": "self"}
    first = progress(RELEASE, "sore_throat", answers)
    assert first.answered == 0
    assert first.left_estimate >= 19
    for question_id in asked_in_order("sore_throat", THROAT):
        earlier = progress(RELEASE, "sore_throat", answers)
        answers[question_id] = THROAT[question_id]
        now = progress(RELEASE, "sore_throat", answers)
        assert now.answered == earlier.answered + 1
        assert now.left_estimate <= earlier.left_estimate
    assert now.left_estimate == 0


def test_options_that_do_not_concern_are_not_offered() -> None:
    question = RELEASE.questions["risk_conditions"]
    child = {option.id for option in offered_options(question, {"age_months": 100})}
    adult = {option.id for option in offered_options(question, {"age_months": 400})}
    assert adult - child == {"pregnant"}


def test_answers_that_no_longer_concern_are_left_out() -> None:
    kept = applicable_answers(RELEASE, FORM, changed(THROAT, temperature=39.0))
    assert "temperature" not in kept
    assert kept["has_fever"] == "no"


def test_whom_a_reason_concerns() -> None:
    ages = Ages(from_months=24, to_months=216)
    form = replace(FORM, reason=FORM.reason.model_copy(update={"ages": ages, "sex": "female"}))
    assert [form.concerns(months, "female") for months in (23, 24, 215, 216)] == [False, True, True, False]
    assert not form.concerns(100, "male")
    assert FORM.concerns(0, "male")
