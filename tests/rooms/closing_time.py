"""Closing time for tests: the unit's hours are such that it has just closed, is about to, or is open."""

from datetime import datetime, timedelta

from chatserver.core import clock
from people.models import OpeningHours, Unit
from tests.rooms.world import World
from tests.support.hours import ALWAYS, Spans, full_minute, hours_around


def set_hours(unit: Unit, spans: Spans) -> None:
    OpeningHours.objects.filter(unit=unit).delete()
    OpeningHours.objects.bulk_create(
        [OpeningHours(unit=unit, weekday=day, opens=opens, closes=closes) for day, opens, closes in spans]
    )


def open_unit(world: World) -> None:
    set_hours(world.unit, ALWAYS)


def close(world: World) -> datetime:
    """The unit closed at the full minute that has just begun."""
    return close_in(world, timedelta(0))


def close_in(world: World, by: timedelta) -> datetime:
    """The unit is open and closes so long from now, at a full minute."""
    at = full_minute(clock.now() + by)
    set_hours(world.unit, hours_around(at))
    return at


def earlier() -> datetime:
    """When a case came that was open at closing time."""
    return clock.now() - timedelta(hours=1)


def name_another(world: World) -> Unit:
    """The other unit never closes, and has what is urgent."""
    other = Unit.objects.exclude(id=world.unit.id).get()
    Unit.objects.filter(id=world.unit.id).update(round_the_clock=other)
    return other
