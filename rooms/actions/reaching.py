"""Whether the resident of a case has been reached: a task for staff when they have not, until they have."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from chatserver.core import audit, clock
from chatserver.core.actor import SYSTEM, Actor
from chatserver.core.wire import Ack, ack
from people import outbox_queries
from rooms import policy, steps, telling, wire
from rooms.events import shown, streams
from rooms.lifecycle import OPEN_STATES, CaseState
from rooms.models import Room, Turn
from rooms.permissions import Permission


@transaction.atomic(durable=True)
def look_again(room_id: UUID) -> bool:
    """Sets or takes away the mark of a case whose resident has read nothing for a day, or could be told by no way. True
    if it changed: then staff of the case and the work list are told."""
    policy.lock_room(room_id)
    room = Room.objects.select_related("case").get(case_id=room_id)
    why = _why(room)
    if (room.case.unreached_why or None) == why:
        return False
    _mark(room, why, SYSTEM, clock.now())
    return True


@transaction.atomic(durable=True)
def settle_reach(actor: Actor, command: wire.SettleReach) -> Ack:
    """Staff have reached the resident in some other way, or know why not. The mark comes again when a later notice
    reaches nobody, or a day after this. Where there is no mark nothing is written, so that a repetition is answered
    alike."""
    policy.lock_room(command.room_id)
    access = policy.access_room(actor, command.room_id, Permission.SETTLE_REACH)
    case, at = access.room.case, clock.now()
    if case.unreached_at is None:
        return ack(command)
    case.reach_settled_at = at
    case.save(update_fields=["reach_settled_at"])
    _mark(access.room, None, actor, at)
    audit.entry(
        actor,
        "reach.settle",
        kind="write",
        resident_id=case.resident_id,
        unit_id=access.room.unit_id,
        object_type="case",
        object_id=access.room.case_id,
        at=at,
    ).save(force_insert=True)
    return ack(command)


def _mark(room: Room, why: wire.UnreachedWhy | None, actor: Actor, at: datetime) -> None:
    room.case.unreached_why, room.case.unreached_at = why or "", at if why else None
    room.case.save(update_fields=["unreached_why", "unreached_at"])
    body = wire.ResidentUnreached(type="resident.unreached", unreached=shown.unreached(room.case))
    streams.tell_staff(room, body, actor, at)
    if CaseState(room.state) in OPEN_STATES:
        steps.list_case(room, actor, at)


def _why(room: Room) -> wire.UnreachedWhy | None:
    if room.turn != Turn.RESIDENT or CaseState(room.state) not in OPEN_STATES:
        return None
    receipt = room.receipts.filter(account_id=telling.reader_of(room)).first()
    if receipt is not None and receipt.read >= room.last_message_sequence:
        return None
    settled = room.case.reach_settled_at
    if outbox_queries.latest_failed(room.case_id, telling.reader_of(room), since=settled):
        return "failed"
    asked_at = room.turn_at or room.last_at
    unread_since = asked_at if settled is None else max(asked_at, settled)
    return "unread" if clock.now() - unread_since >= telling.UNREAD_FOR else None
