"""The day's waits beside those that the simulator's own engine gives for the same arrivals and shifts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from insight.simulator.floor import Floor
from insight.simulator.measures import GROUPS, Group, quantile
from insight.simulator.plan import Job, OpenTime, Plan, draw_plan
from insight.simulator.policies import POLICIES
from insight.simulator.scenario import Scenario

SECRETARY = "medical_secretary"


@dataclass(frozen=True, slots=True)
class Waits:
    """Seconds of opening hours from arrival until somebody first turned to the case."""

    priority: Group
    cases: int
    mean_s: float
    p50_s: float
    p95_s: float
    opened: int


def plan_of(scenario: Scenario, load: float, seed: int, day: str) -> Plan:
    """One day of the scenario, on this date. The server gives a case to one profession: errands are the secretary's."""
    values = scenario.model_dump(by_alias=True)
    plan = draw_plan(Scenario.model_validate({**values, "starts": day, "days": 1}), load, seed)
    jobs = [
        replace(job, need=replace(job.need, professions=frozenset({SECRETARY})))
        if SECRETARY in job.need.professions
        else job
        for job in plan.jobs
    ]
    return replace(plan, jobs=jobs)


def within(plan: Plan, begins: float, ends: float, cases: int | None = None) -> Plan:
    jobs = [job for job in plan.jobs if begins <= job.arrives < ends]
    return replace(plan, jobs=jobs[:cases])


def opened_by_the_engine(plan: Plan) -> dict[int, float | None]:
    """When each case was opened, by its number, if everything had gone as in the engine, without any fault."""
    outcome = Floor(plan, POLICIES["ours"]()).run()
    return {course.job.need.number: course.opened for course in outcome.courses}


def waits(plan: Plan, opened: Mapping[int, float | None], ends: float) -> list[Waits]:
    """What nobody had turned to by `ends` counts as waited until then."""
    hours = OpenTime(plan.scenario)
    found = []
    for group in GROUPS:
        jobs = [job for job in plan.jobs if _of(job, group)]
        if jobs:
            moments = [(job, opened.get(job.need.number)) for job in jobs]
            until = [(job, ends if at is None else min(at, ends)) for job, at in moments]
            waited = sorted(hours.until(at) - hours.until(job.arrives) for job, at in until)
            found.append(_summed(group, waited, sum(at is not None and at <= ends for _, at in moments)))
    return found


def _of(job: Job, group: Group) -> bool:
    return job.need.urgent if isinstance(group, str) else job.need.priority == group


def _summed(group: Group, waited: Sequence[float], opened: int) -> Waits:
    mean, middle, most = sum(waited) / len(waited), quantile(waited, 0.5), quantile(waited, 0.95)
    return Waits(group, len(waited), round(mean, 1), round(middle, 1), round(most, 1), opened)
