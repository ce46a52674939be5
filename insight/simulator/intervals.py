"""How well waits are foretold: what the house says of every case is held against how long it waited, beside the plain
quantile of the past. Only what was known at the moment goes in. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache

from insight.simulator.floor import Floor, Outcome
from insight.simulator.measures import quantile
from insight.simulator.plan import Plan, draw_plan
from insight.simulator.policies import POLICIES
from insight.simulator.scenario import Scenario
from people.hours import openings
from people.targets import DEFAULTS
from rooms.matching.measured import Held
from rooms.matching.open_time import OpenTime
from rooms.matching.records import Records
from rooms.matching.waiting import COVERAGE, FEWEST, Deadline, Interval, Memory, Past, group_of, standing
from rooms.urgency import deadlines

# Residents look again while they wait.
AGAIN = timedelta(minutes=30)
# The plain quantile is of so many latest waits.
PLAIN = 400
TAIL = (1 - COVERAGE) / 2


@dataclass(frozen=True, slots=True)
class Told:
    """Seconds of opening: what was told, what the quantiles of past waits of the same priority say, and the truth."""

    ours: Interval
    plain: Interval
    waited: float
    again: bool


@dataclass(frozen=True, slots=True)
class Score:
    """`score` is the interval score (Gneiting & Raftery 2007) in seconds, smaller is better: the width, and ten times
    how far outside the truth fell. `pinball` is the mean over the three quantiles."""

    cases: int
    coverage: float
    width_s: float
    score: float
    pinball: float


def told(scenario: Scenario, load: float, seed: int, drift: float) -> list[Told]:
    """Every case of a run under our order, from the moment that the past suffices to say anything."""
    plan = draw_plan(scenario, load, seed, drift)
    return list(_Replay(plan, Floor(plan, POLICIES["ours"]()).run()).told())


@dataclass(slots=True)
class _Known:
    """What has been learnt of one group, oldest first."""

    memory: Memory = field(default_factory=Memory)
    waits: list[float] = field(default_factory=list)


class _Replay:
    def __init__(self, plan: Plan, outcome: Outcome) -> None:
        scenario = self._scenario = plan.scenario
        self._plan = plan
        cases = [
            Past(
                course.job.need.priority,
                course.job.need.rank,
                course.job.need.arrived_at,
                None if course.opened is None else scenario.at(course.opened),
            )
            for course in outcome.courses
        ]
        held = [
            Held(person, scenario.at(begins), None if ends is None else scenario.at(ends))
            for course in outcome.courses
            for person, begins, ends in course.held
        ]
        hours = OpenTime(openings(scenario.spans, scenario.zone, scenario.midnight, days=scenario.days + 9))
        end = scenario.at(scenario.end)
        self._records = Records(cases, held, hours, scenario.zone, _deadline(scenario), end)
        self._hours = hours

    def told(self) -> Iterator[Told]:
        moments = [(case.arrived_at, case, False) for case in self._records.cases]
        moments += [(case.arrived_at + AGAIN, case, True) for case in self._records.cases]
        moments.sort(key=lambda moment: (moment[0], moment[1].rank))
        taken = [(case.taken_at, case.rank, case) for case in self._records.cases if case.taken_at is not None]
        taken.sort(reverse=True)
        known: dict[int | None, _Known] = {}
        for at, case, again in moments:
            while taken and taken[-1][0] < at:
                self._learn(known, taken.pop()[2])
            if case.taken_at is not None and (case.taken_at > at or not again):
                found = self._tell(known.get(group_of(case.priority), _Known()), case, at, again)
                if found is not None:
                    yield found

    def _learn(self, known: dict[int | None, _Known], case: Past) -> None:
        group = known.setdefault(group_of(case.priority), _Known())
        for miss in self._records.misses(case):
            group.memory.add(miss)
        group.waits.append(self._hours.between(case.arrived_at, case.taken_at or case.arrived_at))
        del group.waits[:-PLAIN]

    def _tell(self, known: _Known, case: Past, at: datetime, again: bool) -> Told | None:
        unit = self._records.unit(at)
        if unit is None or (again and not self._hours.open_at(at)):
            return None
        queue = standing(case.rank, *self._records.around(at), at, self._here(at))
        ours = known.memory.interval(unit.expected(case.priority, case.rank, queue, at))
        if ours is None or len(known.waits) < FEWEST:
            return None
        gone = self._hours.between(case.arrived_at, at)
        longer = sorted(wait - gone for wait in known.waits if wait > gone) or [0.0]
        low, median, high = (quantile(longer, share) for share in (TAIL, 0.5, 1 - TAIL))
        plain = Interval(low, median, high, len(longer))
        return Told(ours, plain, self._hours.between(at, case.taken_at or at), again)

    def _here(self, at: datetime) -> int | None:
        now, pause = self._scenario.seconds(at), self._scenario.break_minutes * 60
        here = sum(
            duty.begins <= now < duty.ends and not (duty.pause is not None and duty.pause <= now < duty.pause + pause)
            for duties in self._plan.duties.values()
            for duty in duties
        )
        return here or None


def _deadline(scenario: Scenario) -> Deadline:
    @cache
    def open_by(priority: int | None, at: datetime) -> datetime:
        return deadlines(DEFAULTS, priority, scenario.spans, scenario.zone, at).open_by

    return open_by


def scored(found: Iterable[Told], which: str) -> Score:
    pairs = [(getattr(one, which), one.waited) for one in found]
    inside = sum(interval.low <= waited <= interval.high for interval, waited in pairs)
    width = sum(interval.high - interval.low for interval, _ in pairs)
    outside = sum(max(0.0, one.low - waited, waited - one.high) for one, waited in pairs)
    pinball = sum(
        _pinball(one.low, waited, TAIL) + _pinball(one.median, waited, 0.5) + _pinball(one.high, waited, 1 - TAIL)
        for one, waited in pairs
    )
    count = len(pairs)
    return Score(
        cases=count,
        coverage=round(inside / count, 4),
        width_s=round(width / count, 1),
        score=round((width + outside / TAIL) / count, 1),
        pinball=round(pinball / 3 / count, 1),
    )


def _pinball(told_s: float, waited: float, share: float) -> float:
    return share * (waited - told_s) if waited >= told_s else (1 - share) * (told_s - waited)
