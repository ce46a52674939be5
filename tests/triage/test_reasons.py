"""Each reason walked whole: what a complete sheet leads to when one or two answers differ, at the edges that matter."""

from typing import Any

import pytest

from tests.triage.sheets import RELEASE, SHEETS, changed
from triage.engine.content import OutcomeId
from triage.engine.evaluate import evaluate
from triage.engine.flow import asked_questions, offered_options

EMERGENCY, URGENT, TODAY = OutcomeId.EMERGENCY, OutcomeId.URGENT_CARE, OutcomeId.SAME_DAY_CHAT
ROUTINE, HOME, ERRAND = OutcomeId.ROUTINE_CHAT, OutcomeId.SELF_CARE, OutcomeId.ADMINISTRATIVE
Led = tuple[OutcomeId, int | None]
FEVER = {"has_fever": "yes", "temperature": 38.6}


def led_to(reason: str, **answers: Any) -> Led:
    result = evaluate(RELEASE, reason, changed(SHEETS[reason], **answers))
    return result.outcome, result.priority


@pytest.mark.parametrize(
    ("answers", "led"),
    [
        ({}, (HOME, 5)),
        ({"urine_blocked": "yes"}, (URGENT, 1)),
        ({"urine_blocked": "unknown"}, (TODAY, 2)),
        ({"duration": {"value": 3, "unit": "days"}}, (TODAY, 3)),
        ({"pain_level": 6}, (TODAY, 3)),
        ({"urine_signs": ["burning", "blood"]}, (TODAY, 3)),
        ({"urine_signs": ["burning", "clots"]}, (URGENT, 2)),
        ({"urine_signs": ["burning", "flank"]}, (TODAY, 2)),
        ({"urine_signs": ["burning", "flank"], **FEVER}, (URGENT, 2)),
        ({"urine_signs": ["discharge"]}, (ROUTINE, 4)),
        ({"urine_signs": []}, (ROUTINE, 4)),
        (FEVER, (TODAY, 2)),
        ({"risk_conditions": ["pregnant"]}, (TODAY, 3)),
        ({"risk_conditions": ["pregnant"], **FEVER}, (URGENT, 1)),
        ({"urine_before": ["catheter"]}, (TODAY, 3)),
        ({"urine_before": ["catheter"], **FEVER}, (URGENT, 2)),
        ({"urine_before": ["repeated"]}, (ROUTINE, 4)),
        ({"age_months": 780}, (ROUTINE, 4)),
        ({"age_months": 216}, (HOME, 5)),
        ({"age_months": 215}, (TODAY, 3)),
        ({"age_months": 24, **FEVER}, (TODAY, 2)),
        ({"age_months": 23, **FEVER}, (URGENT, 2)),
        ({"age_months": 2, **FEVER}, (URGENT, 1)),
        ({"sex": "male"}, (TODAY, 1)),
        ({"sex": "male", "urine_testicle": "no"}, (TODAY, 3)),
        ({"sex": "male", "urine_testicle": "yes"}, (URGENT, 1)),
        ({"health_now": "very_bad", "pulse": 131}, (URGENT, 1)),
        ({"health_now": "very_bad", "pulse": "unknown"}, (TODAY, 2)),
    ],
)
def test_urinary_symptoms(answers: dict[str, Any], led: Led) -> None:
    assert led_to("urinary_symptoms", **answers) == led


