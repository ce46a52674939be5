"""Reopening a concluded case: it waits again in its old place, and the unit sees it on the work list at once."""

from django.db import transaction

from chatserver.core import clock, replays
from chatserver.core.actor import Actor
from chatserver.core.errors import DomainError, ErrorCode
from chatserver.core.wire import Ack, ack
from rooms import lifecycle, policy, steps, wire
from rooms.permissions import Permission
from rooms.policy import RoomAccess
from rooms.streams import room_stream


@transaction.atomic(durable=True)
def reopen_case(actor: Actor, command: wire.ReopenCase) -> Ack:
    """Priority and arrival time are kept. Staff who reopen must be able to read the case: a colleague chooses first."""
    policy.lock_room(command.room_id)
    if first := replays.earlier(actor, command.room_id, command):
        return first
    access = policy.access_room(actor, command.room_id, Permission.REOPEN)
    access.require(Permission.READ)
    if command.reason and not actor.is_staff:
        # The reason is told to staff alone; what a resident wants to say belongs in the room.
        raise DomainError(ErrorCode.BAD_REQUEST, field="reason")
    _require_in_time(access)
    _require_own_way(access)
    sequence = steps.reopen(access.room, actor, command.reason)
    steps.record(access, "case.reopen", "case", command.room_id)
    return replays.remember(actor, command.room_id, ack(command, room_stream(command.room_id), sequence))


def _require_own_way(access: RoomAccess) -> None:
    """A resident writes where a merged case goes on; staff may take it out of there again."""
    if not access.actor.is_staff and access.room.closing_card.continues_in_id is not None:
        raise DomainError(ErrorCode.CONFLICT, field="room_id")


def _require_in_time(access: RoomAccess) -> None:
    # What concluded a case is the last change of its state.
    if clock.now() >= lifecycle.reopen_until(access.room.state_since):
        raise DomainError(ErrorCode.REOPEN_TOO_LATE, days=lifecycle.REOPEN_DAYS)
