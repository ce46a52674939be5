"""What becomes of a call when its room is concluded or somebody else becomes responsible."""

from uuid import UUID

from django.db import transaction

from chatserver.core.actor import SYSTEM
from rooms.lifecycle import OPEN_STATES
from rooms.permissions import Permission
from rooms.policy import access_room
from signaling import steps
from signaling.machine import CallMove, CallPhase


@transaction.atomic(durable=True)
def end_if_room_moved_on(room_id: UUID) -> bool:
    """Ends the room's call if the room is concluded, or if another than its staff party is responsible by now.

    A case that nobody holds keeps its call: the caller's console may only have been silent for a moment, and ending is
    somebody's act. Idempotent: called after commit by the shell, and again by a job for what that missed.
    """
    access = access_room(SYSTEM, room_id, Permission.READ)
    call = steps.lock_running_call(access)
    if call is None:
        return False
    if access.state not in OPEN_STATES:
        steps.move(access, call, CallMove.CLOSE)
        return True
    # A resident's call that still rings goes on ringing for whoever has the case now.
    if access.room.holder_id in (None, call.answered_by if call.by_resident else call.started_by):
        return False
    if call.by_resident and call.answered_by is None:
        return False
    rings = call.state == CallPhase.RINGING.value
    steps.move(access, call, CallMove.CANCEL if rings else CallMove.HANG_UP)
    return True
