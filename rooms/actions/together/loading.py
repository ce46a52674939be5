"""What a batch needs to know, read in a few statements once its rooms are locked.

Rooms are locked in ascending id (law 1), then the heads of their streams by name: room streams before work lists, as
every action takes them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from chatserver.core import clock, events
from chatserver.core.actor import Actor
from chatserver.core.wire import Command
from people import queries as people
from people.queries import StaffMember, Subject
from rooms import wire
from rooms.actions.messages import side_to_answer
from rooms.models import Message, Participation, Receipt, Room
from rooms.streams import room_stream, worklist_stream

Batch = Sequence[tuple[Actor, Command]]
# Room and account.
Seat = tuple[UUID, UUID]
# Room, account and the client's own id of a message.
MessageKey = tuple[UUID, UUID, UUID]


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that is stored already."""

    id: UUID
    sequence: int


@dataclass(frozen=True, slots=True)
class Loaded:
    at: datetime
    rooms: dict[UUID, Room]
    sent: dict[MessageKey, Sent]
    introduced: dict[Seat, Participation]
    receipts: dict[Seat, Receipt]
    heads: dict[str, int]
    # Who stands on the work list's rows of the rooms whose turn may change hands.
    subjects: dict[UUID, Subject]
    holders: dict[UUID, StaffMember]


def load(batch: Batch) -> Loaded:
    rooms = _locked_rooms({_room_of(command) for _, command in batch})
    people_in = {actor.person for actor, _ in batch}
    turning = _turning(batch, rooms)
    names = [room_stream(room_id) for room_id in rooms] + [worklist_stream(room.unit_id) for room in turning]
    return Loaded(
        at=clock.now(),
        rooms=rooms,
        sent=_sent_before(batch, rooms),
        introduced=_introduced(rooms, people_in),
        receipts={
            (row.room_id, row.account_id): row
            for row in Receipt.objects.filter(room_id__in=rooms, account_id__in=people_in)
        },
        heads=events.locked_heads(names),
        subjects=_subjects(turning),
        holders=people.staff_members(room.holder_id for room in turning if room.holder_id is not None),
    )


def _room_of(command: Command) -> UUID:
    if isinstance(command, wire.SendMessage | wire.AdvanceReceipt):
        return command.room_id
    raise TypeError(f"{type(command).__name__} is no command of the hot path")


def _locked_rooms(room_ids: Iterable[UUID]) -> dict[UUID, Room]:
    locked = Room.objects.select_for_update(of=("self",)).select_related("case")
    # The summary is large, and nobody on this path looks at it.
    found = locked.defer("case__summary", "call").filter(case_id__in=set(room_ids)).order_by("case_id")
    return {room.case_id: room for room in found}


def _turning(batch: Batch, rooms: dict[UUID, Room]) -> list[Room]:
    """Rooms whose turn somebody of the batch may change; each once, in order."""
    wanted = {
        command.room_id
        for actor, command in batch
        if isinstance(command, wire.SendMessage)
        and command.room_id in rooms
        and rooms[command.room_id].turn != side_to_answer(actor)
    }
    return [rooms[room_id] for room_id in sorted(wanted)]


def _sent_before(batch: Batch, rooms: dict[UUID, Room]) -> dict[MessageKey, Sent]:
    ids = [command.client_message_id for _, command in batch if isinstance(command, wire.SendMessage)]
    columns = ("room_id", "sender_account_id", "client_message_id", "id", "sequence")
    rows = Message.objects.filter(room_id__in=rooms, client_message_id__in=ids).values_list(*columns)
    return {(room, account, own): Sent(message_id, sequence) for room, account, own, message_id, sequence in rows}


def _introduced(rooms: dict[UUID, Room], accounts: set[UUID]) -> dict[Seat, Participation]:
    """By which each is in a room now; the latest, as `shown.introduced` has it."""
    rows = Participation.objects.filter(room_id__in=rooms, account_id__in=accounts, left_sequence=None)
    return {(row.room_id, row.account_id): row for row in rows.order_by("joined_sequence")}


def _subjects(turning: list[Room]) -> dict[UUID, Subject]:
    cases = [room.case for room in turning]
    guardians = [case.guardian_id for case in cases if case.guardian_id is not None]
    return people.subjects([*(case.resident_id for case in cases), *guardians]) if cases else {}
