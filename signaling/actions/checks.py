"""Keeping what a connection check found, for whoever is about to call."""

from uuid import UUID

from django.db import transaction

from chatserver.core import clock
from chatserver.core.actor import Actor
from chatserver.core.errors import DomainError, ErrorCode
from rooms import steps as room_steps
from rooms.permissions import Permission
from rooms.policy import access_room
from signaling.models import ConnectionCheck
from signaling.wire import CheckResult


@transaction.atomic(durable=True)
def keep_check(actor: Actor, room_id: UUID, result: CheckResult) -> UUID:
    """Keeps it once: the same check said again is the same. Only from the resident's side, in a room that is open."""
    access = access_room(actor, room_id, Permission.CHECK)
    known = ConnectionCheck.objects.filter(id=result.check_id).first()
    if known is not None:
        if (known.room_id, known.account_id) != (room_id, actor.person):
            raise DomainError(ErrorCode.CONFLICT)
        return result.check_id
    ConnectionCheck.objects.create(
        id=result.check_id,
        room=access.room,
        account_id=actor.person,
        made_at=clock.now(),
        ways=[way.model_dump() for way in result.ways],
        **result.model_dump(exclude={"check_id", "ways"}),
    )
    room_steps.record(access, "connection.check", "check", result.check_id)
    return result.check_id
