"""Scenes of overflow: a case that another unit may take too, and one that it takes."""

import itertools
from collections.abc import Callable, Mapping
from typing import Any, Literal
from uuid import UUID

from chatserver.core.actor import SYSTEM, Actor
from chatserver.core.wire import Command
from people.actions.units import set_overflow
from people.models import StaffProfile, Unit
from people.overflow import Overflow
from rooms.actions.overflow import settle
from tests.people import world as people_world
from tests.rooms import closing_time, overflows, transfers
from tests.rooms import world as rooms
from tests.rooms.world import World

_numbers = itertools.count()
COUNSELLOR = "counsellor"


def _helper(world: World) -> tuple[Unit, Actor]:
    """The other unit helps, and one more of a profession that nobody else has has come there."""
    number, unit = next(_numbers), transfers.other_unit(world)
    closing_time.open_unit(world)
    account = people_world.staff(f"helper.{number}", unit)
    StaffProfile.objects.filter(account=account).update(profession=COUNSELLOR)
    actor = rooms.at_unit(account, unit)
    rooms.come_in(actor)
    set_overflow(SYSTEM, world.unit.id, Overflow(unit.id, 0, 0, 0))
    return unit, actor


def _lent(world: World, **changes: Any) -> tuple[UUID, Unit, Actor]:
    unit, actor = _helper(world)
    case_id = world.case(profession=COUNSELLOR, **changes)
    if settle(unit.id, [case_id]) != 1:
        raise RuntimeError("a case that somebody of the unit that helps has a hand free for is shown there")
    return case_id, unit, actor


def beginning(world: World) -> tuple[UUID, list[UUID]]:
    unit, _ = _helper(world)
    return unit.id, [world.case(profession=COUNSELLOR)]


def ending(world: World) -> tuple[UUID, list[UUID]]:
    case_id, unit, _ = _lent(world)
    set_overflow(SYSTEM, world.unit.id, None)
    return unit.id, [case_id]


def taking(world: World) -> tuple[Actor, Command]:
    case_id, _, actor = _lent(world)
    return actor, overflows.take(case_id)


def claiming(world: World) -> tuple[Actor, Command]:
    """By somebody of the unit whose case it is."""
    case_id, _, _ = _lent(world)
    return world.sara, rooms.claim(case_id)


def closing(world: World) -> tuple[UUID]:
    case_id, _, _ = _lent(world, priority=2, arrived_at=closing_time.earlier())
    closing_time.name_another(world)
    closing_time.close(world)
    return (case_id,)


Rows = Mapping[str, tuple[Callable[[World], tuple[Any, ...]], Literal["same", "again"]]]

# By what the same call means a second time.
SCENES: Rows = {
    "rooms.actions.overflow.settle": (beginning, "again"),
    "rooms.actions.overflow.settle, of one that is not to be taken any more": (ending, "again"),
    "rooms.actions.overflow.take_overflow": (taking, "same"),
    "rooms.actions.custody.claim_case, that another unit may take too": (claiming, "same"),
    "rooms.actions.closing.give_next_owner, of one that another unit may take too": (closing, "again"),
}
