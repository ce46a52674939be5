"""What all queries share: the audit row of a read, and catching up by events instead of a snapshot."""

from collections.abc import Mapping
from typing import Literal
from uuid import UUID

from chatserver.core import audit, events
from chatserver.core.actor import Actor
from chatserver.core.events import MAX_BACKLOG
from rooms.models import Case

Subject = Literal["room", "case", "file", "unit"]


def record_case_read(actor: Actor, action: str, case: Case, object_type: Subject, object_id: UUID) -> None:
    """At the unit where it was read, which after an active choice need not be the case's own."""
    audit.record(
        actor,
        action,
        kind="read",
        resident_id=case.resident_id,
        unit_id=actor.unit_id or case.unit_id,
        object_type=object_type,
        object_id=object_id,
    )


def record_list_read(actor: Actor, action: str, unit_id: UUID | None, resident_id: UUID | None = None) -> None:
    """One row for a page that shows several cases."""
    audit.record(
        actor, action, kind="read", resident_id=resident_id, unit_id=unit_id, object_type="unit", object_id=unit_id
    )


def frames_after(cursors: Mapping[str, int | None], heads: Mapping[str, int]) -> list[str] | None:
    """The events between cursors and heads, or None if a snapshot is to be sent instead.

    That is for a reader without a cursor, one too far behind, and one ahead of us: its cursor is from another database.
    """
    known: dict[str, int] = {}
    for stream, cursor in cursors.items():
        if cursor is None or cursor > heads[stream]:
            return None
        known[stream] = cursor
    if sum(heads[stream] - cursor for stream, cursor in known.items()) > MAX_BACKLOG:
        return None
    return [event.frame for event in events.after(known)]
