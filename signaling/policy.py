"""How the units want their calls."""

from uuid import UUID

from rooms.models import Room
from signaling.models import UnitCalls


def relays_only(room_id: UUID) -> bool:
    """Whether the room's unit lets calls go through its relay alone."""
    units = Room.objects.filter(case_id=room_id).values("unit_id")
    return UnitCalls.objects.filter(relay_only=True, unit_id__in=units).exists()
