"""Silence for tests: rooms in which the resident's words have lain, or waited for an answer, for a while."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID

from chatserver.core import clock
from chatserver.core.ids import new_id
from rooms import jobs, wire
from rooms.actions.messages import advance_receipt
from tests.rooms import world as rooms
from tests.rooms.world import World


@contextmanager
def later(minutes: float) -> Iterator[None]:
    """So long after now; the sweep has been by."""
    with clock.shifted(timedelta(minutes=minutes)):
        jobs.look_at_silences()
        yield


def keep(case_id: UUID) -> wire.KeepCase:
    return wire.KeepCase(type="case.keep", id=new_id(), room_id=case_id)


def unanswered(world: World, priority: int | None = 3) -> UUID:
    """Sara has the case and has read all of it; the turn is hers."""
    case_id = world.held_case(priority=priority, administrative=priority is None)
    sequence = rooms.send(world.anna, case_id)
    read(world, case_id, sequence)
    return case_id


def read(world: World, case_id: UUID, sequence: int) -> None:
    from_sara = rooms.read_upto(case_id, sequence, sequence)
    advance_receipt(world.sara, from_sara)
