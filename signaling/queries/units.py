"""How a unit wants its calls, for whoever decides it."""

from django.conf import settings

from chatserver.core.actor import Actor
from people import queries as people
from signaling import policy, turn
from signaling.models import UnitCalls
from signaling.wire import UnitCallsView


def unit_calls(actor: Actor) -> UnitCallsView:
    unit_id = policy.unit_to_set(actor)
    calls = UnitCalls.objects.filter(unit_id=unit_id).first() or UnitCalls(unit_id=unit_id)
    return UnitCallsView(
        relay_only=calls.relay_only,
        has_relay=turn.has_relay(settings.ENVIRONMENT.ice_servers),
        residents_call=people.unit(unit_id).residents_call,
        changed_at=calls.changed_at,
        changed_by=people.name_of(calls.changed_by_id) if calls.changed_by_id is not None else None,
    )
