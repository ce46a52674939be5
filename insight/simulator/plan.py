"""What comes to the unit in one run: cases with all their durations drawn beforehand, so that every policy meets the
same residents. Pure: the seed decides."""

from bisect import bisect_right
from dataclasses import dataclass, replace
from datetime import timedelta
from math import exp, log, sqrt
from random import Random
from uuid import UUID

from insight.simulator.scenario import DAY, Scenario
from people.targets import DEFAULTS
from rooms.matching.parties import Clinician, Need
from rooms.urgency import NO_ALARM, deadlines

UNIT = UUID(int=1)
# Staff and residents are numbered apart, so that an id names one thing.
STAFF_IDS, CASE_IDS, RESIDENT_IDS = 1_000, 1 << 40, 1 << 50


@dataclass(frozen=True, slots=True)
class Job:
    """One case: when it comes, the clinician's turns and the resident's answers between them, all in seconds."""

    need: Need
    arrives: float
    work: tuple[float, ...]
    answers: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Duty:
    begins: float
    ends: float
    pause: float | None


@dataclass(frozen=True, slots=True)
class Plan:
    scenario: Scenario
    jobs: list[Job]
    people: list[Clinician]
    duties: dict[UUID, list[Duty]]


def draw_plan(scenario: Scenario, load: float, seed: int, drift: float = 1.0) -> Plan:
    """`load` is the clinicians' work that comes in, as a share of the time they have. With `drift` every turn takes
    ever longer or shorter, so many times as long at the end as at the beginning; how many come is decided without."""
    chance = Random(seed)  # noqa: S311 - a simulation, and it must repeat
    people, duties = _draw_staff(scenario, chance)
    shares = [scenario.by_weekday[(scenario.starts + timedelta(days=day)).weekday()] for day in range(scenario.days)]
    cases = load * scenario.staffed_seconds / scenario.mean_work
    arrivals = _arrivals(scenario, [cases * share / sum(shares) for share in shares], chance)
    jobs = [
        _draw_job(scenario, number, at, people, chance, drift ** (at / scenario.end))
        for number, at in enumerate(arrivals, 1)
    ]
    return Plan(scenario, jobs, people, duties)


def _draw_staff(scenario: Scenario, chance: Random) -> tuple[list[Clinician], dict[UUID, list[Duty]]]:
    people: list[Clinician] = []
    duties: dict[UUID, list[Duty]] = {}
    for kind in scenario.staff:
        for _ in range(kind.count):
            account = UUID(int=STAFF_IDS + len(people))
            people.append(Clinician(account, frozenset({UNIT}), kind.profession, kind.rooms, languages=kind.languages))
            shifts = [Duty(*shift) for shift in scenario.shifts(kind)]
            duties[account] = [duty for duty in shifts if chance.random() >= scenario.absent]
    return people, duties


def _arrivals(scenario: Scenario, by_day: list[float], chance: Random) -> list[float]:
    """A Poisson process whose rate is constant within an hour."""
    found: list[float] = []
    whole = sum(scenario.by_hour)
    for day, cases in enumerate(by_day):
        for hour, share in enumerate(scenario.by_hour):
            rate = cases * share / whole / 3600
            at = chance.expovariate(rate) if rate else 3600.0
            while at < 3600:
                found.append(day * DAY + hour * 3600 + at)
                at += chance.expovariate(rate)
    return found


def _draw_job(
    scenario: Scenario, number: int, at: float, people: list[Clinician], chance: Random, slower: float
) -> Job:
    kind = chance.choices(scenario.cases, [one.share for one in scenario.cases])[0]
    language = chance.choices(list(scenario.languages), list(scenario.languages.values()))[0]
    related = chance.random() < scenario.own_relative
    turns = _turns(scenario, chance)
    arrived_at = scenario.at(at)
    due = deadlines(DEFAULTS, kind.priority, scenario.spans, scenario.zone, arrived_at)
    need = Need(
        id=UUID(int=CASE_IDS + number),
        number=number,
        unit_id=UNIT,
        priority=kind.priority,
        alarm_rank=NO_ALARM,
        open_by=due.open_by,
        arrived_at=arrived_at,
        professions=kind.professions,
        language=language,
        subjects=frozenset({UUID(int=RESIDENT_IDS + number)}),
        barred=frozenset({chance.choice(people).id}) if related else frozenset(),
    )
    mean = slower * 60 * kind.work / mean_turns(scenario)
    work = tuple(_duration(scenario, mean, chance) for _ in range(turns))
    answers = tuple(_duration(scenario, 60 * scenario.answer_minutes, chance) for _ in range(turns - 1))
    return Job(need, at, work, answers)


def mean_turns(scenario: Scenario) -> float:
    """The true mean of a number of turns that is cut off at the most there may be."""
    leave = 1 / scenario.turns.mean
    return sum((1 - leave) ** turn for turn in range(scenario.turns.most))


def _turns(scenario: Scenario, chance: Random) -> int:
    turns = 1
    while turns < scenario.turns.most and chance.random() >= 1 / scenario.turns.mean:
        turns += 1
    return turns


def _duration(scenario: Scenario, mean: float, chance: Random) -> float:
    if mean == 0:
        return 0.0
    if scenario.spread == "exponential":
        return chance.expovariate(1 / mean)
    variance = log(1 + scenario.spread**2)
    return mean * exp(chance.gauss(-variance / 2, sqrt(variance)))


class OpenTime:
    """Waiting is counted in opening hours: a night that nobody works is not the queue's doing."""

    def __init__(self, scenario: Scenario) -> None:
        self._starts = [start for start, _ in scenario.opening_seconds]
        self._ends = [end for _, end in scenario.opening_seconds]
        self._before = [0.0]
        for start, end in scenario.opening_seconds:
            self._before.append(self._before[-1] + end - start)

    def is_open(self, at: float) -> bool:
        index = bisect_right(self._starts, at)
        return index > 0 and at < self._ends[index - 1]

    def until(self, at: float) -> float:
        """Seconds of opening hours before this moment."""
        index = bisect_right(self._starts, at)
        if index == 0:
            return 0.0
        return self._before[index - 1] + min(at, self._ends[index - 1]) - self._starts[index - 1]


def with_load(person: Clinician, load: int, given: int, available: bool) -> Clinician:
    return replace(person, load=load, given=given, available=available)
