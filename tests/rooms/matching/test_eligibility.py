"""Each rule of who may get a case, alone and together, and the words for it."""

from dataclasses import replace
from string import Formatter

import pytest
from hypothesis import given, settings

from rooms.matching.eligibility import Eligible, Refused, eligibility
from rooms.matching.explain import Stand, why_given, why_waiting
from rooms.matching.parties import Clinician, Need
from rooms.matching.reasons import WORDS, Code, Reason
from tests.rooms.matching.crowd import NOON, RESIDENTS, STAFF, UNITS, crowds, minutes
from tests.rooms.matching.test_engine import Crowd, case_of, nurse

CASE = case_of(1, subjects=frozenset(RESIDENTS[:1]))
NURSE = nurse(0)

AGAINST = {
    Code.OTHER_UNIT: (CASE, replace(NURSE, units=frozenset(UNITS[1:]))),
    Code.OTHER_PROFESSION: (CASE, replace(NURSE, profession="counsellor")),
    Code.OTHER_ROLE: (replace(CASE, role="supervisor"), NURSE),
    Code.LACKS_COMPETENCE: (replace(CASE, competences=frozenset({"wounds"})), NURSE),
    Code.OTHER_LANGUAGE: (replace(CASE, language="fi"), NURSE),
    Code.PROTECTED_IDENTITY: (replace(CASE, protected=True), NURSE),
    Code.OFF_HOURS: (CASE, replace(NURSE, works_until=NOON)),
    Code.OWN_RELATIVE: (CASE, replace(NURSE, relatives=frozenset(RESIDENTS[:1]))),
    Code.LATELY_DECLINED: (replace(CASE, barred=frozenset({NURSE.id})), NURSE),
    Code.NOT_AVAILABLE: (CASE, replace(NURSE, available=False)),
    Code.NOT_YET: (replace(CASE, contact_form="telephone", not_before=minutes(1)), NURSE),
    Code.HANDS_FULL: (CASE, replace(NURSE, load=1)),
}


def codes(case: Need, person: Clinician) -> list[Code]:
    answer = eligibility(case, person, NOON)
    return [reason.code for reason in answer.reasons] if isinstance(answer, Refused) else []


@pytest.mark.parametrize("code", AGAINST)
def test_each_rule_refuses_alone_and_names_itself(code: Code) -> None:
    assert codes(CASE, NURSE) == []
    assert codes(*AGAINST[code]) == [code]


def test_what_lifts_a_rule() -> None:
    assert codes(replace(CASE, language="fi", interpreter=True), NURSE) == []
    assert codes(replace(CASE, contact_form="telephone", not_before=NOON), NURSE) == []
    # Whoever has gone back to chat is met at any time.
    assert codes(replace(CASE, not_before=minutes(1)), NURSE) == []
    assert codes(replace(CASE, protected=True), replace(NURSE, protected=True)) == []
    assert codes(replace(CASE, priority=2), replace(NURSE, works_until=NOON)) == []
    assert codes(CASE, replace(NURSE, works_until=minutes(1))) == []
    # Two that wait for the resident take no more than one that waits for the nurse.
    assert codes(CASE, replace(NURSE, capacity=2, load=2)) == []
    assert codes(CASE, replace(NURSE, capacity=2, load=3)) == [Code.HANDS_FULL]


def test_everything_that_is_against_is_named_what_never_changes_first() -> None:
    everything = replace(NURSE, units=frozenset(), profession="counsellor", load=9)
    assert codes(CASE, everything) == [Code.OTHER_UNIT, Code.OTHER_PROFESSION, Code.HANDS_FULL]


def test_nobody_treats_themselves() -> None:
    assert codes(replace(CASE, subjects=frozenset({NURSE.id})), NURSE) == [Code.OWN_RELATIVE]


def blanks(form: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(form) if name}


@pytest.mark.parametrize("code", Code)
def test_every_reason_has_words_in_both_languages_with_the_same_blanks(code: Code) -> None:
    swedish, english = WORDS[code]
    assert len(swedish) == len(english)
    assert [blanks(form) for form in swedish] == [blanks(form) for form in english]


@settings(max_examples=30)
@given(crowds())
def test_the_answers_name_nobody_and_have_words_for_everything(crowd: Crowd) -> None:
    cases, people = crowd
    for case in cases:
        stand = Stand(ahead=2, being_asked=False, unit_open=True, people=people)
        reasons = why_waiting(case, stand, NOON)
        if people:
            reasons += why_given(case, people[0], cases, NOON)
        for reason in reasons:
            assert reason.text("sv").endswith((".", "?"))
            assert "{" not in reason.text("en")


def test_why_did_i_get_this() -> None:
    above = replace(case_of(0), professions=frozenset({"physician"}), priority=1)
    reasons = why_given(CASE, NURSE, [above, CASE], NOON)
    assert [reason.code for reason in reasons] == [Code.EARLIEST_DEADLINE, Code.HANDS_FREE, Code.PASSED]
    assert reasons[-1].text("en") == "One case that ranks above does not fit you: The case needs another profession."
    asked = replace(CASE, priority=1, permanent=NURSE.id, language="fi")
    known = replace(asked, competences=frozenset({"diabetes"}), wished="diabetes")
    able = replace(NURSE, languages=frozenset({"fi"}), competences=frozenset({"diabetes"}))
    assert [reason.code for reason in why_given(known, able, [], NOON)] == [
        Code.PRIORITY,
        Code.PERMANENT_CONTACT,
        Code.SPEAKS,
        Code.HAS_COMPETENCE,
    ]
    alarmed = replace(CASE, alarm_rank=0, known=(STAFF[0],))
    assert [reason.code for reason in why_given(alarmed, NURSE, [], NOON)] == [Code.ALARM, Code.KNOWS_RESIDENT]


def waits(case: Need, **stand: object) -> list[Code]:
    usual: dict[str, object] = {"ahead": 0, "being_asked": False, "unit_open": True, "people": [NURSE]}
    return [reason.code for reason in why_waiting(case, Stand(**{**usual, **stand}), NOON)]  # type: ignore[arg-type]  # the fields are of several kinds


def test_why_am_i_waiting() -> None:
    assert waits(CASE) == [Code.NEXT]
    assert waits(CASE, being_asked=True, ahead=3) == [Code.BEING_ASKED]
    assert waits(CASE, ahead=3, people=[replace(NURSE, load=2)]) == [Code.AHEAD, Code.ALL_BUSY]
    assert waits(CASE, people=[]) == [Code.NOBODY_HERE]
    assert waits(CASE, people=[], ahead=2) == [Code.NOBODY_HERE, Code.AHEAD]
    assert waits(CASE, people=[replace(NURSE, available=False)], unit_open=False) == [Code.CLOSED]
    assert waits(CASE, ahead=3) == [Code.AHEAD, Code.FEW_HERE]
    assert waits(CASE, ahead=3, people=[NURSE] * 3) == [Code.AHEAD]
    assert waits(CASE, interpreter_missing=True) == [Code.NEXT, Code.INTERPRETER]
    assert waits(replace(CASE, contact_form="telephone", not_before=minutes(1))) == [Code.CALLED_LATER]
    assert waits(replace(CASE, language="fi")) == [Code.NEXT, Code.FEW_FIT]


def test_one_is_counted_in_the_singular() -> None:
    assert Reason(Code.AHEAD, {"count": 1}).text("sv").startswith("En person ")
    assert Reason(Code.AHEAD, {"count": 2}).text("en").startswith("2 people ")
    assert isinstance(eligibility(CASE, NURSE, NOON), Eligible)
