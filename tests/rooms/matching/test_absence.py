"""The table of residents' silence: in order, one stage at a time, and by night only what is urgent."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from people.outbox import Quiet
from rooms.matching.absence import ABSENCE, NIGHT, Silence, Stage, coming, reminds_at, seek_at

STOCKHOLM = ZoneInfo("Europe/Stockholm")
NEVER = Quiet(0, 0, STOCKHOLM)
PRIORITIES = [1, 2, 3, 4, 5, None]
A_MOMENT = timedelta(seconds=1)


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=STOCKHOLM).astimezone(UTC)


NOON = local("2026-11-10T12:00")


@pytest.mark.parametrize("priority", PRIORITIES)
def test_each_stage_comes_after_its_time_and_not_before(priority: int | None) -> None:
    row = ABSENCE[priority]
    begun = Silence(NOON, NOON)
    due = NOON + row.reminds
    assert coming(priority, begun, NEVER, due - A_MOMENT) is None
    assert coming(priority, begun, NEVER, due) is Stage.REMINDED
    reminded = Silence(NOON, NOON, reminded_at=due)
    assert seek_at(priority, begun) == seek_at(priority, reminded) == due + row.seeks
    assert coming(priority, reminded, NEVER, due + row.seeks - A_MOMENT) is None
    assert coming(priority, reminded, NEVER, due + row.seeks) is Stage.UNIT
    told = Silence(NOON, NOON, due, Stage.UNIT, due + row.seeks)
    if row.alarms is None:
        assert coming(priority, told, NEVER, due + timedelta(days=30)) is None
        return
    alarmed = due + row.seeks + row.alarms
    assert coming(priority, told, NEVER, alarmed - A_MOMENT) is None
    assert coming(priority, told, NEVER, alarmed) is Stage.SUPERVISOR
    over = Silence(NOON, NOON, due, Stage.SUPERVISOR, alarmed)
    assert coming(priority, over, NEVER, alarmed + timedelta(days=30)) is None


def test_only_what_is_urgent_alarms_and_the_urgent_comes_first() -> None:
    assert [priority for priority in PRIORITIES if ABSENCE[priority].alarms is not None] == [1, 2]
    firsts = [ABSENCE[priority].reminds for priority in (1, 2, 3, 4)]
    assert firsts == sorted(firsts)


def test_however_late_it_is_looked_at_no_stage_is_left_out() -> None:
    much_later = NOON + timedelta(days=3)
    assert coming(1, Silence(NOON, NOON), NEVER, much_later) is Stage.REMINDED
    assert coming(1, Silence(NOON, NOON, reminded_at=much_later), NEVER, much_later) is None
    just_told = Silence(NOON, NOON, NOON, Stage.UNIT, much_later)
    assert coming(1, just_told, NEVER, much_later) is None


def test_a_clock_that_stepped_back_tells_nothing_twice() -> None:
    reminded = Silence(NOON, NOON, reminded_at=NOON + timedelta(hours=1))
    assert coming(1, reminded, NEVER, NOON) is None


def test_whoever_has_just_been_given_the_case_has_their_own_time() -> None:
    taken_at = NOON + timedelta(minutes=30)
    silence = Silence(NOON, taken_at, reminded_at=NOON + ABSENCE[1].reminds)
    assert seek_at(1, silence) == taken_at + ABSENCE[1].seeks


def test_what_somebody_has_taken_on_alarms_nobody() -> None:
    taken_on = Silence(NOON, NOON, NOON, Stage.UNIT, NOON, is_taken_on=True)
    assert coming(1, taken_on, NEVER, NOON + timedelta(days=1)) is None


def test_a_reminder_that_is_late_waits_for_the_end_of_the_next_night_too() -> None:
    begun = Silence(NOON, NOON)
    assert coming(3, begun, NIGHT, local("2026-11-11T02:00")) is None
    assert coming(3, begun, NIGHT, local("2026-11-11T07:00")) is Stage.REMINDED
    assert coming(1, begun, NIGHT, local("2026-11-11T02:00")) is Stage.REMINDED


@pytest.mark.parametrize("priority", PRIORITIES)
def test_by_night_only_what_is_urgent(priority: int | None) -> None:
    asked, morning = local("2026-11-10T21:58"), local("2026-11-11T07:00")
    row, urgent = ABSENCE[priority], priority in (1, 2)
    due = asked + row.reminds
    assert reminds_at(priority, asked, NIGHT) == (due if urgent or NIGHT.until(due) is None else morning)
    by_night = Silence(asked, asked, reminded_at=local("2026-11-10T21:59"))
    sought = seek_at(priority, by_night)
    assert urgent or NIGHT.until(sought) is None
    assert sought >= local("2026-11-10T21:59") + row.seeks
