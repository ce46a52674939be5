"""An attempt to reach a resident by telephone is recorded by whoever made it."""

from django.db import transaction

from chatserver.core import clock, replays
from chatserver.core.actor import Actor
from chatserver.core.wire import Ack, ack
from rooms import policy, seeking, steps, wire
from rooms.permissions import Permission
from rooms.streams import staff_stream


@transaction.atomic(durable=True)
def record_attempt(actor: Actor, command: wire.RecordAttempt) -> Ack:
    """The responsible person, or whoever of the unit has telephoned. Nothing of what was said is kept here."""
    policy.lock_room(command.room_id)
    if first := replays.earlier(actor, command.room_id, command):
        return first
    access = policy.access_room(actor, command.room_id, Permission.RECORD_ATTEMPT)
    sequence = seeking.record(access.room, command.outcome, actor, clock.now())
    steps.record(access, "attempt.record", "case", command.room_id)
    return replays.remember(actor, command.room_id, ack(command, staff_stream(command.room_id), sequence))
