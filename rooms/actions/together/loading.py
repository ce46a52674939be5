"""What a batch needs to know, read in a few statements once its rooms are locked.

Rooms are locked in ascending id (law 1), then the heads of their streams by name: room streams before work lists, as
every action takes them. Nothing that is under a room's lock is read in the statement that takes it: that one may have
waited, and sees what was there before it did.
"""

from collections.abc import Collection, Sequence
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
from rooms import wire
from rooms.models import Case, Message, Participation, Receipt, Room
from rooms.streams import room_stream

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
    """One question and its answers."""
    room_ids = {_room_of(command) for _, command in batch}
    streams = [room_stream(room_id) for room_id in room_ids]
    locking = (ROOMS_OF, [listed(room_ids)])
    (found, sent, introduced, receipts, heads), at = run_all_now([locking, *_beside(batch, streams)])
    rooms = {room.case_id: room for room in map(_room, found)}
    return Loaded(
        at=at,
        rooms=rooms,
        sent={
            (row.room_id, row.sender_account_id, row.client_message_id): Sent(row.id, row.sequence)
            for row in map(SENT.row, sent)
        },
        introduced={(row.room_id, row.account_id): row for row in map(PARTICIPATION.row, introduced)},
        receipts={(row.room_id, row.account_id): row for row in map(RECEIPT.row, receipts)},
        heads=_heads([room_stream(room_id) for room_id in rooms], heads),
    )


def _room_of(command: Command) -> UUID:
    if isinstance(command, wire.SendMessage | wire.AdvanceReceipt):
        return command.room_id
    raise TypeError(f"{type(command).__name__} is no command of the hot path")


def _room(values: Values) -> Room:
    room = ROOM.row(values[: len(ROOM.names)])
    room._state.fields_cache["case"] = CASE.row(values[len(ROOM.names) :])
    return room


def heads_of_lists(streams: Collection[str]) -> dict[str, int]:
    """The heads of work lists, locked. Asked for last, when nothing is left but to write: each desk's move at the unit
    waits for whoever holds one."""
    if not streams:
        return {}
    [heads] = run_all([(HEADS_OF, [listed(streams)])])
    return _heads(streams, heads)


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


def _heads(streams: Collection[str], found: Sequence[Values]) -> dict[str, int]:
    """A stream that has no event yet is made."""
    heads: dict[str, int] = dict(found)
    missing = set(streams) - heads.keys()
    return heads | events.locked_heads(missing) if missing else heads