@pytest.mark.parametrize(
    ("answers", "led"),
    [
        ({}, (HOME, 5)),
        ({"rash_kind": ["hives"], "duration": {"value": 1, "unit": "days"}}, (HOME, 5)),
        ({"rash_kind": ["hives"]}, (ROUTINE, 4)),
        ({"rash_kind": ["small"], "rash_after": ["tick"]}, (HOME, 5)),
        ({"rash_kind": ["small"]}, (ROUTINE, 4)),
        ({"rash_kind": ["dry", "small"], "rash_after": ["tick"], **FEVER}, (TODAY, 3)),
        ({"rash_allergy": "yes"}, (EMERGENCY, 1)),
        ({"rash_allergy": "unknown"}, (TODAY, 1)),
        ({"rash_glass": "yes"}, (EMERGENCY, 1)),
        ({"rash_glass": "unknown"}, (TODAY, 1)),
        ({"rash_kind": ["dots"]}, (URGENT, 2)),
        ({"rash_kind": ["dots"], **FEVER}, (EMERGENCY, 1)),
        ({"rash_spreading": "yes"}, (URGENT, 1)),
        ({"rash_kind": ["warm"]}, (TODAY, 3)),
        ({"rash_kind": ["ring"]}, (TODAY, 3)),
        ({"rash_kind": ["band"]}, (TODAY, 2)),
        ({"rash_kind": ["band"], "duration": {"value": 4, "unit": "days"}}, (TODAY, 3)),
        ({"rash_kind": ["band"], "rash_place": ["eye"]}, (URGENT, 2)),
        ({"rash_place": ["eye"]}, (TODAY, 3)),
        ({"rash_after": ["medicine"]}, (TODAY, 3)),
        ({"risk_conditions": ["pregnant"]}, (TODAY, 3)),
        ({"risk_conditions": ["pregnant"], "rash_after": ["contact"]}, (TODAY, 2)),
        ({"risk_conditions": ["weak_immune"], "rash_kind": ["band"]}, (TODAY, 2)),
        ({"age_months": 11}, (TODAY, 2)),
        ({"age_months": 23}, (TODAY, 3)),
        ({"age_months": 24}, (HOME, 5)),
        ({"age_months": 24, "answered_by": "guardian"}, (HOME, 5)),
    ],
)
def test_skin_rash(answers: dict[str, Any], led: Led) -> None:
    assert led_to("skin_rash", **answers) == led


@pytest.mark.parametrize(
    ("answers", "led"),
    [
        ({}, (HOME, 5)),
        ({"fever_cramp": "yes"}, (EMERGENCY, 1)),
        ({"fever_dots": "yes"}, (EMERGENCY, 1)),
        ({"fever_neck": "yes"}, (EMERGENCY, 1)),
        ({"fever_neck": "unknown"}, (TODAY, 2)),
        ({"age_months": 2}, (URGENT, 1)),
        ({"age_months": 3}, (TODAY, 2)),
        ({"age_months": 5, "temperature": 39}, (URGENT, 1)),
        ({"age_months": 6, "temperature": 39}, (TODAY, 2)),
        ({"age_months": 11}, (TODAY, 2)),
        ({"age_months": 12}, (TODAY, 3)),
        ({"age_months": 23}, (TODAY, 3)),
        ({"age_months": 24}, (HOME, 5)),
        ({"age_months": 215, "answered_by": "self"}, (HOME, 5)),
        ({"temperature": 39.9}, (HOME, 5)),
        ({"temperature": 40}, (TODAY, 2)),
        ({"temperature": "unknown"}, (ROUTINE, 4)),
        ({"duration": {"value": 3, "unit": "days"}}, (ROUTINE, 4)),
        ({"duration": {"value": 5, "unit": "days"}}, (TODAY, 3)),
        ({"fever_drinking": "no"}, (TODAY, 2)),
        ({"fever_signs": ["limb"]}, (URGENT, 2)),
        ({"fever_signs": ["urine"]}, (TODAY, 2)),
        ({"fever_signs": ["rash"], "fever_picture": []}, (TODAY, 3)),
        ({"fever_signs": ["throat"]}, (ROUTINE, 4)),
        ({"fever_signs": []}, (HOME, 5)),
        ({"fever_before": ["tropics"]}, (URGENT, 1)),
        ({"fever_before": ["vaccine"]}, (HOME, 5)),
        ({"risk_conditions": ["weak_immune"]}, (URGENT, 1)),
        ({"has_fever": "no"}, (ROUTINE, 4)),
    ],
)
def test_fever_in_a_child(answers: dict[str, Any], led: Led) -> None:
    assert led_to("fever_child", **answers) == led


def test_fever_in_a_child_is_for_those_under_eighteen() -> None:
    form = RELEASE.forms["fever_child"]
    assert [form.concerns(months, "female") for months in (0, 215, 216)] == [True, True, False]


