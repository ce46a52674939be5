"""Raising or lowering a case's priority: by a named person and for a reason, both of which are kept (I12)."""

from django.db import transaction

from chatserver.core import replays
from chatserver.core.actor import Actor
from chatserver.core.errors import DomainError, ErrorCode
from chatserver.core.wire import Ack, ack
from rooms import policy, steps, wire
from rooms.permissions import Permission
from rooms.policy import RoomAccess
from rooms.streams import staff_stream


@transaction.atomic(durable=True)
def prioritise_case(actor: Actor, command: wire.PrioritiseCase) -> Ack:
    """The responsible person or a supervisor. The case gets the deadlines it would have had from its arrival."""
    policy.lock_room(command.room_id)
    if first := replays.earlier(actor, command.room_id, command):
        return first
    access = policy.access_room(actor, command.room_id, Permission.PRIORITISE, command.epoch)
    _require_change(access, command.priority)
    sequence = steps.prioritise(access.room, command.priority, actor, command.reason)
    steps.record(access, "case.prioritise", "case", command.room_id)
    return replays.remember(actor, command.room_id, ack(command, staff_stream(command.room_id), sequence))


def _require_change(access: RoomAccess, priority: int) -> None:
    if access.case.administrative:
        # An errand is promised by its kind and has no priority.
        raise DomainError(ErrorCode.ILLEGAL_MOVE, state=access.state.value, move=Permission.PRIORITISE.value)
    if access.case.priority == priority:
        raise DomainError(ErrorCode.CONFLICT, priority=priority)
