"""What a unit decides about its calls."""

from uuid import UUID

from django.conf import settings
from django.db import transaction

from chatserver.core import audit, clock
from chatserver.core.actor import Actor
from chatserver.core.errors import DomainError, ErrorCode
from people import steps as people
from rooms import unit_news
from signaling import policy, turn
from signaling.models import UnitCalls
from signaling.wire import SetUnitCalls


@transaction.atomic(durable=True)
def set_unit_calls(actor: Actor, command: SetUnitCalls) -> None:
    """Holds for what is rung and negotiated from now on; whoever is in a call stays on the path they have, and a call
    that rings goes on ringing. What is wished twice is written and recorded once. Refused whole where no relay could
    carry the calls."""
    unit_id = policy.unit_to_set(actor)
    rooms = unit_news.lock_taken(unit_id) if command.residents_call is not None else []
    UnitCalls.objects.bulk_create([UnitCalls(unit_id=unit_id)], ignore_conflicts=True)
    calls = UnitCalls.objects.select_for_update().get(unit_id=unit_id)
    residents = _set_residents(unit_id, command.residents_call)
    done = [*_set_way(calls, command.relay_only), *residents]
    if not done:
        return
    if residents:
        unit_news.tell_residents_call(rooms, unit_id, actor, clock.now())
    calls.changed_at, calls.changed_by_id = clock.now(), actor.person
    calls.save(update_fields=["relay_only", "changed_at", "changed_by_id"])
    for action in done:
        audit.record(
            actor, action, kind="write", resident_id=None, unit_id=unit_id, object_type="unit", object_id=unit_id
        )


def _set_way(calls: UnitCalls, relay_only: bool) -> list[str]:
    """The log says which of the two it was: only one of them shows people where others are."""
    if calls.relay_only == relay_only:
        return []
    if relay_only and not turn.has_relay(settings.ENVIRONMENT.ice_servers):
        raise DomainError(ErrorCode.CONFLICT, field="relay_only")
    calls.relay_only = relay_only
    return ["unit.relay_only" if relay_only else "unit.relay_dropped"]


def _set_residents(unit_id: UUID, residents_call: bool | None) -> list[str]:
    if residents_call is None or not people.let_residents_call(unit_id, residents_call):
        return []
    return ["unit.residents_call" if residents_call else "unit.residents_call_ended"]
