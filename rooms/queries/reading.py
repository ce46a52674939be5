"""What all queries share: the audit row of a read, and catching up by events instead of a snapshot."""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal
from uuid import UUID

from chatserver.core import audit, clock, events
from chatserver.core.actor import Actor
from chatserver.core.events import MAX_BACKLOG
from chatserver.core.models import AuditEntry
from rooms.events.first_names import FirstNames, drawn_anew
from rooms.models import Case

Subject = Literal["room", "case", "file", "message", "unit"]


def record_case_read(actor: Actor, action: str, case: Case, object_type: Subject, object_id: UUID) -> None:
    """At the unit where it was read, which after an active choice need not be the case's own."""
    case_read(actor, action, case, object_type, object_id, clock.now()).save(force_insert=True)


def case_read(actor: Actor, action: str, case: Case, object_type: Subject, object_id: UUID, at: datetime) -> AuditEntry:
    """The same row, not saved yet."""
    return audit.entry(
        actor,
        action,
        kind="read",
        resident_id=case.resident_id,
        unit_id=actor.unit_id or case.unit_id,
        object_type=object_type,
        object_id=object_id,
        at=at,
    )


def record_list_read(actor: Actor, action: str, unit_id: UUID | None, resident_id: UUID | None = None) -> None:
    """One row for a page that shows several cases."""
    audit.record(
        actor, action, kind="read", resident_id=resident_id, unit_id=unit_id, object_type="unit", object_id=unit_id
    )


def frames_after(
    cursors: Mapping[str, int | None], heads: Mapping[str, int], veil: FirstNames | None = None
) -> list[str] | None:
    """The events between cursors and heads, or None if a snapshot is to be sent instead.

    That is for a reader without a cursor, one too far behind, one ahead of us (its cursor is from another database),
    and one who is not staff and has seen other names.
    """
    known = {stream: cursor for stream, cursor in cursors.items() if cursor is not None}
    if len(known) < len(cursors) or not cheaper_than_snapshot(known, heads):
        return None
    missed = events.after(known)
    if veil is None:
        return [event.frame for event in missed]
    return None if drawn_anew(missed) else [veil(event) for event in missed]


def cheaper_than_snapshot(cursors: Mapping[str, int], heads: Mapping[str, int]) -> bool:
    """Whether the events between cursors and heads are few enough, and the cursors of this database at all."""
    behind = [heads[stream] - cursor for stream, cursor in cursors.items()]
    return min(behind) >= 0 and sum(behind) <= MAX_BACKLOG
