"""Opening hours over nights, weekends and changes of the clock."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from people.hours import OpeningState, Span, last_closing, openings, state

STOCKHOLM = ZoneInfo("Europe/Stockholm")
OFFICE = [Span(weekday, 8 * 60, 17 * 60) for weekday in range(5)]
ALWAYS = [Span(weekday, 0, 1440) for weekday in range(7)]
# Friday 20.00 to Saturday 02.00, as two spans.
FRIDAY_NIGHT = [Span(4, 20 * 60, 1440), Span(5, 0, 120)]


def local(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=STOCKHOLM)


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (local(20, 8), OpeningState(True, local(20, 17), None)),
        (local(20, 7, 59), OpeningState(False, None, local(20, 8))),
        (local(20, 16, 59), OpeningState(True, local(20, 17), None)),
        (local(20, 17), OpeningState(False, None, local(23, 8))),
        (local(21, 12), OpeningState(False, None, local(23, 8))),
    ],
)
def test_office_hours(at: datetime, expected: OpeningState) -> None:
    assert state(OFFICE, STOCKHOLM, at) == expected


def test_hours_over_midnight_are_one_opening() -> None:
    assert state(FRIDAY_NIGHT, STOCKHOLM, local(20, 23)) == OpeningState(True, local(21, 2), None)
    assert state(FRIDAY_NIGHT, STOCKHOLM, local(21, 1)) == OpeningState(True, local(21, 2), None)
    assert state(FRIDAY_NIGHT, STOCKHOLM, local(21, 2)) == OpeningState(False, None, local(27, 20))


def test_round_the_clock_never_closes() -> None:
    assert state(ALWAYS, STOCKHOLM, local(21, 3)) == OpeningState(True, None, None)


def test_without_hours_it_never_opens() -> None:
    assert state([], STOCKHOLM, local(21, 3)) == OpeningState(False, None, None)


def test_one_morning_a_week_is_found_a_week_ahead() -> None:
    monday = [Span(0, 8 * 60, 12 * 60)]
    assert state(monday, STOCKHOLM, local(16, 12)) == OpeningState(False, None, local(23, 8))


def test_overlapping_spans_are_joined() -> None:
    spans = [Span(0, 480, 720), Span(0, 600, 660), Span(0, 700, 1020)]
    (monday,) = [o for o in openings(spans, STOCKHOLM, local(16, 8), days=1) if o.end > local(16, 8)]
    assert (monday.start, monday.end) == (local(16, 8), local(16, 17))


def test_the_day_the_clocks_go_back_is_an_hour_longer() -> None:
    sunday = [Span(6, 0, 1440)]
    (opening,) = [o for o in openings(sunday, STOCKHOLM, local(25, 12, month=10), days=2)]
    assert (opening.end - opening.start).total_seconds() == 25 * 3600
    assert opening.start == datetime(2026, 10, 24, 22, tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "closed"),
    [
        (local(20, 17), local(20, 17)),
        (local(22, 23), local(20, 17)),
        (local(23, 7, 59), local(20, 17)),
        (local(23, 8), None),
        (local(20, 16, 59), None),
    ],
)
def test_when_it_closed_is_known_until_it_opens_again(at: datetime, closed: datetime | None) -> None:
    assert last_closing(OFFICE, STOCKHOLM, at) == closed


def test_what_never_closes_or_has_no_hours_has_not_closed() -> None:
    assert last_closing(ALWAYS, STOCKHOLM, local(21, 0)) is None
    assert last_closing([], STOCKHOLM, local(21, 0)) is None
    # Open on Fridays only: a week later to the minute.
    assert last_closing([Span(4, 480, 600)], STOCKHOLM, local(27, 7, 59)) == local(20, 10)
    # Over the night of the change of the clock.
    assert last_closing([Span(5, 480, 600)], STOCKHOLM, local(25, 12, month=10)) == local(24, 10, month=10)
