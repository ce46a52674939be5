"""A resident's own cases."""

from typing import cast
from uuid import UUID

from django.db.models import Q

from chatserver.core.actor import Actor, ActorKind
from chatserver.core.errors import not_found
from people import queries as people
from people.queries import Subject
from rooms import naming, policy, wire
from rooms.events import shown
from rooms.lifecycle import HELD_STATES, CaseState
from rooms.models import Participation, Receipt, Room
from rooms.queries import reading
from rooms.storage import consistent_read


def my_cases(actor: Actor) -> wire.CaseLines:
    """Cases about the actor, and those that the actor opened for a child they still act for; the newest news first."""
    with consistent_read():
        rooms = rooms_of(actor)
        for resident_id in sorted({room.case.resident_id for room in rooms}):
            reading.record_list_read(actor, "case.list", None, resident_id)
        return wire.CaseLines(cases=_lines(actor, rooms))


def rooms_of(actor: Actor) -> list[Room]:
    if actor.kind is not ActorKind.RESIDENT or actor.account_id is None:
        raise not_found()
    own = Q(case__resident_id=actor.account_id) | Q(case__guardian_id=actor.account_id)
    rooms = Room.objects.select_related("case").filter(own).order_by("-last_at", "-case_id")
    return [room for room in rooms if policy.relations_of(actor, room)]


def _lines(actor: Actor, rooms: list[Room]) -> list[wire.CaseLine]:
    subjects = people.subjects(room.case.resident_id for room in rooms)
    units = {unit_id: people.unit(unit_id).name for unit_id in {room.unit_id for room in rooms}}
    holders = _holders(rooms)
    receipts = Receipt.objects.filter(room__in=rooms, account_id=actor.person)
    reads = dict(receipts.values_list("room_id", "read"))
    return [
        naming.told(
            actor,
            room,
            _line(
                room,
                subjects[room.case.resident_id],
                room.case.resident_id == actor.account_id,
                units[room.unit_id],
                holders.get(room.case_id),
                _unread(room, reads.get(room.case_id, 0)),
            ),
        )
        for room in rooms
    ]


def _line(
    room: Room, resident: Subject, is_self: bool, unit_name: str, holder: wire.Participant | None, unread: int
) -> wire.CaseLine:
    return wire.CaseLine(
        id=room.case_id,
        number=room.case.number,
        state=cast(wire.CaseState, room.state),
        reason=shown.reason(room.case),
        resident_name=resident.name,
        is_self=is_self,
        unit_name=unit_name,
        holder=holder,
        arrived_at=room.case.arrived_at,
        last_at=room.last_at,
        unread=unread,
    )


def _holders(rooms: list[Room]) -> dict[UUID, wire.Participant]:
    held = [room for room in rooms if CaseState(room.state) in HELD_STATES]
    rows = Participation.objects.filter(room__in=held, role="responsible", left_sequence=None)
    return {row.room_id: shown.participant(row) for row in rows}


def _unread(room: Room, read: int) -> int:
    # One's own messages count as read: sending raises one's receipt.
    return room.messages.filter(sequence__gt=read).count() if room.last_message_sequence > read else 0
