"""Opening hours for tests, as spans of a week: weekday, opening and closing minute. Pure."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

Spans = list[tuple[int, int, int]]

ZONE = ZoneInfo("Europe/Stockholm")
DAY = 1440
ALWAYS: Spans = [(day, 0, DAY) for day in range(7)]


def full_minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)


def hours_around(ends: datetime) -> Spans:
    """Of a unit that is open for the twelve hours before `ends`, and again two hours after it for an hour. Over
    midnight it is two spans."""
    return [*_spans(ends - timedelta(hours=12), ends), *_spans(ends + timedelta(hours=2), ends + timedelta(hours=3))]


def _spans(start: datetime, end: datetime) -> Spans:
    start, end = start.astimezone(ZONE), end.astimezone(ZONE)
    opens, closes = start.hour * 60 + start.minute, end.hour * 60 + end.minute
    if start.date() == end.date():
        return [(start.weekday(), opens, closes)]
    return [(start.weekday(), opens, DAY)] + ([(end.weekday(), 0, closes)] if closes else [])
