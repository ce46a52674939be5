"""Stores what a batch has decided, in one statement a table."""

from chatserver.core import columns
from chatserver.core.models import AuditEntry, Event, Stream
from chatserver.core.rows import new, run_last
from people.models import Notice
from rooms.actions.together.deciding import Pending
from rooms.models import Message, Receipt, Room

ROOM_FIELDS = ("turn", "turn_at", "wrote_at", "last_message_sequence", "last_at")


def store(pending: Pending) -> None:
    """In the order of locks that every action keeps: the rooms' own rows have been locked since they were read."""
    heads = [new(Stream, name=name, head=head) for name, head in pending.heads.items()]
    receipts = pending.receipts.values()
    known = [row for row in receipts if not row._state.adding]
    statements = [
        *columns.update(Stream, heads, key="name", fields=("head",)),
        *columns.insert(Event, pending.events),
        *columns.insert(Message, pending.messages),
        *columns.update(Receipt, known, key="id", fields=("delivered", "read")),
        *columns.insert(Receipt, [row for row in receipts if row._state.adding]),
        *columns.update(Room, pending.rooms.values(), key="case_id", fields=ROOM_FIELDS),
        *columns.insert_new(Notice, pending.notices),
        *columns.insert(AuditEntry, pending.audit),
    ]
    run_last(statements)
