"""What a batch needs to know, read in a few statements once its rooms are locked.

Rooms are locked in ascending id (law 1), then the heads of their streams by name: room streams before work lists, as
every action takes them. Nothing that is under a room's lock is read in the statement that takes it: that one may have
waited, and sees what was there before it did.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from chatserver.core import events
from chatserver.core.actor import Actor
from chatserver.core.models import Stream
from chatserver.core.pipeline import Statement
from chatserver.core.rows import (
    IN_IDS,
    IN_NAMES,
    LOCKED,
    Values,
    columns_of,
    listed,
    of_each,
    run_all,
    run_all_now,
    tupled,
)
from chatserver.core.wire import Command
from people import queries as people
from people.queries import Named
from rooms import wire
from rooms.actions.messages import is_news
from rooms.events import shown
from rooms.models import Case, Message, Participation, Receipt, Room
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
    names: Mapping[UUID, Named]


# What is large, and what nobody on this path looks at.
ROOM = columns_of(Room, "room", but=["call", "help"])
CASE = columns_of(Case, "cases", but=["summary"])
SENT = columns_of(
    Message, "message", but=["sender_id", "at", "text", "picture_id", "reply_to_id", "corrected_at", "copy_of"]
)
PARTICIPATION = columns_of(Participation, "part")
RECEIPT = columns_of(Receipt, "receipt")
HEAD = columns_of(Stream, "one")

ROOMS_OF = (
    f"SELECT {ROOM.sql}, {CASE.sql} FROM {ROOM.table} JOIN {CASE.table} ON cases.id = room.case_id "  # noqa: S608 our own models' names
    f"WHERE room.case_id {IN_IDS} ORDER BY room.case_id {LOCKED and 'FOR UPDATE OF room'}"
)
SENT_OF = of_each(SENT, ["room_id", "sender_account_id", "client_message_id"])
SEAT = ["room_id", "account_id"]
# The latest is last, as `shown.introduced` has it.
INTRODUCED_OF = of_each(PARTICIPATION, SEAT, "part.left_sequence IS NULL") + " ORDER BY part.joined_sequence"
# All of a room: a message from staff is told by how far the resident has read.
RECEIPTS_OF = of_each(RECEIPT, ["room_id"])
HEADS_OF = f"SELECT {HEAD.sql} FROM {HEAD.table} WHERE one.name {IN_NAMES} ORDER BY one.name {LOCKED}"  # noqa: S608 our own models' names


def load(batch: Batch) -> Loaded:
    """One question and its answers; a second one where a turn changes hands, for the work list."""
    room_ids = {_room_of(command) for _, command in batch}
    streams = [room_stream(room_id) for room_id in room_ids]
    locking = (ROOMS_OF, [listed(room_ids)])
    (found, sent, introduced, receipts, heads), at = run_all_now([locking, *_beside(batch, streams)])
    rooms = {room.case_id: room for room in map(_room, found)}
    lists, names = _of_the_lists(_turning(batch, rooms), at)
    return Loaded(
        at=at,
        rooms=rooms,
        sent={
            (row.room_id, row.sender_account_id, row.client_message_id): Sent(row.id, row.sequence)
            for row in map(SENT.row, sent)
        },
        introduced={(row.room_id, row.account_id): row for row in map(PARTICIPATION.row, introduced)},
        receipts={(row.room_id, row.account_id): row for row in map(RECEIPT.row, receipts)},
        heads=_heads([room_stream(room_id) for room_id in rooms], heads) | lists,
        names=names,
    )


def _room_of(command: Command) -> UUID:
    if isinstance(command, wire.SendMessage | wire.AdvanceReceipt):
        return command.room_id
    raise TypeError(f"{type(command).__name__} is no command of the hot path")


def _room(values: Values) -> Room:
    room = ROOM.row(values[: len(ROOM.names)])
    room._state.fields_cache["case"] = CASE.row(values[len(ROOM.names) :])
    return room


def _turning(batch: Batch, rooms: dict[UUID, Room]) -> list[Room]:
    """Rooms whose row on the work list somebody of the batch may change; each once, in order."""
    wanted = {
        command.room_id
        for actor, command in batch
        if isinstance(command, wire.SendMessage) and command.room_id in rooms and is_news(actor, rooms[command.room_id])
    }
    return [rooms[room_id] for room_id in sorted(wanted)]


def _of_the_lists(turning: list[Room], at: datetime) -> tuple[dict[str, int], Mapping[UUID, Named]]:
    if not turning:
        return {}, {}
    streams = [worklist_stream(room.unit_id) for room in turning]
    on_list = {person for room in turning for person in shown.people_on(room)}
    heads, names = run_all([(HEADS_OF, [listed(streams)]), people.names_asked(on_list)])
    return _heads(streams, heads), people.names_told(names, at)


def _beside(batch: Batch, streams: list[str]) -> list[Statement]:
    seats = tupled({(_room_of(command), actor.person) for actor, command in batch})
    keys = [
        (command.room_id, actor.person, command.client_message_id)
        for actor, command in batch
        if isinstance(command, wire.SendMessage)
    ]
    return [
        (SENT_OF, [tupled(keys)]),
        (INTRODUCED_OF, [seats]),
        (RECEIPTS_OF, [tupled({(_room_of(command),) for _, command in batch})]),
        (HEADS_OF, [listed(streams)]),
    ]


def _heads(streams: list[str], found: Sequence[Values]) -> dict[str, int]:
    """A stream that has no event yet is made."""
    heads: dict[str, int] = dict(found)
    missing = set(streams) - heads.keys()
    return heads | events.locked_heads(missing) if missing else heads
