"""What a unit's last weeks say of its pace: how long a case keeps one person, how many are at work by the hour, and
how many cases of each priority come. Pure; it looks only at what was known at the moment that it is asked about."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from rooms.matching.open_time import OpenTime

HOUR = timedelta(hours=1)
# Staffing and arrivals repeat by the week; the time that a case takes drifts, and is measured over a shorter time.
WINDOW, PACE_WINDOW = timedelta(days=14), timedelta(days=7)
FEWEST_HELD = 10

DayHour = tuple[bool, int]


@dataclass(frozen=True, slots=True)
class Came:
    """`priority` None is an errand."""

    priority: int | None
    arrived_at: datetime


@dataclass(frozen=True, slots=True)
class Held:
    """One person had one case from the moment that they turned to it; `ended_at` None: they have it still."""

    person_id: UUID
    began_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Measures:
    """`pace`: seconds of one person's time a case, in opening hours. `people`: how many had a case in hand, by hour of
    an open day. `arrivals`: cases an hour by priority; the flag says whether the unit opens on such a day."""

    pace: float
    people: Mapping[int, float]
    arrivals: Mapping[int | None, Mapping[DayHour, float]]


def measure(
    cases: Iterable[Came], held: Iterable[Held], hours: OpenTime, zone: ZoneInfo, now: datetime
) -> Measures | None:
    """None where too little has been measured to say anything."""
    since = now - WINDOW
    known = [
        Held(one.person_id, one.began_at, min(one.ended_at or now, now)) for one in held if since <= one.began_at < now
    ]
    pace = _pace(known, hours, now)
    if pace is None:
        return None
    days = _days(hours, zone, max(since, min(one.began_at for one in known)), now)
    recent = [case for case in cases if since <= case.arrived_at < now]
    return Measures(pace, _people(known, hours, zone, days), _arrivals(recent, zone, days))


def _pace(held: list[Held], hours: OpenTime, now: datetime) -> float | None:
    """Several cases in hand at once share a person's time, so it is the union of their times that is shared out."""
    by_person: dict[UUID, list[tuple[float, float]]] = defaultdict(list)
    for one in held:
        if one.began_at >= now - PACE_WINDOW and one.ended_at is not None:
            by_person[one.person_id].append((hours.until(one.began_at), hours.until(one.ended_at)))
    count = sum(len(spans) for spans in by_person.values())
    if count < FEWEST_HELD:
        return None
    total = sum(_union(sorted(spans)) for spans in by_person.values())
    return total / count if total > 0 else None


def _union(spans: list[tuple[float, float]]) -> float:
    total, reached = 0.0, float("-inf")
    for begins, ends in spans:
        total += max(0.0, ends - max(begins, reached))
        reached = max(reached, ends)
    return total


def _days(hours: OpenTime, zone: ZoneInfo, since: datetime, now: datetime) -> dict[date, bool]:
    """The days that the window touches, and whether the unit opened on each."""
    found: dict[date, bool] = {}
    at = since
    while at < now:
        day = at.astimezone(zone).date()
        found[day] = found.get(day, False) or hours.between(at, min(at + HOUR, now)) > 0
        at += HOUR
    return found


def _people(held: list[Held], hours: OpenTime, zone: ZoneInfo, days: Mapping[date, bool]) -> dict[int, float]:
    at_work: dict[tuple[date, int], set[UUID]] = defaultdict(set)
    for one in held:
        at = one.began_at
        while one.ended_at is not None and at < one.ended_at + HOUR:
            if hours.open_at(at):
                local = min(at, one.ended_at).astimezone(zone)
                at_work[local.date(), local.hour].add(one.person_id)
            at += HOUR
    open_days = sum(days.values())
    people: dict[int, float] = defaultdict(float)
    for (_, hour), persons in at_work.items():
        people[hour] += len(persons) / max(1, open_days)
    return dict(people)


def _arrivals(
    cases: Iterable[Came], zone: ZoneInfo, days: Mapping[date, bool]
) -> dict[int | None, dict[DayHour, float]]:
    count = {flag: sum(is_open is flag for is_open in days.values()) for flag in (True, False)}
    found: dict[int | None, dict[DayHour, float]] = defaultdict(lambda: defaultdict(float))
    for case in cases:
        local = case.arrived_at.astimezone(zone)
        flag = days.get(local.date())
        if flag is not None:
            found[case.priority][flag, local.hour] += 1 / count[flag]
    return {priority: dict(rates) for priority, rates in found.items()}
