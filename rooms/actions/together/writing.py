"""Stores what a batch has decided, in one statement a table. Each database is given what it is quickest with; what they
leave behind is the same."""

from collections.abc import Callable, Mapping

from django.db import connection

from chatserver.core.models import AuditEntry, Event, Stream
from rooms.actions.together import columns
from rooms.actions.together.deciding import Pending
from rooms.models import Message, Receipt, Room

ROOM_FIELDS = ("turn", "turn_at", "last_message_sequence", "last_at")


def store(pending: Pending) -> None:
    """In the order of locks that every action keeps: the rooms' own rows have been locked since they were read."""
    STORES[connection.vendor](pending)


def _with_models(pending: Pending) -> None:
    """SQLite: nobody writes beside us, and a statement costs no way to another process."""
    for name, head in pending.heads.items():
        Stream.objects.filter(name=name).update(head=head)
    Event.objects.bulk_create(
        Event(stream=one.stream, sequence=one.sequence, type=one.type, frame=one.frame) for one in pending.events
    )
    Message.objects.bulk_create(pending.messages)
    for receipt in pending.receipts.values():
        receipt.save()
    for room in pending.rooms.values():
        room.save(update_fields=ROOM_FIELDS)
    AuditEntry.objects.bulk_create(pending.audit)


def _with_sets(pending: Pending) -> None:
    """PostgreSQL: all rows of a table in one statement."""
    heads = [Stream(name=name, head=head) for name, head in pending.heads.items()]
    receipts = pending.receipts.values()
    columns.update(Stream, heads, key="name", fields=("head",))
    columns.insert(Event, pending.events)
    columns.insert(Message, pending.messages)
    columns.update(Receipt, [row for row in receipts if not row._state.adding], key="id", fields=("delivered", "read"))
    columns.insert(Receipt, [row for row in receipts if row._state.adding])
    columns.update(Room, pending.rooms.values(), key="case_id", fields=ROOM_FIELDS)
    columns.insert(AuditEntry, pending.audit)


STORES: Mapping[str, Callable[[Pending], None]] = {"sqlite": _with_models, "postgresql": _with_sets}
