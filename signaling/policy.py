"""How the units want their calls, and who may say so."""

from collections.abc import Collection
from uuid import UUID

from chatserver.core.actor import ADMINISTRATOR, SUPERVISOR, Actor
from chatserver.core.errors import DomainError, ErrorCode
from rooms.models import Room
from rooms.policy import unit_of
from signaling.models import UnitCalls

# As the unit's own phrases: what holds for all of its cases is for whoever leads it or looks after it.
MAY_SET: frozenset[str] = frozenset({SUPERVISOR, ADMINISTRATOR})


def relays_only(room_id: UUID) -> bool:
    """Whether the room's unit lets calls go through its relay alone."""
    units = Room.objects.filter(case_id=room_id).values("unit_id")
    return UnitCalls.objects.filter(relay_only=True, unit_id__in=units).exists()


def may_set(roles: Collection[str]) -> bool:
    return not MAY_SET.isdisjoint(roles)


def unit_to_set(actor: Actor) -> UUID:
    """The unit that was chosen at login, for whoever decides how it has its calls; roles hold at that unit only."""
    unit_id = unit_of(actor)
    if not may_set(actor.roles):
        raise DomainError(ErrorCode.NOT_ALLOWED)
    return unit_id
