"""Expected waits: what is reckoned, that only the past is looked at, and that the intervals hold what they promise."""

from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from people.hours import Opening, Span, openings
from people.targets import DEFAULTS
from rooms.matching.measured import Came, Held, Measures, measure
from rooms.matching.open_time import OpenTime
from rooms.matching.parties import Rank
from rooms.matching.records import Records
from rooms.matching.waiting import FEWEST, REMEMBERED, Memory, Miss, Past, Queue, Unit, standing
from rooms.urgency import NO_ALARM, UNOPENED, deadlines

ZONE = ZoneInfo("UTC")
SPANS = [Span(day, 8 * 60, 17 * 60) for day in range(5)]
MONDAY = datetime(2026, 3, 2, tzinfo=UTC)
HOURS = OpenTime(openings(SPANS, ZONE, MONDAY - timedelta(days=14), days=40))


def at(hour: float, day: int = 0) -> datetime:
    return MONDAY + timedelta(days=day, hours=hour)


def open_by(priority: int | None, arrived: datetime) -> datetime:
    return deadlines(DEFAULTS, priority, SPANS, ZONE, arrived).open_by


def rank(priority: int | None, arrived: datetime, alarm: int = NO_ALARM) -> Rank:
    service = priority if priority in (1, 2) else 3
    return alarm, service, open_by(priority, arrived), priority or 6, arrived, 1


def unit(people: float = 2.0, arrivals: dict[int | None, float] | None = None) -> Unit:
    """Ten minutes of one person's time a case, and so many of each priority come in every hour of an open day."""
    rates = {which: {(True, hour): rate for hour in range(24)} for which, rate in (arrivals or {}).items()}
    return Unit(HOURS, ZONE, Measures(600.0, dict.fromkeys(range(8, 17), people), rates), open_by)


def reckoned(of: Unit, now: datetime, ahead: int, priority: int | None = 4, people: int | None = 2) -> float:
    return of.expected(priority, rank(priority, now), Queue(ahead, people, 0), now)


def test_opening_time_goes_forth_and_back() -> None:
    assert HOURS.between(at(16), at(9, day=1)) == 2 * 3600
    assert HOURS.after(at(16), 2 * 3600) == at(9, day=1)
    assert HOURS.after(at(20), 0) == at(8, day=1)
    assert HOURS.open_at(at(8))
    assert not HOURS.open_at(at(17))
    assert OpenTime([Opening(at(8), at(9))]).after(at(8), 4000) is None


def test_those_ahead_take_their_time_shared_by_who_is_at_work() -> None:
    assert reckoned(unit(), at(10), ahead=5) == pytest.approx(6 * 600 / 2)
    assert reckoned(unit(), at(10), ahead=5, people=3) == pytest.approx(6 * 600 / 3)
    assert unit().expected(4, rank(4, at(10)), Queue(0, 2, 1), at(10)) == 0.0


def test_a_night_does_not_count_and_the_first_at_opening_are_met_at_once() -> None:
    assert reckoned(unit(), at(16.5), ahead=7, people=2) == pytest.approx(8 * 600 / 2)
    assert reckoned(unit(), at(22), ahead=1) == 0.0
    assert reckoned(unit(), at(22), ahead=3) == pytest.approx(2 * 600 / 2)


def test_whoever_comes_later_and_goes_before_is_counted_for_those_whom_they_pass() -> None:
    urgent = unit(arrivals={2: 6.0})
    assert reckoned(urgent, at(9), ahead=3, priority=4) > 1.5 * reckoned(unit(), at(9), ahead=3)
    assert reckoned(urgent, at(9), ahead=3, priority=1) == reckoned(unit(), at(9), ahead=3)
    # Those of priority 3 are to be opened within the hour: before whoever is by five, not by half past nine.
    within_a_day = unit(arrivals={3: 6.0})
    assert reckoned(within_a_day, at(9), ahead=3) > reckoned(unit(), at(9), ahead=3)
    due_soon = (NO_ALARM, 3, at(9.5), 4, at(9), 1)
    assert within_a_day.expected(4, due_soon, Queue(3, 2, 0), at(9)) == pytest.approx(4 * 600 / 2)
    alarmed = rank(4, at(9), UNOPENED)
    assert urgent.expected(4, alarmed, Queue(0, 2, 0), at(9)) == pytest.approx(300.0)


