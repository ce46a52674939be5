"""The order of service. Pure: an alarm that nobody responsible knows of, then 1 before 2 before the rest; among the
rest the earliest deadline first, so that nobody starves (product.md, 'Hand off'), and at the same deadline the more
urgent. Deadlines come from a unit's promises and hours, which are handed in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar
from zoneinfo import ZoneInfo

from people.hours import Span
from people.targets import Promise, due

# Priority 3, 4, 5 and administrative errands share one class, in which the deadline alone decides.
SHARED_CLASS = 3
LEAST_URGENT = 5


# Alarm words that nobody has opened, those that somebody has who did not take the case, and none.
UNOPENED, OPENED, NO_ALARM = range(3)


class Queued(Protocol):
    @property
    def alarm_rank(self) -> int: ...
    @property
    def priority(self) -> int | None: ...
    @property
    def open_by(self) -> datetime: ...
    @property
    def arrived_at(self) -> datetime: ...
    @property
    def number(self) -> int: ...


Item = TypeVar("Item", bound=Queued)


@dataclass(frozen=True, slots=True)
class Deadlines:
    open_by: datetime
    assessed_by: datetime
    target_minutes: int | None


def service_class(priority: int | None) -> int:
    return priority if priority in (1, 2) else SHARED_CLASS


def rank(case: Queued) -> tuple[int, int, datetime, int, datetime, int]:
    """Sorts ascending: the smallest is served next. Errands come after what is clinical and due at the same time;
    the number settles what time cannot."""
    urgency = case.priority or LEAST_URGENT + 1
    return case.alarm_rank, service_class(case.priority), case.open_by, urgency, case.arrived_at, case.number


def in_order(cases: Iterable[Item]) -> list[Item]:
    return sorted(cases, key=rank)


def place(case: Queued, waiting: Iterable[Queued]) -> int:
    """1 is next: one more than the number of those who rank above."""
    own = rank(case)
    return 1 + sum(rank(other) < own for other in waiting)


def deadlines(
    promises: Mapping[int | None, Promise],
    priority: int | None,
    spans: Sequence[Span],
    zone: ZoneInfo,
    arrived_at: datetime,
) -> Deadlines:
    """When the case is to be opened and assessed; priority 1 is counted by the clock, the rest in opening hours.

    What is less urgent and came at the same time is never to be opened earlier: shortly before closing, "the same day"
    ends sooner than an hour of opening time.
    """
    promise = promises[priority]
    urgencies = [priority] if priority is None else range(priority, LEAST_URGENT + 1)
    return Deadlines(
        open_by=min(due(promises[urgency].opened, spans, zone, arrived_at) for urgency in urgencies),
        assessed_by=due(promise.assessed, spans, zone, arrived_at),
        target_minutes=promise.opened.minutes,
    )
