"""What a run comes to in figures, and how long matching takes. Pure but for the stopwatch."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from math import inf, sqrt
from random import Random
from time import perf_counter
from uuid import UUID

from insight.simulator.floor import Floor, Outcome
from insight.simulator.plan import CASE_IDS, STAFF_IDS, OpenTime, Plan, draw_plan
from insight.simulator.policies import POLICIES
from insight.simulator.scenario import Scenario
from insight.simulator.theory import mean_waits
from rooms.matching.engine import Matcher
from rooms.matching.parties import STAFF_TURN, Clinician, Need
from rooms.urgency import NO_ALARM

# The groups whose waits are told: each priority, errands, and the two urgent ones together.
URGENT = "1-2"
Group = int | str | None
GROUPS: tuple[Group, ...] = (1, 2, 3, 4, 5, None, URGENT)


@dataclass(frozen=True, slots=True)
class Waits:
    """Seconds of opening hours from arrival until a clinician turned to the case; a case that nobody had turned to at
    the end counts as waited until then. `within_target` is the share that was opened when it was promised, and
    `in_time_when_open` that share of those that came while the unit was open."""

    policy: str
    load: float
    priority: Group
    cases: int
    mean_s: float
    p50_s: float
    p95_s: float
    max_s: float
    within_target: float
    in_time_when_open: float
    hand_backs: int


def run(scenario: Scenario, policy: str, load: float, seed: int) -> list[Waits]:
    plan = draw_plan(scenario, load, seed)
    return waits(plan, Floor(plan, POLICIES[policy]()).run(), policy, load)


def waits(plan: Plan, outcome: Outcome, policy: str, load: float) -> list[Waits]:
    scenario, open_time = plan.scenario, OpenTime(plan.scenario)
    waited: dict[Group, list[float]] = {}
    kept: dict[Group, list[tuple[bool, bool]]] = {}
    for course in outcome.courses:
        need = course.job.need
        opened = scenario.end if course.opened is None else course.opened
        groups: list[Group] = [need.priority, URGENT] if need.urgent else [need.priority]
        for group in groups:
            waited.setdefault(group, []).append(open_time.until(opened) - open_time.until(course.job.arrives))
            in_time = course.opened is not None and scenario.at(opened) <= need.open_by
            kept.setdefault(group, []).append((in_time, open_time.is_open(course.job.arrives)))
    return [
        _summed(policy, load, group, sorted(waited[group]), kept[group], outcome.hand_backs)
        for group in GROUPS
        if group in waited
    ]


def _summed(
    policy: str, load: float, group: Group, values: list[float], kept: list[tuple[bool, bool]], hand_backs: int
) -> Waits:
    when_open = [in_time for in_time, is_open in kept if is_open]
    return Waits(
        policy=policy,
        load=load,
        priority=group,
        cases=len(values),
        mean_s=round(sum(values) / len(values), 1),
        p50_s=round(quantile(values, 0.5), 1),
        p95_s=round(quantile(values, 0.95), 1),
        max_s=round(values[-1], 1),
        within_target=round(sum(in_time for in_time, _ in kept) / len(kept), 4),
        in_time_when_open=round(sum(when_open) / max(1, len(when_open)), 4),
        hand_backs=hand_backs,
    )


def quantile(ordered: Sequence[float], share: float) -> float:
    """Of ascending values: the smallest that at least this share does not exceed."""
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)]


@dataclass(frozen=True, slots=True)
class Sure:
    """A figure's mean over runs with other seeds, and half the width of its 95 % confidence interval."""

    mean: float
    within: float


# Student's t for 95 %, by degrees of freedom.
_STUDENT = {1: 12.71, 2: 4.30, 3: 3.18, 4: 2.78, 5: 2.57, 6: 2.45, 7: 2.36, 8: 2.31, 9: 2.26}


def sure(values: Sequence[float]) -> Sure:
    """Of one run alone nothing is known about how far it may be off."""
    mean, free = sum(values) / len(values), len(values) - 1
    if free == 0:
        return Sure(mean, inf)
    variance = sum((value - mean) ** 2 for value in values) / free
    return Sure(mean, _STUDENT.get(free, 2.0) * sqrt(variance / len(values)))


