"""When a unit's waiting cases may be taken by the unit that helps it: one rule, with its reasons. Pure: no clock, no
framework. Docs: docs/queue.md, "Overflow"; docs/adr/0040.

Only while both are open, in the hours agreed, and of a case for one of two reasons: its unit has nobody who takes
cases, or it has waited for so much of what it was promised.
"""

from datetime import datetime
from enum import StrEnum
from typing import Protocol
from zoneinfo import ZoneInfo

from people import hours
from people.hours import Span
from people.overflow import Overflow
from rooms.matching.open_time import OpenTime
from rooms.matching.parties import Need
from rooms.matching.reasons import Code, Reason


class Helped(Protocol):
    """The unit that is helped: its name, and what time means there."""

    @property
    def name(self) -> str: ...
    @property
    def spans(self) -> tuple[Span, ...]: ...
    @property
    def zone(self) -> ZoneInfo: ...


class Help(StrEnum):
    """Whether help is given now, and what stands against it."""

    NOW = "now"
    CLOSED = "closed"
    HELPER_CLOSED = "helper_closed"
    OUTSIDE = "outside"


def given(terms: Overflow, unit: Helped, at: datetime, *, unit_open: bool, helper_open: bool) -> Help:
    """A closed unit's cases follow the rule of closing time, and no other."""
    if not unit_open:
        return Help.CLOSED
    if not terms.covers(at, unit.zone):
        return Help.OUTSIDE
    return Help.NOW if helper_open else Help.HELPER_CLOSED


def because(case: Need, unit: Helped, terms: Overflow, at: datetime, *, anybody: bool) -> Reason | None:
    """Why the case may be taken elsewhere; None: it waits at its own unit alone. `anybody`: whether somebody there
    takes cases now."""
    if not anybody:
        return Reason(Code.HELPS_NOBODY, {"unit": unit.name})
    if waited(case, unit, at) * 100 < terms.after:
        return None
    return Reason(Code.HELPS_WAITED, {"unit": unit.name, "percent": terms.after})


def waited(case: Need, unit: Helped, at: datetime) -> float:
    """How much of the time until it is to be opened has gone, 1.0 at the deadline; counted as the promise is: priority
    1 by the clock, the rest in opening hours."""
    if at >= case.open_by:
        return 1.0
    if case.priority == 1:
        return (at - case.arrived_at) / (case.open_by - case.arrived_at)
    open_time = OpenTime(hours.openings(unit.spans, unit.zone, case.arrived_at))
    promised = open_time.between(case.arrived_at, case.open_by)
    return open_time.between(case.arrived_at, at) / promised if promised > 0 else 0.0
