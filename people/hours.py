"""Opening hours on a calendar. Pure: wall-clock spans of a week in a zone, answered for an instant.

A span lies within one day, in minutes after local midnight; hours over midnight are two spans, and spans that touch
are one opening. Whatever is open for the whole horizon never closes.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

MINUTES_A_DAY = 1440
# Far enough to find the next opening of a unit that is open one weekday only.
HORIZON_DAYS = 9


@dataclass(frozen=True, slots=True)
class Span:
    """`weekday` 0 is Monday; `closes` may be 1440, the end of the day."""

    weekday: int
    opens: int
    closes: int


@dataclass(frozen=True, slots=True)
class Opening:
    """A stretch of time, in UTC, during which the unit is open."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class OpeningState:
    """`closes_at` is set while open, unless it never closes; `opens_at` while closed, unless it never opens."""

    is_open: bool
    closes_at: datetime | None
    opens_at: datetime | None


def openings(spans: Iterable[Span], zone: ZoneInfo, around: datetime, days: int = HORIZON_DAYS) -> Iterator[Opening]:
    """The openings that touch the days from the day before `around`, joined and in order."""
    week = tuple(sorted(spans, key=lambda span: (span.weekday, span.opens)))
    first = around.astimezone(zone).date() - timedelta(days=1)
    return iter(_calendar(week, zone, first, days))


# A day has one calendar, and every case of the day is promised something by it.
@lru_cache(maxsize=256)
def _calendar(week: tuple[Span, ...], zone: ZoneInfo, first: date, days: int) -> tuple[Opening, ...]:
    return tuple(_joined(week, zone, first, days))


def _joined(week: tuple[Span, ...], zone: ZoneInfo, first: date, days: int) -> Iterator[Opening]:
    current: Opening | None = None
    for day in (first + timedelta(days=n) for n in range(days + 1)):
        for span in week:
            if span.weekday != day.weekday():
                continue
            start, end = instant(day, span.opens, zone), instant(day, span.closes, zone)
            if current is not None and start <= current.end:
                current = Opening(current.start, max(current.end, end))
                continue
            if current is not None:
                yield current
            current = Opening(start, end)
    if current is not None:
        yield current


def state(spans: Iterable[Span], zone: ZoneInfo, at: datetime) -> OpeningState:
    """Open or closed at this instant, and when that changes."""
    horizon = instant(at.astimezone(zone).date() + timedelta(days=HORIZON_DAYS - 1), MINUTES_A_DAY, zone)
    for opening in openings(spans, zone, at):
        if opening.end <= at:
            continue
        if opening.start <= at:
            closes_at = None if opening.end >= horizon else opening.end
            return OpeningState(is_open=True, closes_at=closes_at, opens_at=None)
        return OpeningState(is_open=False, closes_at=None, opens_at=opening.start)
    return OpeningState(is_open=False, closes_at=None, opens_at=None)


def last_closing(spans: Iterable[Span], zone: ZoneInfo, at: datetime) -> datetime | None:
    """When whatever is closed at this instant closed; None while it is open, and if it has not been for a week."""
    known = openings(spans, zone, at - timedelta(days=HORIZON_DAYS - 1), days=HORIZON_DAYS)
    ended = None
    for opening in known:
        if opening.start <= at < opening.end:
            return None
        if opening.end <= at:
            ended = opening.end
    return ended


def instant(day: date, minute: int, zone: ZoneInfo) -> datetime:
    """A wall-clock time as an instant. Comparing in UTC is what makes the days with 23 and 25 hours right."""
    if minute == MINUTES_A_DAY:
        day, minute = day + timedelta(days=1), 0
    return datetime.combine(day, time(minute // 60, minute % 60), zone).astimezone(UTC)