def test_measures_are_of_what_was_known_then() -> None:
    """Two people with a case each every half hour of a Monday, both cases at once half of the time."""
    held = [Held(UUID(int=1 + n % 2), at(8 + n / 4), at(8 + n / 4 + 0.5)) for n in range(16)]
    came = [Came(3, at(9.5)), Came(None, at(9.7)), Came(3, at(9.5, day=1))]
    assert measure(came, held, HOURS, ZONE, at(8.4)) is None
    known = measure(came, held, HOURS, ZONE, at(0, day=1))
    assert known is not None
    assert known.pace == pytest.approx(1800.0)
    assert known.people[9] == 2.0
    assert known.arrivals == {3: {(True, 9): 1.0}, None: {(True, 9): 1.0}}


def test_the_queue_of_a_past_moment() -> None:
    cases = [Past(3, rank(3, at(9 + n / 10)), at(9 + n / 10), at(10 + n / 10)) for n in range(10)]
    held = [Held(UUID(int=1), at(9), at(10.2)), Held(UUID(int=2), at(9), at(9.7)), Held(UUID(int=3), at(11), None)]
    queue = standing(rank(4, at(8)), cases, held, at(10.25))
    assert queue == Queue(ahead=7, people=2, free=2)
    assert standing(rank(4, at(8)), cases, held, at(9.8), here=5) == Queue(ahead=9, people=5, free=4)


def test_nothing_is_said_before_enough_is_remembered() -> None:
    memory = Memory()
    for day in range(FEWEST):
        assert memory.interval(600.0) is None
        memory.add(Miss(600.0, 700.0, at(0, day).date()))
    assert memory.interval(600.0) is not None


def test_a_single_day_is_not_enough() -> None:
    memory = Memory()
    for _ in range(200):
        memory.add(Miss(600.0, 700.0, MONDAY.date()))
    assert memory.interval(600.0) is None


def test_nobody_is_told_less_than_was_ever_seen() -> None:
    """A unit whose past never had anybody free says of the first such moment what it knows."""
    memory = Memory()
    for day in range(30):
        memory.add(Miss(900.0, 600.0 + 30 * day, at(0, day).date()))
    assert memory.interval(0.0) == memory.interval(900.0)


def test_a_bias_is_learnt_and_the_interval_holds_eight_of_ten() -> None:
    """What is reckoned is half of the truth at first, later twice as much: both are found out."""
    chance, memory, inside = Random(7), Memory(), []
    for number in range(2 * REMEMBERED):
        expected = chance.uniform(0, 7200)
        waited = expected * (2.0 if number < REMEMBERED else 0.5) * chance.lognormvariate(0, 0.4)
        if number > 2 * REMEMBERED - 500 or 1000 < number < 1500:
            told = memory.interval(expected)
            assert told is not None
            inside.append(told.low <= waited <= told.high)
        memory.add(Miss(expected, waited, at(0, number // 100).date()))
    assert 0.75 <= sum(inside) / len(inside) <= 0.88


def test_records_say_the_same_of_a_moment_whatever_came_after() -> None:
    chance = Random(3)
    cases, held = [], []
    for number in range(400):
        came = at(8 + chance.uniform(0, 8), day=number // 80)
        taken = came + timedelta(minutes=chance.uniform(0, 50))
        cases.append(Past(3, rank(3, came), came, taken))
        held.append(Held(UUID(int=1 + number % 3), taken, taken + timedelta(minutes=8)))
    cases.sort(key=lambda case: case.arrived_at)
    held.sort(key=lambda one: one.began_at)
    until = at(12, day=3)
    early_cases = [case for case in cases if case.arrived_at <= until]
    early_held = [one for one in held if one.began_at <= until]
    whole = Records(cases, held, HOURS, ZONE, open_by, at(23, day=4))
    early = Records(early_cases, early_held, HOURS, ZONE, open_by, until)
    compared = 0
    for case in early_cases:
        if case.taken_at is not None and case.taken_at < until:
            assert early.misses(case) == whole.misses(case)
            compared += bool(whole.misses(case))
    assert compared > 100
