"""A resident who does not answer: reminded, then a task for the unit, then, of what is urgent, an alarm to the
supervisor, which somebody takes on. What was true before the lock is looked at again, so that the job may come late,
twice or be killed between two rooms (docs/adr/0038)."""

import logging
from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction

from chatserver.core import clock, replays
from chatserver.core.actor import SYSTEM, Actor
from chatserver.core.errors import DomainError, ErrorCode
from chatserver.core.wire import Ack, ack
from people import outbox_queries
from people import queries as people
from rooms import policy, steps, telling
from rooms.events import absences
from rooms.matching import absence
from rooms.matching.absence import Stage
from rooms.models import Room
from rooms.permissions import Permission
from rooms.policy import RoomAccess
from rooms.streams import staff_stream
from rooms.wire.absences import TakeAbsence

log = logging.getLogger("vardrum.rooms")

# Of a reminder that could go by no way: said of the step, since nothing was sent.
NO_WAY = "no_way"


@transaction.atomic(durable=True)
def look_for_answer(room_id: UUID) -> bool:
    """Does what the silence has come to, one stage at a time; False where that is nothing."""
    policy.lock_room(room_id)
    access = policy.access_room(SYSTEM, room_id, Permission.READ)
    room, at = access.room, clock.now()
    silence = absences.silence(room)
    if silence is None:
        return False
    reader = telling.reader_of(room)
    stage = absence.coming(room.case.priority, silence, outbox_queries.quiet_of_people([reader])[reader], at)
    if stage is None:
        return False
    if stage is Stage.REMINDED:
        _remind(access, silence.since, at)
    else:
        _tell(access, silence.since, stage, at)
    return True


def _remind(access: RoomAccess, since: datetime, at: datetime) -> None:
    """Once for each silence. Whom nothing reaches is not written to in vain; the stages after it come all the same."""
    room = access.room
    reachable = outbox_queries.is_reachable(telling.reader_of(room))
    if reachable:
        telling.want(telling.of_reminder(room, since, at))
    room.reminded_since, room.reminded_at = since, at
    room.save(update_fields=["reminded_since", "reminded_at"])
    steps.enter_custody(room, "reminded", SYSTEM, "" if reachable else NO_WAY, at, _holder(room))
    steps.record(access, "case.remind", "case", room.case_id)


def _tell(access: RoomAccess, since: datetime, stage: Stage, at: datetime) -> None:
    room = access.room
    room.absent_since, room.absent_epoch, room.absent_told = since, room.epoch, stage.value
    room.absent_at, room.absent_by = at, ""
    room.save(update_fields=["absent_since", "absent_epoch", "absent_told", "absent_at", "absent_by"])
    steps.enter_custody(room, "absent", SYSTEM, stage.value, at, _holder(room))
    steps.record(access, "case.absent", "case", room.case_id)
    if stage is Stage.SUPERVISOR:
        transaction.on_commit(partial(_alarm, room.case_id, room.unit_id))


@transaction.atomic(durable=True)
def take_absence(actor: Actor, command: TakeAbsence) -> Ack:
    """Somebody of the unit sees to a resident of whose silence the supervisor was told: the first one who says so."""
    policy.lock_room(command.room_id)
    if first := replays.earlier(actor, command.room_id, command):
        return first
    access = policy.access_room(actor, command.room_id, Permission.SEEK)
    room = access.room
    if not room.is_absent or room.absent_told != Stage.SUPERVISOR or room.absent_by:
        raise DomainError(ErrorCode.CONFLICT, field="room_id")
    room.absent_by = actor.name
    room.save(update_fields=["absent_by"])
    sequence = steps.enter_custody(room, "seeking", actor, "", clock.now(), _holder(room))
    steps.record(access, "absence.take", "case", command.room_id)
    return replays.remember(actor, command.room_id, ack(command, staff_stream(command.room_id), sequence))


def _holder(room: Room) -> str | None:
    return people.name_of(room.holder_id) if room.holder_id is not None else None


def _alarm(room_id: UUID, unit_id: UUID) -> None:
    log.warning("case.absent", extra={"room": str(room_id), "unit": str(unit_id)})
