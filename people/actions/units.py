"""What a unit decides for itself."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from chatserver.core import audit
from chatserver.core.actor import Actor
from chatserver.core.errors import DomainError, ErrorCode, not_found
from people import policy
from people.competences import COMPETENCES, LEAST_UNTIL, MOST_UNTIL, Asked, known
from people.models import AssignmentMode, CompetenceRule, Employment, Unit
from people.overflow import Overflow


@transaction.atomic(durable=True)
def set_assignment(actor: Actor, unit_id: UUID, assignment: AssignmentMode) -> None:
    """How the unit's cases find somebody from now on; offers that stand are answered or run out."""
    if not Unit.objects.filter(id=unit_id).update(assignment=assignment):
        raise not_found()
    _record(actor, "unit.assignment", unit_id)


@transaction.atomic(durable=True)
def set_round_the_clock(actor: Actor, unit_id: UUID, other_id: UUID | None) -> None:
    """Which unit has what is urgent and unanswered when this one closes; None: nobody, and the supervisor is alarmed.
    Cases that have moved stay where they are."""
    unit = Unit.objects.filter(id=unit_id).first()
    if unit is None:
        raise not_found()
    # Another care provider's staff would read there without the resident's agreement.
    if other_id is not None and not _beside(unit, other_id):
        raise DomainError(ErrorCode.CONFLICT, field="round_the_clock")
    unit.round_the_clock_id = other_id
    unit.save(update_fields=["round_the_clock"])
    _record(actor, "unit.round_the_clock", unit_id)


@transaction.atomic(durable=True)
def set_overflow(actor: Actor, unit_id: UUID, overflow: Overflow | None) -> None:
    """Which unit helps with cases that wait, in which hours and after how much of what was promised; None: none. What
    it has taken stays its own."""
    unit = Unit.objects.filter(id=unit_id).first()
    if unit is None:
        raise not_found()
    if overflow is not None and not _beside(unit, overflow.to_id):
        raise DomainError(ErrorCode.CONFLICT, field="overflow")
    unit.overflow_id = overflow.to_id if overflow is not None else None
    if overflow is not None:
        unit.overflow_opens, unit.overflow_closes = overflow.opens, overflow.closes
        unit.overflow_after = overflow.after
    unit.save(update_fields=["overflow", "overflow_opens", "overflow_closes", "overflow_after"])
    _record(actor, "unit.overflow", unit_id)


@transaction.atomic(durable=True)
def set_competence_rule(actor: Actor, unit_id: UUID, reason_id: str, asked: Asked | None) -> None:
    """What a topic asks for at the unit from now on, also of the cases that wait; None: nothing."""
    if not Unit.objects.filter(id=unit_id).exists():
        raise not_found()
    if asked is None:
        CompetenceRule.objects.filter(unit_id=unit_id, reason_id=reason_id).delete()
    elif not known([asked.competence]) or not LEAST_UNTIL <= asked.until <= MOST_UNTIL:
        raise DomainError(ErrorCode.CONFLICT, field="competence")
    else:
        told = {"competence": asked.competence, "until": asked.until}
        CompetenceRule.objects.update_or_create(unit_id=unit_id, reason_id=reason_id, defaults=told)
    _record(actor, "unit.competence_rule", unit_id)


@transaction.atomic(durable=True)
def set_competences(actor: Actor, unit_id: UUID, account_id: UUID, competences: Sequence[str]) -> None:
    """What somebody can do at a unit, in place of what was set before: by a supervisor who chose that unit at login, or
    by whoever runs the server."""
    policy.require_supervisor(actor, unit_id)
    employed = Employment.objects.select_for_update().filter(unit_id=unit_id, account_id=account_id).first()
    if employed is None:
        raise DomainError(ErrorCode.NOT_FOUND, field="account_id")
    if not known(competences):
        raise DomainError(ErrorCode.CONFLICT, field="competences")
    able = [one for one in COMPETENCES if one in competences]
    if employed.competences == able:
        return
    employed.competences = able
    employed.save(update_fields=["competences"])
    audit.record(
        actor,
        "staff.competences",
        kind="write",
        resident_id=None,
        unit_id=unit_id,
        object_type="account",
        object_id=account_id,
    )


def _beside(unit: Unit, other_id: UUID) -> bool:
    return other_id != unit.id and Unit.objects.filter(id=other_id, provider_id=unit.provider_id).exists()


def _record(actor: Actor, action: str, unit_id: UUID) -> None:
    audit.record(actor, action, kind="write", resident_id=None, unit_id=unit_id, object_type="unit", object_id=unit_id)
