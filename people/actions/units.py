"""What a unit decides for itself."""

from uuid import UUID

from django.db import transaction

from chatserver.core import audit
from chatserver.core.actor import Actor
from chatserver.core.errors import not_found
from people.models import AssignmentMode, Unit


@transaction.atomic(durable=True)
def set_assignment(actor: Actor, unit_id: UUID, assignment: AssignmentMode) -> None:
    """How the unit's cases find somebody from now on; offers that stand are answered or run out."""
    if not Unit.objects.filter(id=unit_id).update(assignment=assignment):
        raise not_found()
    audit.record(
        actor,
        "unit.assignment",
        kind="write",
        resident_id=None,
        unit_id=unit_id,
        object_type="unit",
        object_id=unit_id,
    )