def test_a_picture_of_a_rash_is_asked_for_only_when_there_is_one() -> None:
    for signs, asked in ((["cold"], False), (["cold", "rash"], True)):
        sheet = changed(SHEETS["fever_child"], fever_signs=signs)
        questions = asked_questions(RELEASE, RELEASE.forms["fever_child"], sheet)
        assert ("fever_picture" in {question.id for question in questions}) is asked


@pytest.mark.parametrize(
    ("answers", "led"),
    [
        ({}, (HOME, 5)),
        ({"back_saddle": "yes"}, (URGENT, 1)),
        ({"back_saddle": "unknown"}, (TODAY, 1)),
        ({"back_weakness": "yes"}, (URGENT, 1)),
        ({"back_injury": "yes"}, (URGENT, 1)),
        ({"back_injury": "unknown"}, (TODAY, 3)),
        ({"age_months": 599, "back_vessel": "yes"}, (HOME, 5)),
        ({"age_months": 600, "back_vessel": "yes"}, (EMERGENCY, 1)),
        ({"age_months": 600}, (TODAY, 1)),
        ({"age_months": 600, "back_vessel": "no"}, (HOME, 5)),
        ({"age_months": 659, "back_vessel": "no"}, (HOME, 5)),
        ({"age_months": 660, "back_vessel": "no"}, (ROUTINE, 4)),
        ({"age_months": 780, "back_vessel": "no", "back_before": ["fall"]}, (URGENT, 2)),
        (
            {"age_months": 780, "back_vessel": "no", "pain_level": 8, "duration": {"value": 1, "unit": "days"}},
            (URGENT, 2),
        ),
        ({"age_months": 960, "back_vessel": "no"}, (ROUTINE, 4)),
        ({"back_before": ["fall"]}, (HOME, 5)),
        ({"back_before": ["fall", "brittle"]}, (URGENT, 2)),
        ({"back_before": ["aneurysm"]}, (URGENT, 1)),
        ({"back_before": ["cancer"]}, (TODAY, 2)),
        ({"risk_conditions": ["cancer"]}, (TODAY, 2)),
        (FEVER, (TODAY, 2)),
        ({"back_before": ["needle"], **FEVER}, (URGENT, 1)),
        ({"back_signs": ["legs"]}, (TODAY, 2)),
        ({"back_signs": ["leg"]}, (ROUTINE, 4)),
        ({"back_signs": ["weight"]}, (TODAY, 3)),
        ({"pain_level": 8}, (TODAY, 3)),
        ({"back_moving": "no"}, (TODAY, 3)),
        ({"duration": {"value": 6, "unit": "weeks"}}, (ROUTINE, 4)),
        ({"age_months": 215}, (TODAY, 3)),
        ({"risk_conditions": ["blood_thinners"]}, (ROUTINE, 4)),
        ({"risk_conditions": ["pregnant"]}, (ROUTINE, 4)),
    ],
)
def test_low_back_pain(answers: dict[str, Any], led: Led) -> None:
    assert led_to("low_back_pain", **answers) == led


@pytest.mark.parametrize(
    ("answers", "led"),
    [
        ({}, (ERRAND, None)),
        ({"certificate_trouble": "yes"}, (TODAY, 3)),
        ({"certificate_trouble": "unknown"}, (ROUTINE, 4)),
        ({"certificate_kind": "sick_first"}, (ROUTINE, 4)),
        ({"certificate_kind": "sick_longer"}, (ERRAND, None)),
        ({"certificate_kind": "sick_longer", "certificate_when": "days"}, (TODAY, 3)),
        ({"certificate_kind": "unknown"}, (ROUTINE, 4)),
    ],
)
def test_certificate(answers: dict[str, Any], led: Led) -> None:
    assert led_to("certificate", **answers) == led


def test_which_certificates_are_offered_depends_on_age() -> None:
    question = RELEASE.questions["certificate_kind"]
    child, adult = ({one.id for one in offered_options(question, {"age_months": months})} for months in (72, 408))
    assert child == {"child_care", "school", "authority", "other"}
    assert adult == {"sick_first", "sick_longer", "driving", "authority", "other"}
