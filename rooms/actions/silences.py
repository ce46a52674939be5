"""Silence of staff: what nobody opens is told to the unit and then to the supervisor; whoever does not answer is
warned, may say once that they are on it, and else loses the case to the queue. What was true before the lock is looked
at again, so that the job may come late, twice or be killed between two rooms (docs/adr/0034)."""

import logging
from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction

from chatserver.core import clock, replays
from chatserver.core.actor import SYSTEM, Actor
from chatserver.core.errors import DomainError, ErrorCode
from chatserver.core.wire import Ack, ack
from people import queries as people
from people.queries import UnitCard
from rooms import policy, silences, steps, wire
from rooms.lifecycle import OPEN_STATES
from rooms.matching import patience
from rooms.matching.patience import Told
from rooms.models import Room
from rooms.permissions import Permission
from rooms.policy import RoomAccess
from rooms.streams import staff_stream

log = logging.getLogger("vardrum.rooms")


@transaction.atomic(durable=True)
def look_at_silence(room_id: UUID) -> bool:
    """Tells, warns or takes back what has come to that; False where nothing has."""
    policy.lock_room(room_id)
    access = policy.access_room(SYSTEM, room_id, Permission.READ)
    if access.state not in OPEN_STATES:
        return False
    at, unit = clock.now(), people.unit(access.room.unit_id)
    told = _tell_of_unopened(access, unit, at)
    return _ask_holder(access, unit, at) or told


def _tell_of_unopened(access: RoomAccess, unit: UnitCard, at: datetime) -> bool:
    room = access.room
    since = silences.look(room.case_id)
    who = silences.told_of(room, unit, since, at)
    if silences.is_told(room, since, who):
        return False
    room.unopened_since, room.unopened_told = (since, who.value) if who is not None else (None, "")
    room.save(update_fields=["unopened_since", "unopened_told"])
    if who is None:
        steps.list_case(room, SYSTEM, at)
        return True
    steps.enter_custody(room, "unopened", SYSTEM, who.value, at, _holder(room))
    steps.record(access, "case.unopened", "case", room.case_id)
    if who is Told.SUPERVISOR:
        transaction.on_commit(partial(_alarm, room.case_id, room.unit_id))
    return True


def _ask_holder(access: RoomAccess, unit: UnitCard, at: datetime) -> bool:
    room = access.room
    if silences.is_to_warn(room, unit, at):
        _warn(room, patience.back_at(room.case.priority, unit, at), at)
        steps.record(access, "case.overdue", "case", room.case_id)
        return True
    if not silences.is_to_end(room, at):
        return False
    if silences.is_at_it(room):
        room.overdue_since = room.overdue_until = None
        room.save(update_fields=["overdue_since", "overdue_until"])
        steps.list_case(room, SYSTEM, at)
        return True
    steps.take_back(room, "put_back", SYSTEM)
    steps.record(access, "case.release", "case", room.case_id)
    return True


def _warn(room: Room, until: datetime, at: datetime) -> None:
    room.overdue_since, room.overdue_until = room.waits_since, until
    room.save(update_fields=["overdue_since", "overdue_until"])
    steps.enter_custody(room, "overdue", SYSTEM, "", at, _holder(room))


@transaction.atomic(durable=True)
def keep_case(actor: Actor, command: wire.KeepCase) -> Ack:
    """Its holder is on it: the case stays theirs for a while more, once for each silence."""
    policy.lock_room(command.room_id)
    if first := replays.earlier(actor, command.room_id, command):
        return first
    access = policy.access_room(actor, command.room_id, Permission.KEEP, command.epoch)
    room, at = access.room, clock.now()
    if not room.is_overdue or room.overdue_until is None or room.kept_since == room.overdue_since:
        raise DomainError(ErrorCode.CONFLICT, field="room_id")
    later = patience.kept_until(room.case.priority, people.unit(room.unit_id), at)
    room.kept_since, room.overdue_until = room.overdue_since, max(room.overdue_until, later)
    room.save(update_fields=["kept_since", "overdue_until"])
    sequence = steps.enter_custody(room, "kept", actor, "", at, _holder(room))
    steps.record(access, "case.keep", "case", command.room_id)
    return replays.remember(actor, command.room_id, ack(command, staff_stream(command.room_id), sequence))


def _holder(room: Room) -> str | None:
    return people.name_of(room.holder_id) if room.holder_id is not None else None


def _alarm(room_id: UUID, unit_id: UUID) -> None:
    log.warning("case.unopened", extra={"room": str(room_id), "unit": str(unit_id)})
