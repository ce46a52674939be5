"""Overflow as a rule: in which hours, of which cases, and who goes first where a unit helps."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from people.hours import Span
from people.overflow import Overflow
from rooms.matching import explain, overflow
from rooms.matching.engine import match
from rooms.matching.overflow import Help
from rooms.matching.parties import Clinician, Need
from rooms.matching.reasons import Code, Reason
from rooms.urgency import NO_ALARM, UNOPENED

HOME, HELPER = UUID(int=1), UUID(int=2)
STOCKHOLM = ZoneInfo("Europe/Stockholm")
# A Wednesday in winter, at ten in Stockholm.
TEN = datetime(2026, 11, 25, 9, tzinfo=UTC)


class Unit:
    """Open on weekdays from eight to sixteen."""

    name = "Hemma"
    spans = tuple(Span(day, 480, 960) for day in range(5))
    zone = STOCKHOLM


def terms(opens: int = 0, closes: int = 0, after: int = 50) -> Overflow:
    return Overflow(HELPER, opens, closes, after)


def case(number: int, *, waited: int = 30, left: int = 30, **changes: Any) -> Need:
    given: dict[str, Any] = {
        "id": UUID(int=100 + number),
        "number": number,
        "unit_id": HELPER,
        "priority": 3,
        "alarm_rank": NO_ALARM,
        "arrived_at": TEN - timedelta(minutes=waited),
        "open_by": TEN + timedelta(minutes=left),
        "professions": frozenset({"nurse"}),
        "outside": True,
    }
    return Need(**(given | changes))


@pytest.mark.parametrize(
    ("opens", "closes", "minute", "covered"),
    [
        (0, 0, 0, True),
        (480, 480, 900, True),
        (480, 960, 479, False),
        (480, 960, 480, True),
        (480, 960, 959, True),
        (480, 960, 960, False),
        (1320, 360, 1319, False),
        (1320, 360, 1320, True),
        (1320, 360, 359, True),
        (1320, 360, 360, False),
        (1320, 1440, 1439, True),
        (1320, 1440, 0, False),
        (0, 1440, 700, True),
    ],
)
def test_the_hours_in_which_it_helps(opens: int, closes: int, minute: int, covered: bool) -> None:
    at = datetime(2026, 11, 25, minute // 60, minute % 60, tzinfo=STOCKHOLM)
    assert terms(opens, closes).covers(at, STOCKHOLM) is covered


@pytest.mark.parametrize(
    ("unit_open", "helper_open", "closes", "state"),
    [
        (True, True, 0, Help.NOW),
        (False, True, 0, Help.CLOSED),
        (False, False, 1, Help.CLOSED),
        (True, False, 0, Help.HELPER_CLOSED),
        (True, True, 1, Help.OUTSIDE),
        (True, False, 1, Help.OUTSIDE),
    ],
)
def test_whether_help_is_given_now(unit_open: bool, helper_open: bool, closes: int, state: Help) -> None:
    told = overflow.given(terms(0, closes), Unit(), TEN, unit_open=unit_open, helper_open=helper_open)
    assert told is state


@pytest.mark.parametrize(
    ("anybody", "waited", "left", "after", "code"),
    [
        (True, 30, 31, 50, None),
        (True, 30, 30, 50, Code.HELPS_WAITED),
        (True, 0, 60, 0, Code.HELPS_WAITED),
        (True, 59, 1, 100, None),
        (True, 60, 0, 100, Code.HELPS_WAITED),
        (False, 0, 60, 100, Code.HELPS_NOBODY),
    ],
)
def test_why_a_case_may_be_taken_elsewhere(anybody: bool, waited: int, left: int, after: int, code: Code) -> None:
    told = overflow.because(case(1, waited=waited, left=left), Unit(), terms(after=after), TEN, anybody=anybody)
    assert (told.code if told is not None else None) == code
    assert told is None or told.values["unit"] == "Hemma"


def test_the_share_is_counted_as_the_promise_is() -> None:
    """Promised four hours of opening; six of its hours lie in the night, when only priority 1 is counted."""
    evening = TEN.replace(hour=14) - timedelta(days=1)
    over_night: dict[str, Any] = {"arrived_at": evening, "open_by": TEN.replace(hour=10)}
    assert overflow.waited(case(1, **over_night), Unit(), TEN) == pytest.approx(3 / 4)
    assert overflow.waited(case(1, **over_night), Unit(), TEN.replace(hour=3)) == pytest.approx(1 / 4)
    assert overflow.waited(case(1, priority=1, **over_night), Unit(), TEN) == pytest.approx(19 / 20)
    # What is to be opened when the unit opens has waited for nothing yet.
    early: dict[str, Any] = {"arrived_at": TEN.replace(hour=3), "open_by": TEN.replace(hour=7)}
    assert overflow.waited(case(1, **early), Unit(), TEN.replace(hour=6)) == 0.0
    assert overflow.waited(case(1, **early), Unit(), TEN.replace(hour=7)) == 1.0


def helper(capacity: int) -> Clinician:
    return Clinician(id=UUID(int=9), units=frozenset({HELPER}), profession="nurse", capacity=capacity)


def order(*cases: Need) -> list[int]:
    given = match(cases, [helper(capacity=len(cases))], TEN)
    return [one.case_id.int - 100 for one in given]


def test_own_cases_go_first_unless_the_one_from_outside_is_more_urgent() -> None:
    own = case(1, outside=False, left=500)
    assert order(case(2, left=1), own) == [1, 2]
    assert order(case(2, left=1, priority=4), own) == [1, 2]
    assert order(case(2, priority=2), own) == [2, 1]
    assert order(case(2, alarm_rank=UNOPENED), own) == [2, 1]
    assert order(case(2, priority=2), case(3, priority=2, outside=False), case(4, priority=1), own) == [4, 3, 2, 1]


def test_among_those_from_outside_the_earliest_deadline_goes_first() -> None:
    assert order(case(3, left=20), case(2, left=10), case(4, left=10)) == [2, 4, 3]


def test_no_more_than_there_are_hands_left() -> None:
    given = match([case(1, outside=False), case(2), case(3)], [helper(capacity=2)], TEN)
    assert [one.case_id.int - 100 for one in given] == [1, 2]


def test_both_are_told_why() -> None:
    because = Reason(Code.HELPS_WAITED, {"unit": "Hemma", "percent": 50})
    assert [one.code for one in explain.why_helping(case(1, priority=2), because)] == [Code.HELPS_WAITED, Code.PRIORITY]
    stand = explain.Stand(0, False, True, [], helped_by="Rehab Norr")
    told = explain.why_waiting(case(1), stand, TEN)
    assert [one.code for one in told] == [Code.NOBODY_HERE, Code.HELP_ASKED]
    assert told[1].text("sv") == "Rehab Norr hjälper till just nu. Någon där kan också ta ditt ärende."
    assert because.text("en") == (
        "You are helping Hemma, where it has waited at least 50 percent of the time that was promised."
    )
