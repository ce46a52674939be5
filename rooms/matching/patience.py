"""How long staff may be silent: one table by priority. Pure: no clock, no framework.

What a resident wrote, or a new case, that nobody has opened is told to the unit and then to the supervisor, both before
its priority's deadline. Whoever has a case and does not answer is warned, and after a while more the case goes back.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol
from zoneinfo import ZoneInfo

from people import targets
from people.hours import Span
from people.targets import Counted, Promise, Target
from rooms import urgency


class Unit(Protocol):
    """What time means at a unit, and what it promises."""

    @property
    def spans(self) -> tuple[Span, ...]: ...
    @property
    def zone(self) -> ZoneInfo: ...
    @property
    def promises(self) -> Mapping[int | None, Promise]: ...


class Told(StrEnum):
    """Who has been told that something lies unopened."""

    UNIT = "unit"
    SUPERVISOR = "supervisor"


@dataclass(frozen=True, slots=True)
class Patience:
    """In minutes. `unit`, `supervisor`: until that one is told of what is unopened. `warns`: until whoever has the case
    is told that they have not answered; `grace`: from then until it goes back."""

    unit: int
    supervisor: int
    warns: int
    grace: int


# Counted as the promises are: 1 by the clock, the rest in opening hours. None is an administrative errand.
PATIENCE: Mapping[int | None, Patience] = {
    1: Patience(unit=2, supervisor=4, warns=5, grace=5),
    2: Patience(unit=7, supervisor=12, warns=15, grace=15),
    3: Patience(unit=30, supervisor=48, warns=45, grace=45),
    4: Patience(unit=120, supervisor=180, warns=180, grace=120),
    5: Patience(unit=120, supervisor=180, warns=180, grace=120),
    None: Patience(unit=120, supervisor=180, warns=180, grace=120),
}
# Where the promise ends sooner than the table thinks, by the unit's own setting or because the day does: so much of it.
SHARES: Mapping[Told, float] = {Told.UNIT: 0.5, Told.SUPERVISOR: 0.8}
NO_TIME = timedelta(0)


def told_at(who: Told, priority: int | None, unit: Unit, since: datetime) -> datetime:
    """When this one is told of what has lain unopened since then: before what was promised then is broken."""
    row = PATIENCE[priority]
    begins = _after(priority, 0, unit, since)
    ends = urgency.deadlines(unit.promises, priority, unit.spans, unit.zone, since).open_by
    latest = begins + max(ends - begins, NO_TIME) * SHARES[who]
    return min(_after(priority, row.unit if who is Told.UNIT else row.supervisor, unit, since), latest)


def told_of(priority: int | None, unit: Unit, since: datetime, at: datetime) -> Told | None:
    """Who should know by now of what has lain unopened since then."""
    if at >= told_at(Told.SUPERVISOR, priority, unit, since):
        return Told.SUPERVISOR
    return Told.UNIT if at >= told_at(Told.UNIT, priority, unit, since) else None


def warned_at(priority: int | None, unit: Unit, since: datetime) -> datetime:
    """When whoever has the case is told that the resident has waited for an answer since then."""
    return _after(priority, PATIENCE[priority].warns, unit, since)


def back_at(priority: int | None, unit: Unit, warned: datetime) -> datetime:
    """When the case goes back, after a warning at that time: neither a clock that steps nor a server that was down
    takes it from anybody unwarned."""
    return _after(priority, PATIENCE[priority].grace, unit, warned)


def kept_until(priority: int | None, unit: Unit, said: datetime) -> datetime:
    """When it goes back after all, once its holder has said that they are on it."""
    return _after(priority, PATIENCE[priority].warns, unit, said)


def _after(priority: int | None, minutes: int, unit: Unit, start: datetime) -> datetime:
    counted = Counted.CLOCK_MINUTES if priority == 1 else Counted.OPEN_MINUTES
    return targets.due(Target(counted, minutes), unit.spans, unit.zone, start)
