"""Scenes of two cases of one resident that become one."""

from collections.abc import Callable, Mapping

from chatserver.core.actor import Actor
from rooms import wire
from rooms.wire import merged
from tests.rooms import world as rooms
from tests.rooms.world import World


def both_held(world: World) -> tuple[Actor, merged.MergeCases]:
    return world.sara, rooms.merge(world.held_case(), world.held_case())


def other_waits(world: World) -> tuple[Actor, merged.MergeCases]:
    """It came first, and is more urgent."""
    other = world.case(priority=2)
    return world.sara, rooms.merge(world.held_case(priority=4), other)


def taken_apart(world: World) -> tuple[Actor, wire.ReopenCase]:
    """Staff open again what was merged."""
    actor, command = both_held(world)
    rooms.merge_by(actor, command)
    return actor, rooms.reopen(command.other_id)


SCENES: Mapping[str, Callable[[World], tuple[object, ...]]] = {
    "rooms.actions.merging.merge_cases": both_held,
    "rooms.actions.merging.merge_cases, the other one from the list": other_waits,
    "rooms.actions.reopening.reopen_case, one that was merged": taken_apart,
}
