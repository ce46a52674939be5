"""When a case is to be opened and assessed."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from people.hours import Span
from people.targets import DEFAULTS, SAME_DAY, Counted, Target, due

STOCKHOLM = ZoneInfo("Europe/Stockholm")
OFFICE = [Span(weekday, 8 * 60, 17 * 60) for weekday in range(5)]
ALWAYS = [Span(weekday, 0, 1440) for weekday in range(7)]


def local(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=STOCKHOLM)


FRIDAY_AFTERNOON = local(20, 16, 50)


@pytest.mark.parametrize(
    ("target", "start", "expected"),
    [
        (Target(Counted.CLOCK_MINUTES, 5), FRIDAY_AFTERNOON, local(20, 16, 55)),
        (Target(Counted.CLOCK_MINUTES, 30), FRIDAY_AFTERNOON, local(20, 17, 20)),
        (Target(Counted.OPEN_MINUTES, 10), FRIDAY_AFTERNOON, local(20, 17)),
        (Target(Counted.OPEN_MINUTES, 15), FRIDAY_AFTERNOON, local(23, 8, 5)),
        (Target(Counted.OPEN_MINUTES, 600), FRIDAY_AFTERNOON, local(24, 8, 50)),
        (Target(Counted.OPEN_MINUTES, 15), local(21, 3), local(23, 8, 15)),
        (Target(Counted.DAYS, 1), FRIDAY_AFTERNOON, local(23, 8)),
        (Target(Counted.DAYS, 1), local(18, 10), local(19, 10)),
        (Target(Counted.DAYS, 7), FRIDAY_AFTERNOON, local(27, 16, 50)),
        (SAME_DAY, FRIDAY_AFTERNOON, local(20, 17)),
        (SAME_DAY, local(20, 17), local(23, 17)),
        (SAME_DAY, local(21, 12), local(23, 17)),
        (Target(Counted.OPEN_DAYS, 2), local(18, 10), local(20, 17)),
        (Target(Counted.OPEN_DAYS, 2), FRIDAY_AFTERNOON, local(24, 17)),
    ],
)
def test_in_office_hours(target: Target, start: datetime, expected: datetime) -> None:
    assert due(target, OFFICE, STOCKHOLM, start) == expected


def test_round_the_clock_the_day_ends_at_midnight() -> None:
    assert due(SAME_DAY, ALWAYS, STOCKHOLM, local(21, 12)) == local(22, 0)
    assert due(Target(Counted.OPEN_MINUTES, 15), ALWAYS, STOCKHOLM, local(21, 23, 50)) == local(22, 0, 5)


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        (Target(Counted.OPEN_MINUTES, 15), timedelta(minutes=15)),
        (SAME_DAY, timedelta(days=1)),
        (Target(Counted.DAYS, 7), timedelta(days=7)),
    ],
)
def test_a_unit_without_hours_is_counted_by_the_clock(target: Target, expected: timedelta) -> None:
    assert due(target, [], STOCKHOLM, local(20, 12)) == local(20, 12) + expected


def test_what_lies_beyond_the_horizon_is_due_at_its_end() -> None:
    one_hour_a_week = [Span(0, 480, 540)]
    assert due(Target(Counted.OPEN_MINUTES, 60_000), one_hour_a_week, STOCKHOLM, local(20, 12)) > local(29, 12)
    assert due(Target(Counted.DAYS, 300), one_hour_a_week, STOCKHOLM, local(20, 12)) > local(29, 12)
    assert due(Target(Counted.OPEN_DAYS, 300), one_hour_a_week, STOCKHOLM, local(20, 12)) > local(29, 12)


def test_the_defaults_are_those_of_the_plan() -> None:
    opened = {priority: promise.opened.minutes for priority, promise in DEFAULTS.items()}
    assert opened == {1: 5, 2: 15, 3: 60, 4: None, 5: None, None: None}
    assessed = {priority: promise.assessed.minutes for priority, promise in DEFAULTS.items()}
    assert assessed == {1: 30, 2: 240, 3: None, 4: None, 5: None, None: None}
    by_the_clock = [p for p, promise in DEFAULTS.items() if promise.opened.counted is Counted.CLOCK_MINUTES]
    assert by_the_clock == [1]
