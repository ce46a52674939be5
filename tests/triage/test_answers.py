"""Answers: what each type of question takes, and how answers read."""

from typing import Any

import pytest

from tests.triage.sheets import RELEASE
from triage.engine.answers import AnswerInvalid, normalized, value_of
from triage.engine.bilingual import Bilingual, is_well_voiced, joined, voiced
from triage.engine.words import answer_words

PICTURE = "0193c2b0-0000-7000-8000-000000000001"


@pytest.mark.parametrize(
    ("question", "raw", "answer"),
    [
        ("breathing", "yes", "yes"),
        ("breathing", "unknown", "unknown"),
        ("health_now", "fair", "fair"),
        ("where_now", "abroad", "abroad"),
        ("throat_signs", ["rash", "cold"], ["cold", "rash"]),
        ("throat_signs", ["rash", "rash"], ["rash"]),
        ("throat_signs", [], []),
        ("temperature", 38.94, 38.9),
        ("temperature", 38.0, 38),
        ("throat_pain", 7.0, 7),
        ("duration", {"value": 2, "unit": "days"}, {"unit": "days", "value": 2}),
        ("own_words", "  hej  ", "hej"),
        ("own_words", "unknown", "unknown"),
        ("phone_today", "+46 70 174 06 12", "+46 70 174 06 12"),
        ("phone_today", "", ""),
        ("throat_picture", [PICTURE], [PICTURE]),
    ],
)
def test_an_answer_has_one_form(question: str, raw: object, answer: object) -> None:
    assert normalized(RELEASE.questions[question], raw) == answer


@pytest.mark.parametrize(
    ("question", "raw"),
    [
        ("breathing", "perhaps"),
        ("breathing", True),
        ("breathing", ["yes"]),
        ("where_now", "unknown"),
        ("health_now", "yes"),
        ("throat_signs", ["cough"]),
        ("throat_signs", "cold"),
        ("throat_signs", [1]),
        ("temperature", 50),
        ("temperature", "38"),
        ("own_words", "a\x00b"),
        ("temperature", float("nan")),
        ("temperature", True),
        ("throat_pain", 11),
        ("throat_pain", 6.5),
        ("duration", {"value": 2}),
        ("duration", {"value": 2, "unit": "fortnights"}),
        ("duration", {"value": 2.5, "unit": "days"}),
        ("duration", {"value": True, "unit": "days"}),
        ("duration", {"value": -1, "unit": "days"}),
        ("duration", "2 days"),
        ("hopes", "x" * 201),
        ("own_words", "x" * 4001),
        ("own_words", 3),
        ("phone_today", "ring mig"),
        ("throat_picture", [PICTURE] * 6),
        ("throat_picture", [3]),
        ("throat_picture", PICTURE),
    ],
)
def test_what_does_not_fit_is_refused_without_repeating_it(question: str, raw: object) -> None:
    with pytest.raises(AnswerInvalid) as refusal:
        normalized(RELEASE.questions[question], raw)
    assert str(refusal.value) == question


@pytest.mark.parametrize(
    ("question", "answer", "value"),
    [
        ("duration", {"unit": "days", "value": 2}, 48.0),
        ("duration", {"unit": "minutes", "value": 30}, 0.5),
        ("throat_signs", ["rash"], frozenset({"rash"})),
        ("breathing", "unknown", None),
        ("own_words", "chest pain", None),
        ("throat_picture", [PICTURE], None),
        ("temperature", 38.5, 38.5),
    ],
)
def test_the_value_that_conditions_see(question: str, answer: Any, value: object) -> None:
    assert value_of(RELEASE.questions[question], answer) == value


@pytest.mark.parametrize(
    ("question", "answer", "sv", "en"),
    [
        ("breathing", "no", "Nej", "No"),
        ("breathing", "unknown", "Vet inte", "Don't know"),
        ("duration", {"unit": "days", "value": 2}, "2 dagar", "2 days"),
        ("duration", {"unit": "weeks", "value": 1}, "1 vecka", "1 week"),
        ("temperature", 38.9, "38,9 grader", "38.9 °C"),
        ("throat_pain", 7, "7 av 10", "7 of 10"),
        ("age_months", 3, "3 månader", "3 months"),
        ("throat_signs", [], "Inget av det här", "None of these"),
        ("throat_signs", ["cold", "rash"], "Snuva, hosta eller heshet, Små knottriga utslag på kroppen", None),
        ("own_words", "{ont|illa}", "{ont|illa}", "{ont|illa}"),
        ("own_words", "", "Inget svar", "No answer"),
        ("throat_picture", [], "Ingen bild", "No picture"),
        ("throat_picture", [PICTURE], "1 bild", "1 picture"),
    ],
)
def test_an_answer_in_words(question: str, answer: Any, sv: str, en: str | None) -> None:
    words = answer_words(RELEASE.questions[question], answer)
    assert words.sv == sv
    assert en in (None, words.en)


def test_the_two_voices_of_a_text() -> None:
    text = Bilingual(sv="Har {du|barnet} ont?", en="{Are you|Is the child} in pain?")
    assert voiced(text, proxy=False) == Bilingual(sv="Har du ont?", en="Are you in pain?")
    assert voiced(text, proxy=True) == Bilingual(sv="Har barnet ont?", en="Is the child in pain?")


@pytest.mark.parametrize(("text", "well"), [("{a|b} c", True), ("{a}", False), ("a | b", True), ("{a|b", False)])
def test_a_half_voice_is_found(text: str, well: bool) -> None:
    assert is_well_voiced(text) is well


def test_sentences_are_joined_in_both_languages() -> None:
    text = Bilingual(sv="Ett.", en="One.")
    assert joined([text, text]) == Bilingual(sv="Ett. Ett.", en="One. One.")
