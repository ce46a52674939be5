"""What a unit decides for all its rooms, told in each that somebody has. Whoever gets a case later is told with it."""

from datetime import datetime
from uuid import UUID

from chatserver.core.actor import Actor
from people import queries as people
from rooms.events import streams
from rooms.lifecycle import TAKEN_STATES
from rooms.models import Room
from rooms.wire.unit_calls import ResidentsCallChanged


def lock_taken(unit_id: UUID) -> list[Room]:
    """The unit's rooms that somebody has, locked in ascending id, before what the action locks of its own (law 1)."""
    taken = Room.objects.select_for_update().filter(unit_id=unit_id, state__in=[state.value for state in TAKEN_STATES])
    return list(taken.order_by("case_id"))


def tell_residents_call(rooms: list[Room], unit_id: UUID, actor: Actor, at: datetime) -> None:
    """These rooms are locked. Residents are told by the unit's name, not by that of whoever decided it."""
    unit = people.unit(unit_id)
    body = ResidentsCallChanged(type="unit.residents_call", residents_call=unit.residents_call)
    for room in rooms:
        streams.tell_room(room, body, streams.unseen(actor, unit.name), at)
