"""Scenes of closing time: a case at a unit that has closed, each way that it can go."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from people.models import Unit
from rooms.actions.offers import make_offers
from tests.rooms import closing_time, offers
from tests.rooms.world import World


def _closed(world: World, **changes: Any) -> UUID:
    closing_time.open_unit(world)
    case_id = world.case(arrived_at=closing_time.earlier(), **changes)
    closing_time.close(world)
    return case_id


def waits(world: World) -> tuple[UUID]:
    return (_closed(world),)


def alarms(world: World) -> tuple[UUID]:
    Unit.objects.filter(id=world.unit.id).update(round_the_clock=None)
    return (_closed(world, priority=1),)


def moves(world: World) -> tuple[UUID]:
    closing_time.name_another(world)
    return (_closed(world, priority=2),)


def held(world: World) -> tuple[UUID]:
    closing_time.open_unit(world)
    case_id = world.held_case(arrived_at=closing_time.earlier())
    closing_time.close(world)
    return (case_id,)


def offered(world: World) -> tuple[UUID]:
    closing_time.open_unit(world)
    _, profession = offers.specialist(world)
    case_id = world.case(profession=profession, arrived_at=closing_time.earlier())
    make_offers(world.unit.id, [case_id])
    closing_time.close(world)
    return (case_id,)


def urgently_offered(world: World) -> tuple[UUID]:
    closing_time.open_unit(world)
    closing_time.name_another(world)
    _, profession = offers.specialist(world)
    case_id = world.case(profession=profession, priority=1)
    make_offers(world.unit.id, [case_id])
    closing_time.close(world)
    return (case_id,)


ACTION = "rooms.actions.closing.give_next_owner"
SCENES: Mapping[str, Callable[[World], tuple[Any, ...]]] = {
    ACTION: waits,
    f"{ACTION}, alarming the supervisor": alarms,
    f"{ACTION}, moving it": moves,
    f"{ACTION}, while somebody has it": held,
    f"{ACTION}, while it is offered": offered,
    f"{ACTION}, moving what is offered": urgently_offered,
}