def over_seeds(lines: Sequence[Waits]) -> Waits:
    """One line of several seeds: the longest wait and the cases of all, the mean of everything else."""
    figures = ("mean_s", "p50_s", "p95_s", "within_target", "in_time_when_open")
    means: dict[str, float] = {name: round(sure([getattr(line, name) for line in lines]).mean, 4) for name in figures}
    return replace(
        lines[0],
        cases=sum(line.cases for line in lines),
        max_s=max(line.max_s for line in lines),
        hand_backs=round(sum(line.hand_backs for line in lines) / len(lines)),
        **means,  # type: ignore[arg-type]  # the means are named as the fields are
    )


def formula_errors(scenario: Scenario, load: float, seed: int) -> list[tuple[int, float, float]]:
    """Class, simulated and theoretical mean wait in seconds. The theory is asked about the arrivals and the work that
    were drawn, so that what is compared is the order and not the draw."""
    plan = draw_plan(scenario, load, seed)
    outcome = Floor(plan, POLICIES["ours"]()).run()
    service = sum(sum(job.work) for job in plan.jobs) / len(plan.jobs)
    by_class = [[c for c in outcome.courses if c.job.need.priority == kind.priority] for kind in scenario.cases]
    rates = [len(courses) / scenario.end for courses in by_class]
    theory = mean_waits(len(plan.people), service, rates)
    simulated = [
        sum((scenario.end if c.opened is None else c.opened) - c.job.arrives for c in courses) / len(courses)
        for courses in by_class
    ]
    return [(number, *pair) for number, pair in enumerate(zip(simulated, theory, strict=True), 1)]


# --- the time that matching takes ------------------------------------------------------------------------------------
PEOPLE, UNITS, TIMED_EVENTS = 500, 10, 1_000
_LANGUAGES = ("sv", "sv", "sv", "sv", "fi", "en")


def matching_ms(waiting: int, scenario: Scenario, seed: int = 1) -> float:
    """Milliseconds an event with so many waiting and 500 people with full hands at ten units: somebody finishes and is
    given the next case, and another case comes."""
    chance = Random(seed)  # noqa: S311 - a measurement that must repeat
    now, matcher = scenario.midnight, Matcher()
    people = [_somebody(number, chance) for number in range(PEOPLE)]
    for person in people:
        matcher.put_person(person, now)
    for number in range(waiting):
        matcher.put_case(_something(number, chance, scenario))
    matcher.settle()
    coming = [_something(waiting + number, chance, scenario) for number in range(TIMED_EVENTS)]
    began = perf_counter()
    for case in coming:
        busy = matcher.person(chance.choice(people).id)
        if busy is not None:
            matcher.put_person(replace(busy, load=busy.load - STAFF_TURN), now)
        matcher.settle()
        matcher.put_case(case)
        matcher.settle()
    return (perf_counter() - began) * 1000 / (2 * TIMED_EVENTS)


def _somebody(number: int, chance: Random) -> Clinician:
    unit = UUID(int=1 + number % UNITS)
    languages = frozenset({"sv", chance.choice(_LANGUAGES)})
    profession = "nurse" if chance.random() < 0.8 else "physician"
    return Clinician(
        UUID(int=STAFF_IDS + number), frozenset({unit}), profession, 3, load=3 * STAFF_TURN, languages=languages
    )


def _something(number: int, chance: Random, scenario: Scenario) -> Need:
    arrived_at = scenario.midnight + timedelta(seconds=number)
    return Need(
        id=UUID(int=CASE_IDS + number),
        number=number,
        unit_id=UUID(int=1 + chance.randrange(UNITS)),
        priority=chance.choice([1, 2, 3, 3, 3, 4, 4, 5, None]),
        alarm_rank=NO_ALARM,
        open_by=arrived_at + timedelta(minutes=chance.choice([15, 60, 480])),
        arrived_at=arrived_at,
        professions=frozenset({"nurse" if chance.random() < 0.8 else "physician"}),
        language=chance.choice(_LANGUAGES),
    )
