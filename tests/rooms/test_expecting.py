"""The expected wait as a resident is told of it: from the unit's rows, or honestly nothing."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from chatserver.core import clock
from chatserver.core.ids import new_id
from people.models import OpeningHours
from rooms.queries import expecting
from rooms.queries.timeline import case_timeline
from rooms.queries.waiting import waiting
from tests.rooms import world as rooms
from tests.rooms.world import World, come_in
from tests.support.past_weeks import live_through


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    expecting.forget()
    yield
    expecting.forget()


@pytest.fixture
def busy_weeks(world: World) -> World:
    live_through(world.unit.id, [world.sara.person, world.johan.person], clock.now())
    return world


def test_the_interval_comes_from_the_past_weeks_and_grows_with_the_queue(busy_weeks: World) -> None:
    world = busy_weeks
    come_in(world.sara, world.johan)
    rooms.claim_for(world.sara, world.case())
    rooms.claim_for(world.johan, world.case())
    case_id = world.case()
    told = waiting(world.anna, case_id).expected
    assert told is not None
    assert told.people == 2
    assert told.alike >= 25
    assert told.asked_at <= told.earliest <= told.likely <= told.latest <= told.asked_at + timedelta(hours=2)
    for _ in range(6):
        last = world.case(world.maria)
    later = waiting(world.maria, last).expected
    assert later is not None
    assert later.likely - later.asked_at > told.likely - told.asked_at
    again = case_timeline(world.anna, case_id).waiting
    assert again is not None
    assert again.expected is not None


def test_nothing_is_said_of_a_unit_without_a_past(world: World) -> None:
    come_in(world.sara)
    assert waiting(world.anna, world.case()).expected is None


def test_nothing_is_said_when_nobody_is_here(busy_weeks: World) -> None:
    assert waiting(busy_weeks.anna, busy_weeks.case()).expected is None


def test_nothing_is_said_while_the_unit_is_closed(busy_weeks: World) -> None:
    come_in(busy_weeks.sara)
    OpeningHours.objects.filter(unit=busy_weeks.unit).delete()
    seen = waiting(busy_weeks.anna, busy_weeks.case())
    assert not seen.unit_open
    assert seen.expected is None


def test_nothing_is_said_of_a_priority_that_was_seldom_seen(busy_weeks: World) -> None:
    come_in(busy_weeks.sara)
    assert waiting(busy_weeks.anna, busy_weeks.case(priority=5)).expected is None


def test_a_case_out_of_the_queue_expects_nothing(busy_weeks: World) -> None:
    come_in(busy_weeks.sara)
    case_id = busy_weeks.case()
    rooms.claim_for(busy_weeks.sara, case_id)
    assert waiting(busy_weeks.anna, case_id).expected is None


def test_what_a_person_had_in_hand_is_read_from_the_custody_steps() -> None:
    now = clock.now_here()
    moments = [now + timedelta(minutes=n) for n in range(6)]
    one, two = new_id(), new_id()
    steps = [
        (moments[0], "arrived", None),
        (moments[1], "claimed", one),
        (moments[2], "prioritised", one),
        (moments[3], "reassigned", two),
        (moments[4], "concluded", two),
    ]
    held = [(who.person_id, who.began_at, who.ended_at) for who in expecting.held_by(steps)]
    assert held == [(one, moments[1], moments[3]), (two, moments[3], moments[4])]
    assert next(expecting.held_by(steps[:2])).ended_at is None
