"""The semantics of an assessment, one by one, on the release that is shipped."""

from typing import Any

import pytest

from tests.triage.sheets import CHEST, RELEASE, RENEWAL, THROAT, changed, without
from triage.engine.answers import Answers
from triage.engine.content import OutcomeId, Profession
from triage.engine.evaluate import evaluate
from triage.engine.result import Result


def throat(**answers: Any) -> Result:
    return evaluate(RELEASE, "sore_throat", changed(THROAT, **answers))


def chest(**answers: Any) -> Result:
    return evaluate(RELEASE, "chest_pain", changed(CHEST, **answers))


def test_a_red_flag_that_is_hit_stops_the_form_with_nothing_else_answered() -> None:
    result = evaluate(RELEASE, "sore_throat", {"breathing": "yes"})
    assert (result.outcome, result.priority, result.stops_the_form) == (OutcomeId.EMERGENCY, 1, True)
    assert (result.deciding.kind, result.deciding.id) == ("rule", "breathing_trouble")
    assert result.explanation.patient.sv.startswith("Du svarade att du har svårt att andas.")


def test_the_most_urgent_wins_and_all_that_fired_is_kept_in_order() -> None:
    result = throat(throat_mouth="yes", throat_saliva="yes", throat_pain=9)
    assert result.outcome is OutcomeId.EMERGENCY
    assert [fired.rule_id for fired in result.fired] == [
        "throat_cannot_swallow_saliva",
        "throat_cannot_open_mouth",
        "throat_severe_pain",
    ]


@pytest.mark.parametrize(
    ("flag", "priority"), [("breathing", 1), ("very_ill", 2), ("throat_saliva", 2), ("throat_mouth", 3)]
)
@pytest.mark.parametrize("how", ["unknown", "unanswered"])
def test_an_unknown_red_flag_is_not_excluded(flag: str, priority: int, how: str) -> None:
    sheet = without(THROAT, flag) if how == "unanswered" else changed(THROAT, **{flag: "unknown"})
    result = evaluate(RELEASE, "sore_throat", sheet)
    assert (result.outcome, result.priority) == (OutcomeId.SAME_DAY_CHAT, priority)
    assert (result.deciding.kind, result.deciding.id, result.not_excluded) == ("not_excluded", flag, (flag,))
    assert not result.stops_the_form
    label = RELEASE.questions[flag].label
    assert label.sv in result.explanation.staff.sv
    assert label.en in result.explanation.patient.en


def test_self_care_needs_its_rule_and_every_red_flag_denied() -> None:
    result = throat()
    assert (result.outcome, result.priority, result.deciding.id) == (OutcomeId.SELF_CARE, 5, "throat_self_care")
    assert result.advice == "throat_self_care"
    assert result.not_excluded == ()
    assert result.undecided == ()


def test_no_rule_fired_is_a_routine_chat() -> None:
    result = throat(duration={"unit": "days", "value": 8})
    assert (result.outcome, result.priority, result.deciding.kind) == (OutcomeId.ROUTINE_CHAT, 4, "nothing_fired")


def test_a_rule_that_cannot_be_excluded_bars_self_care() -> None:
    result = throat(throat_drinking="unknown")
    assert (result.outcome, result.priority) == (OutcomeId.ROUTINE_CHAT, 4)
    assert result.undecided == ("throat_not_drinking",)
    assert (result.fired, result.overruled) == ((), ("throat_self_care",))


@pytest.mark.parametrize(
    ("months", "outcome", "priority"),
    [
        (2, OutcomeId.SAME_DAY_CHAT, 2),
        (11, OutcomeId.SAME_DAY_CHAT, 2),
        (12, OutcomeId.SAME_DAY_CHAT, 3),
        (23, OutcomeId.SAME_DAY_CHAT, 3),
        (24, OutcomeId.SELF_CARE, 5),
        (18 * 12, OutcomeId.SELF_CARE, 5),
        (65 * 12, OutcomeId.SELF_CARE, 5),
        (80 * 12 - 1, OutcomeId.SELF_CARE, 5),
        (80 * 12, OutcomeId.ROUTINE_CHAT, 4),
    ],
)
def test_edges_of_age_without_fever(months: int, outcome: OutcomeId, priority: int) -> None:
    result = throat(age_months=months)
    assert (result.outcome, result.priority) == (outcome, priority)


@pytest.mark.parametrize(
    ("months", "outcome", "priority"),
    [
        (2, OutcomeId.URGENT_CARE, 1),
        (3, OutcomeId.SAME_DAY_CHAT, 2),
        (24, OutcomeId.ROUTINE_CHAT, 4),
        (65 * 12 - 1, OutcomeId.ROUTINE_CHAT, 4),
        (65 * 12, OutcomeId.SAME_DAY_CHAT, 3),
    ],
)
def test_edges_of_age_with_fever(months: int, outcome: OutcomeId, priority: int) -> None:
    sheet = {"age_months": months, "has_fever": "yes", "temperature": 38.4, "duration": {"unit": "days", "value": 1}}
    result = throat(**sheet)
    assert (result.outcome, result.priority) == (outcome, priority)


