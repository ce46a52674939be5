"""Stores what a batch has decided, in one statement a table. Each database is given what it is quickest with; what they
leave behind is the same."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db import connection, models

from chatserver.core.models import AuditEntry, Event, Stream
from rooms.actions.together import columns
from rooms.actions.together.deciding import Pending
from rooms.models import Message, Receipt, Room

ROOM_FIELDS = ("turn", "turn_at", "last_message_sequence", "last_at")


def store(pending: Pending) -> None:
    """In the order of locks that every action keeps: the rooms' own rows have been locked since they were read."""
    STORES[connection.vendor](pending)


def _event_rows(pending: Pending) -> list[Event]:
    return [Event(stream=one.stream, sequence=one.sequence, type=one.type, frame=one.frame) for one in pending.events]


def _with_models(pending: Pending) -> None:
    """SQLite: nobody writes beside us, and a statement costs no way to another process."""
    for name, head in pending.heads.items():
        Stream.objects.filter(name=name).update(head=head)
    Event.objects.bulk_create(_event_rows(pending))
    Message.objects.bulk_create(pending.messages)
    for receipt in pending.receipts.values():
        receipt.save()
    for room in pending.rooms.values():
        room.save(update_fields=ROOM_FIELDS)
    AuditEntry.objects.bulk_create(pending.audit)


def _with_arrays(pending: Pending) -> None:
    """PostgreSQL: the columns of all rows as arrays, one statement a table."""
    heads = [Stream(name=name, head=head) for name, head in pending.heads.items()]
    _update(Stream, heads, key="name", fields=("head",))
    _insert(Event, _event_rows(pending))
    _insert(Message, pending.messages)
    known = [receipt for receipt in pending.receipts.values() if not receipt._state.adding]
    _update(Receipt, known, key="id", fields=("delivered", "read"))
    _insert(Receipt, [receipt for receipt in pending.receipts.values() if receipt._state.adding])
    _update(Room, pending.rooms.values(), key="case_id", fields=ROOM_FIELDS)
    _insert(AuditEntry, pending.audit)


STORES: Mapping[str, Callable[[Pending], None]] = {"sqlite": _with_models, "postgresql": _with_arrays}


def _insert(model: type[models.Model], rows: Iterable[models.Model]) -> None:
    listed = list(rows)
    if listed:
        _run(columns.insertion(model), listed, columns.inserted(model))


def _update(model: type[models.Model], rows: Iterable[models.Model], *, key: str, fields: tuple[str, ...]) -> None:
    listed = list(rows)
    if listed:
        _run(columns.change(model, key, fields), listed, (key, *fields))


def _run(statement: str, rows: list[Any], names: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, [[getattr(row, name) for row in rows] for name in names])
