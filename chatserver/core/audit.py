"""Who did or saw what of whose data, when and from which unit (patientdatalagen 4 kap. 3 §; HSLF-FS 2016:40 4 kap.).

Writes are recorded in the action's transaction; reads before the bytes leave. The sealer chains the rows afterwards.
"""

from datetime import datetime
from typing import Literal
from uuid import UUID

from django.db.models import OuterRef, Subquery

from chatserver.core import clock
from chatserver.core.actor import Actor
from chatserver.core.models import AuditEntry
from chatserver.core.rows import new

Kind = Literal["read", "write"]


def record(
    actor: Actor,
    action: str,
    *,
    kind: Kind,
    resident_id: UUID | None,
    unit_id: UUID | None,
    object_type: str,
    object_id: UUID | None,
) -> None:
    made = entry(
        actor,
        action,
        kind=kind,
        resident_id=resident_id,
        unit_id=unit_id,
        object_type=object_type,
        object_id=object_id,
        at=clock.now(),
    )
    made.save(force_insert=True)


def entry(
    actor: Actor,
    action: str,
    *,
    kind: Kind,
    resident_id: UUID | None,
    unit_id: UUID | None,
    object_type: str,
    object_id: UUID | None,
    at: datetime,
) -> AuditEntry:
    """The row, not saved yet: a batch saves all of its rows at once."""
    return new(
        AuditEntry,
        at=at,
        kind=kind,
        action=action,
        actor_kind=actor.kind.value,
        actor_id=actor.account_id,
        login_id=actor.login_id,
        unit_id=unit_id,
        resident_id=resident_id,
        object_type=object_type,
        object_id=object_id,
    )


def first_read_by_staff(action: str, resident_id: UUID, object_id: UUID) -> datetime | None:
    """When a member of staff first read this of the resident's."""
    read = AuditEntry.objects.filter(resident_id=resident_id, object_id=object_id, action=action, actor_kind="staff")
    return read.order_by("at").values_list("at", flat=True).first()


def last_read_by_staff(action: str, resident: OuterRef, objects: OuterRef) -> Subquery:
    """When a member of staff last read this, for each row of a query that names whose and which."""
    read = AuditEntry.objects.filter(resident_id=resident, object_id=objects, action=action, actor_kind="staff")
    return Subquery(read.order_by("-at").values("at")[:1])
