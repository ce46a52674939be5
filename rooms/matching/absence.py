"""How long a resident may be silent while it is their turn: one table by priority. Pure: no clock, no framework.

They are reminded, then the unit is told to seek them by telephone, then, of what is urgent, the supervisor. Each stage
is reckoned from the one before it, so that a clock that steps, or a day without a server, leaves none of them out.
Counted by the clock, as residents live; what is not urgent leaves their nights alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from people import outbox
from people.outbox import URGENT_PRIORITY, Kind, Quiet


class Stage(StrEnum):
    """What a silence has come to."""

    REMINDED = "reminded"
    UNIT = "unit"
    SUPERVISOR = "supervisor"


@dataclass(frozen=True, slots=True)
class Absence:
    """`reminds`: from the beginning of the silence until the reminder; `seeks`: from there until the unit is told to
    telephone; `alarms`: from there until the supervisor is told, null where they are not."""

    reminds: timedelta
    seeks: timedelta
    alarms: timedelta | None = None


def _minutes(reminds: int, seeks: int, alarms: int | None = None) -> Absence:
    minute = timedelta(minutes=1)
    return Absence(reminds * minute, seeks * minute, alarms * minute if alarms is not None else None)


_CALM = _minutes(24 * 60, 24 * 60)
# None is an administrative errand.
ABSENCE: Mapping[int | None, Absence] = {
    1: _minutes(3, 5, 10),
    2: _minutes(15, 15, 30),
    3: _minutes(120, 120),
    4: _CALM,
    5: _CALM,
    None: _CALM,
}
# When nobody is telephoned about what can wait, and what is taken for a resident's quiet hours until they are asked.
NIGHT = Quiet(22 * 60, 7 * 60, ZoneInfo("Europe/Stockholm"))


@dataclass(frozen=True, slots=True)
class Silence:
    """A resident's silence `since` then, in a case that its holder has had since `taken_at`; when they were reminded of
    it, who has been told of it by now and when, and whether somebody has said that they seek them."""

    since: datetime
    taken_at: datetime
    reminded_at: datetime | None = None
    told: Stage | None = None
    told_at: datetime | None = None
    is_taken_on: bool = False


def reminds_at(priority: int | None, since: datetime, quiet: Quiet) -> datetime:
    """When they are reminded, outside their quiet hours unless it is urgent."""
    return _outside(quiet, priority, since + ABSENCE[priority].reminds)


def seek_at(priority: int | None, silence: Silence) -> datetime:
    """When they are to be telephoned. Whoever has just been given the case has their own time."""
    reminded_at = silence.reminded_at or reminds_at(priority, silence.since, NIGHT)
    return _outside(NIGHT, priority, max(reminded_at, silence.taken_at) + ABSENCE[priority].seeks)


def coming(priority: int | None, silence: Silence, quiet: Quiet, at: datetime) -> Stage | None:
    """What it has come to that has not been done yet: one stage at a time."""
    if silence.reminded_at is None:
        # Nor by a job that comes late, in the next night.
        due = at >= reminds_at(priority, silence.since, quiet) and _outside(quiet, priority, at) == at
        return Stage.REMINDED if due else None
    if silence.told is None or silence.told_at is None:
        return Stage.UNIT if at >= seek_at(priority, silence) else None
    alarms = ABSENCE[priority].alarms
    if alarms is None or silence.told is Stage.SUPERVISOR or silence.is_taken_on:
        return None
    return Stage.SUPERVISOR if at >= silence.told_at + alarms else None


def _outside(quiet: Quiet, priority: int | None, at: datetime) -> datetime:
    urgent = priority is not None and priority <= URGENT_PRIORITY
    return outbox.waits_until(Kind.REMINDER, urgent=urgent, quiet=quiet, now=at)
