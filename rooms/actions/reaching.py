"""Whether the resident of a case has been reached: a task for staff when they have not, until they have."""

from uuid import UUID

from django.db import transaction

from chatserver.core import clock
from chatserver.core.actor import SYSTEM
from people import outbox_queries
from rooms import policy, steps, telling, wire
from rooms.events import shown, streams
from rooms.lifecycle import OPEN_STATES, CaseState
from rooms.models import Room, Turn


@transaction.atomic(durable=True)
def look_again(room_id: UUID) -> bool:
    """Sets or takes away the mark of a case whose resident has read nothing for a day, or could be told by no way. True
    if it changed: then staff of the case and the work list are told."""
    policy.lock_room(room_id)
    room = Room.objects.select_related("case").get(case_id=room_id)
    why = _why(room)
    if (room.case.unreached_why or None) == why:
        return False
    at = clock.now()
    room.case.unreached_why, room.case.unreached_at = why or "", at if why else None
    room.case.save(update_fields=["unreached_why", "unreached_at"])
    body = wire.ResidentUnreached(type="resident.unreached", unreached=shown.unreached(room.case))
    streams.tell_staff(room, body, SYSTEM, at)
    if CaseState(room.state) in OPEN_STATES:
        steps.list_case(room, SYSTEM, at)
    return True


def _why(room: Room) -> wire.UnreachedWhy | None:
    if room.turn != Turn.RESIDENT or CaseState(room.state) not in OPEN_STATES:
        return None
    receipt = room.receipts.filter(account_id=telling.reader_of(room)).first()
    if receipt is not None and receipt.read >= room.last_message_sequence:
        return None
    if outbox_queries.latest_failed(room.case_id, telling.reader_of(room)):
        return "failed"
    return "unread" if clock.now() - (room.turn_at or room.last_at) >= telling.UNREAD_FOR else None