def test_a_missing_age_bars_self_care() -> None:
    assert evaluate(RELEASE, "sore_throat", without(THROAT, "age_months")).outcome is OutcomeId.ROUTINE_CHAT


def test_pregnancy_only_raises() -> None:
    assert throat(risk_conditions=["pregnant"]).outcome is OutcomeId.ROUTINE_CHAT
    assert throat(risk_conditions=["pregnant"], has_fever="yes", temperature="unknown").priority == 2
    assert throat(risk_conditions=["pregnant"], throat_saliva="yes").outcome is OutcomeId.EMERGENCY


def test_a_proxy_is_spoken_to_about_the_child() -> None:
    result = throat(age_months=72, answered_by="guardian", throat_saliva="yes")
    assert result.explanation.patient.sv == "Du svarade att barnet inte kan svälja sin saliv. Det kan vara farligt."
    assert "{" not in result.explanation.patient.sv + result.explanation.patient.en


def test_fever_is_known_from_either_question() -> None:
    assert throat(has_fever="unknown", temperature=37.2).outcome is OutcomeId.ROUTINE_CHAT
    assert throat(has_fever="unknown", temperature=40.1).priority == 2
    # A temperature that was given before the answer became no does not concern any more.
    assert throat(has_fever="no", temperature=40.1).outcome is OutcomeId.SELF_CARE


def test_free_text_and_pictures_change_nothing_but_are_named_as_unread() -> None:
    plain = throat()
    written = throat(own_words="jag kan inte andas", throat_picture=["0193c2b0-0000-7000-8000-000000000001"])
    assert written.unread_texts == ("own_words",)
    assert written.unread_pictures == ("throat_picture",)
    assert (plain.unread_texts, plain.unread_pictures) == ((), ())
    assert (written.outcome, written.priority, written.fired) == (plain.outcome, plain.priority, plain.fired)


def test_chest_pain_is_never_self_care() -> None:
    assert chest().outcome is OutcomeId.ROUTINE_CHAT
    assert chest(chest_kind="other").priority == 2
    assert chest(chest_kind="burning").priority == 3
    assert chest(chest_kind="pressure", chest_last_time="hours").outcome is OutcomeId.EMERGENCY
    assert chest(chest_kind="pressure", chest_last_time="days").outcome is OutcomeId.URGENT_CARE
    assert chest(chest_kind="pressure").priority == 2


def test_an_emergency_by_combination_stops_the_form_too() -> None:
    assert chest(chest_kind="pressure", chest_last_time="now").stops_the_form
    assert not chest(chest_leg="yes").stops_the_form


@pytest.mark.parametrize(
    ("answers", "outcome", "priority"),
    [
        ({}, OutcomeId.ADMINISTRATIVE, None),
        ({"renewal_trouble": "yes"}, OutcomeId.SAME_DAY_CHAT, 3),
        ({"renewal_vital": "yes", "renewal_left": "none"}, OutcomeId.SAME_DAY_CHAT, 2),
        ({"renewal_vital": "yes", "renewal_left": "longer"}, OutcomeId.ADMINISTRATIVE, None),
        ({"renewal_trouble": "unknown"}, OutcomeId.ROUTINE_CHAT, 4),
        ({"renewal_vital": "unknown", "renewal_left": "none"}, OutcomeId.ROUTINE_CHAT, 4),
    ],
)
def test_an_errand_is_one_only_when_nothing_speaks_against(
    answers: Answers, outcome: OutcomeId, priority: int | None
) -> None:
    result = evaluate(RELEASE, "prescription_renewal", changed(RENEWAL, **answers))
    assert (result.outcome, result.priority) == (outcome, priority)


@pytest.mark.parametrize(
    ("reason", "sheet", "outcome", "priority"),
    [
        ("sore_throat", THROAT, OutcomeId.SAME_DAY_CHAT, 1),
        ("prescription_renewal", RENEWAL, OutcomeId.ROUTINE_CHAT, 4),
    ],
)
def test_without_assessment_every_case_goes_to_a_nurse(
    reason: str, sheet: Answers, outcome: OutcomeId, priority: int
) -> None:
    for answers in (sheet, changed(sheet, breathing="yes")):
        result = evaluate(RELEASE, reason, answers, assess=False)
        assert (result.outcome, result.priority, result.profession) == (outcome, priority, Profession.NURSE)
        assert (result.fired, result.deciding.kind, result.stops_the_form) == ((), "not_assessed", False)


def test_the_result_keeps_what_is_needed_to_make_it_again() -> None:
    result = evaluate(RELEASE, "sore_throat", changed(without(THROAT, "hopes"), chest_kind="pressure"))
    assert result.release_sha256 == RELEASE.sha256
    assert result.answers == without(THROAT, "hopes")
    assert result.unanswered == ("hopes",)
    assert Result.model_validate_json(result.canonical()) == result
