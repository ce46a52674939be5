"""How soon a case is to be opened and assessed, by priority. Pure: a unit's default settings and their due times.

Priority None stands for administrative errands. Priority 1 is counted by the clock, the rest in opening hours.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

from people.hours import Opening, Span, instant, openings

# Two working days of a unit that opens one day a week are over a fortnight away.
DUE_HORIZON_DAYS = 40


class Counted(StrEnum):
    CLOCK_MINUTES = "clock_minutes"
    OPEN_MINUTES = "open_minutes"
    SAME_DAY = "same_day"
    DAYS = "days"
    OPEN_DAYS = "open_days"


@dataclass(frozen=True, slots=True)
class Target:
    """`amount` is in minutes or days as `counted` says; the same day has amount 0."""

    counted: Counted
    amount: int = 0

    @property
    def minutes(self) -> int | None:
        """The figure that is shown beside a waiting time, where the target is one."""
        return self.amount if self.counted in (Counted.CLOCK_MINUTES, Counted.OPEN_MINUTES) else None


@dataclass(frozen=True, slots=True)
class Promise:
    """What one priority is promised."""

    opened: Target
    assessed: Target


SAME_DAY = Target(Counted.SAME_DAY)
DEFAULTS: Mapping[int | None, Promise] = {
    1: Promise(Target(Counted.CLOCK_MINUTES, 5), Target(Counted.CLOCK_MINUTES, 30)),
    2: Promise(Target(Counted.OPEN_MINUTES, 15), Target(Counted.OPEN_MINUTES, 240)),
    3: Promise(Target(Counted.OPEN_MINUTES, 60), Target(Counted.DAYS, 1)),
    4: Promise(SAME_DAY, Target(Counted.DAYS, 7)),
    5: Promise(SAME_DAY, SAME_DAY),
    None: Promise(SAME_DAY, Target(Counted.OPEN_DAYS, 2)),
}


def due(target: Target, spans: Sequence[Span], zone: ZoneInfo, start: datetime) -> datetime:
    """The instant by which the target is to be met. A unit that never opens is counted by the clock."""
    if target.counted is Counted.CLOCK_MINUTES or not spans:
        return start + _by_the_clock(target)
    if target.counted in (Counted.SAME_DAY, Counted.OPEN_DAYS):
        return _end_of_open_day(spans, zone, start, target.amount)
    coming = [
        Opening(max(opening.start, start), opening.end)
        for opening in openings(spans, zone, start, days=DUE_HORIZON_DAYS)
        if opening.end > start
    ]
    if target.counted is Counted.OPEN_MINUTES:
        return _after_open_time(coming, timedelta(minutes=target.amount))
    return _open_at_or_after(coming, start + timedelta(days=target.amount))


def _by_the_clock(target: Target) -> timedelta:
    if target.minutes is not None:
        return timedelta(minutes=target.minutes)
    return timedelta(days=max(target.amount, 1))


def _after_open_time(coming: list[Opening], left: timedelta) -> datetime:
    for opening in coming:
        length = opening.end - opening.start
        if left <= length:
            return opening.start + left
        left -= length
    return coming[-1].end


def _open_at_or_after(coming: list[Opening], moment: datetime) -> datetime:
    for opening in coming:
        if opening.end >= moment:
            return max(opening.start, moment)
    return coming[-1].end


def _end_of_open_day(spans: Sequence[Span], zone: ZoneInfo, start: datetime, days_later: int) -> datetime:
    """The last closing of the day that `start` falls in or waits for, or of the open day so many open days later."""
    closings = [end for end in _last_closings(tuple(spans), zone, start.astimezone(zone).date()) if end > start]
    return closings[min(days_later, len(closings) - 1)]


@lru_cache(maxsize=256)
def _last_closings(spans: tuple[Span, ...], zone: ZoneInfo, first: date) -> tuple[datetime, ...]:
    """Of every open day from `first` on."""
    closings = []
    for day in (first + timedelta(days=n) for n in range(DUE_HORIZON_DAYS)):
        ends = [instant(day, span.closes, zone) for span in spans if span.weekday == day.weekday()]
        if ends:
            closings.append(max(ends))
    return tuple(closings)
