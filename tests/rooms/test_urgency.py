"""The order of service and the deadlines behind it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import permutations
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people.hours import Span
from people.targets import DEFAULTS
from rooms.availability import Availability, availability
from rooms.urgency import NO_ALARM, OPENED, UNOPENED, deadlines, in_order, place, rank

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
OFFICE = [Span(weekday, 8 * 60, 17 * 60) for weekday in range(5)]
ALWAYS = [Span(weekday, 0, 24 * 60) for weekday in range(7)]
STOCKHOLM = ZoneInfo("Europe/Stockholm")


@dataclass(frozen=True)
class Waiting:
    priority: int | None
    open_by: datetime
    number: int
    arrived_at: datetime = NOON
    alarm_rank: int = NO_ALARM


def after(minutes: int) -> datetime:
    return NOON + timedelta(minutes=minutes)


def test_one_before_two_before_the_rest_whatever_the_deadlines() -> None:
    late_one, early_two = Waiting(1, after(500), 1), Waiting(2, after(1), 2)
    early_three, errand, five = Waiting(3, after(-60), 3), Waiting(None, after(-90), 4), Waiting(5, after(-80), 5)
    expected = [late_one, early_two, errand, five, early_three]
    for order in permutations(expected):
        assert in_order(order) == expected


def test_an_alarm_that_nobody_has_taken_before_everything() -> None:
    alarm, immediate = Waiting(5, after(900), 1, alarm_rank=UNOPENED), Waiting(1, after(-500), 2)
    also, opened = Waiting(None, after(950), 3, alarm_rank=UNOPENED), Waiting(1, after(-900), 4, alarm_rank=OPENED)
    assert in_order([immediate, opened, also, alarm]) == [alarm, also, opened, immediate]


def test_at_the_same_deadline_priority_then_arrival_then_the_number_settle() -> None:
    first, second = Waiting(3, after(5), 7, arrived_at=after(-8)), Waiting(3, after(5), 8, arrived_at=after(-8))
    third = Waiting(4, after(5), 6, arrived_at=after(-10))
    fourth, errand = Waiting(4, after(5), 5, arrived_at=after(-9)), Waiting(None, after(5), 4, arrived_at=after(-99))
    expected = [first, second, third, fourth, errand]
    for order in permutations(expected):
        assert in_order(order) == expected


cases = st.builds(
    Waiting,
    priority=st.sampled_from([1, 2, 3, 4, 5, None]),
    open_by=st.integers(-500, 500).map(after),
    number=st.integers(1, 10**6),
    arrived_at=st.integers(-500, 0).map(after),
    alarm_rank=st.sampled_from([UNOPENED, OPENED, NO_ALARM]),
)


@given(st.lists(cases, unique_by=lambda case: case.number))
def test_the_place_is_where_the_order_puts_it(waiting: list[Waiting]) -> None:
    for index, case in enumerate(in_order(waiting), start=1):
        assert place(case, waiting) == index


@given(st.lists(cases, unique_by=lambda case: case.number), cases)
def test_nobody_passes_a_case_that_ranks_above(waiting: list[Waiting], newcomer: Waiting) -> None:
    above = [case for case in waiting if rank(case) < rank(newcomer)]
    assert in_order([*waiting, newcomer])[: len(above)] == in_order(above)


def test_priority_one_is_counted_by_the_clock_and_the_rest_in_opening_hours() -> None:
    friday_evening = datetime(2026, 11, 20, 18, tzinfo=STOCKHOLM)
    monday = datetime(2026, 11, 23, 8, tzinfo=STOCKHOLM)
    urgent = deadlines(DEFAULTS, 1, OFFICE, STOCKHOLM, friday_evening)
    assert (urgent.open_by, urgent.target_minutes) == (friday_evening + timedelta(minutes=5), 5)
    within_a_day = deadlines(DEFAULTS, 3, OFFICE, STOCKHOLM, friday_evening)
    assert (within_a_day.open_by, within_a_day.target_minutes) == (monday + timedelta(hours=1), 60)
    assert deadlines(DEFAULTS, None, OFFICE, STOCKHOLM, friday_evening).target_minutes is None


@pytest.mark.parametrize("spans", [OFFICE, ALWAYS])
@pytest.mark.parametrize("minute", range(0, 24 * 60, 29))
def test_what_is_less_urgent_and_came_at_the_same_time_is_never_due_earlier(spans: list[Span], minute: int) -> None:
    arrived_at = datetime(2026, 11, 20, tzinfo=STOCKHOLM) + timedelta(minutes=minute)
    due = [deadlines(DEFAULTS, priority, spans, STOCKHOLM, arrived_at).open_by for priority in range(1, 6)]
    assert due == sorted(due)


def test_shortly_before_closing_an_hour_ends_at_closing() -> None:
    late = datetime(2026, 11, 20, 16, 30, tzinfo=STOCKHOLM)
    assert deadlines(DEFAULTS, 3, OFFICE, STOCKHOLM, late).open_by == late + timedelta(minutes=30)


@pytest.mark.parametrize(
    ("here", "declared", "holding", "expected"),
    [
        (False, "available", 0, Availability.OFFLINE),
        (True, None, 0, Availability.AVAILABLE),
        (True, "available", 7, Availability.AVAILABLE),
        (True, "available", 8, Availability.BUSY),
        (True, None, 9, Availability.BUSY),
        (True, "busy", 0, Availability.BUSY),
        (True, "away", 9, Availability.AWAY),
    ],
)
def test_presence_is_derived(here: bool, declared: str | None, holding: int, expected: Availability) -> None:
    assert availability(here=here, declared=declared, holding=holding, capacity=8) is expected
