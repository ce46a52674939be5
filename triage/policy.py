"""Permission is how one gets a form: the person it is about, or the guardian who fills it in for a child.

What may not be seen does not exist. Of two guardians each sees only the forms they began themselves.
"""

from uuid import UUID

from django.db import connection

from chatserver.core.actor import Actor
from chatserver.core.errors import DomainError, ErrorCode, not_found
from people.policy import may_act_for
from triage.models import Intake, IntakeState


def access_intake(actor: Actor, intake_id: UUID, *states: IntakeState) -> Intake:
    """The form, locked until the transaction ends; refused when it is in none of the states."""
    if not connection.in_atomic_block:
        raise RuntimeError("a form is locked inside a transaction")
    intake = Intake.objects.select_for_update(of=("self",)).select_related("release").filter(id=intake_id).first()
    if intake is None or not may_see(actor, intake):
        raise not_found()
    require_state(intake, *states)
    return intake


def read_intake(actor: Actor, intake_id: UUID) -> Intake:
    """The form for a query: not locked."""
    intake = Intake.objects.select_related("release").filter(id=intake_id).first()
    if intake is None or not may_see(actor, intake):
        raise not_found()
    return intake


def require_state(intake: Intake, *states: IntakeState) -> None:
    if states and IntakeState(intake.state) not in states:
        raise DomainError(ErrorCode.INTAKE_CLOSED, state=intake.state)


def may_see(actor: Actor, intake: Intake) -> bool:
    return actor.account_id in (intake.author_id, intake.resident_id) and may_act_for(actor, intake.resident_id)


def require_subject(actor: Actor, resident_id: UUID) -> None:
    """Refuses whoever may not act for this resident, as if there were no such resident."""
    if not may_act_for(actor, resident_id):
        raise not_found()
