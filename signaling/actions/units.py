"""What a unit decides about its calls."""

from django.conf import settings
from django.db import transaction

from chatserver.core import audit, clock
from chatserver.core.actor import Actor
from chatserver.core.errors import DomainError, ErrorCode
from signaling import policy, turn
from signaling.models import UnitCalls
from signaling.wire import SetUnitCalls


@transaction.atomic(durable=True)
def set_unit_calls(actor: Actor, command: SetUnitCalls) -> None:
    """Holds for what is negotiated from now on; whoever is in a call stays on the path they have. What is wished twice
    is written and recorded once. Refused where no relay could carry the calls."""
    unit_id = policy.unit_to_set(actor)
    UnitCalls.objects.bulk_create([UnitCalls(unit_id=unit_id)], ignore_conflicts=True)
    calls = UnitCalls.objects.select_for_update().get(unit_id=unit_id)
    if calls.relay_only == command.relay_only:
        return
    if command.relay_only and not turn.has_relay(settings.ENVIRONMENT.ice_servers):
        raise DomainError(ErrorCode.CONFLICT, field="relay_only")
    calls.relay_only = command.relay_only
    calls.changed_at, calls.changed_by_id = clock.now(), actor.person
    calls.save(update_fields=["relay_only", "changed_at", "changed_by_id"])
    audit.record(
        actor,
        # The log says which of the two it was: only one of them shows people where others are.
        "unit.relay_only" if command.relay_only else "unit.relay_dropped",
        kind="write",
        resident_id=None,
        unit_id=unit_id,
        object_type="unit",
        object_id=unit_id,
    )
