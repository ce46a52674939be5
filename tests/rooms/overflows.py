"""Units that help each other: the setting, and cases that wait for help."""

from typing import Any
from uuid import UUID

from chatserver.core.actor import SYSTEM
from chatserver.core.ids import new_id
from people.actions.units import set_overflow
from people.models import Unit
from people.overflow import Overflow
from rooms import jobs
from rooms.wire.overflow import TakeOverflow
from tests.rooms import world as rooms
from tests.rooms.conftest import opened_worklist
from tests.rooms.transfers import other_unit
from tests.rooms.world import World


def helped(world: World, *, opens: int = 0, closes: int = 0, after: int = 50) -> Unit:
    """Rehab Norr helps the unit from now on; Omar is there, and nobody is here."""
    helper = other_unit(world)
    set_overflow(SYSTEM, world.unit.id, Overflow(helper.id, opens, closes, after))
    rooms.come_in(world.omar)
    return helper


def lent(world: World, **changes: Any) -> UUID:
    """A case that waits at the unit and is shown at Rehab Norr."""
    helped(world)
    case_id = world.case(**changes)
    jobs.look_for_help()
    return case_id


def take(room_id: UUID) -> TakeOverflow:
    return TakeOverflow(type="overflow.take", id=new_id(), room_id=room_id)


def shown(world: World) -> list[str]:
    """The cases that Rehab Norr may take, in their order."""
    snapshot = opened_worklist(world.omar, other_unit(world).id)
    return [row["case_id"] for row in snapshot["overflow"]]
