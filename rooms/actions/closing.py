"""Closing time: an open case is given its next owner, in a transaction of its own. What was true before the lock is
looked at again, so that the job may come late, twice or be killed between two cases."""

import logging
from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction

from chatserver.core import clock
from chatserver.core.actor import SYSTEM
from people import queries as people
from people.queries import UnitCard
from rooms import announce, closing, moving, offering, policy, steps, wire
from rooms.events import streams
from rooms.lifecycle import OPEN_STATES, CaseMove, CaseState
from rooms.models import Room
from rooms.permissions import Permission
from rooms.policy import RoomAccess

log = logging.getLogger("vardrum.rooms")


@transaction.atomic(durable=True)
def give_next_owner(room_id: UUID) -> bool:
    """Writes who has the case next, moves it there or alarms the supervisor; False where nothing is to be said."""
    policy.lock_room(room_id)
    access = policy.access_room(SYSTEM, room_id, Permission.READ)
    room, at = access.room, clock.now()
    if access.state not in OPEN_STATES:
        return False
    unit = people.unit(room.unit_id)
    other = closing.round_the_clock(unit)
    told = closing.next_of(room, unit, other, at)
    if told is None or closing.is_told(room, told):
        return False
    if _leave_whoever_is_away(room, at):
        told = told.model_copy(update={"held": False})
    if told.owner == "round_the_clock" and other is not None and room.holder_id is None:
        _move(access, other, told, at)
    else:
        _tell(access, told, at)
    if told.owner == "supervisor" and room.holder_id is None:
        transaction.on_commit(partial(_alarm, room_id, room.unit_id))
    return True


def _leave_whoever_is_away(room: Room, at: datetime) -> bool:
    """Nobody is asked any more about what can wait. A paused case leaves whoever has gone home (True); an active one is
    the lease sweep's."""
    state = CaseState(room.state)
    if state is CaseState.OFFERED and not closing.is_urgent(room.case):
        offering.end(room, CaseMove.WITHDRAW, SYSTEM, at)
    elif state is CaseState.PAUSED and room.holder_id and not policy.is_here(room.holder_id, room.unit_id, at):
        steps.take_back(room, "holder_away", SYSTEM)
        return True
    return False


def _tell(access: RoomAccess, told: wire.AfterHours, at: datetime) -> None:
    """The case stays where it is: its resident, its staff and the work list are told."""
    room = access.room
    _say(room, told, people.unit(room.unit_id).name, at)
    room.after_hours, room.after_hours_epoch = told.model_dump(mode="json"), room.epoch
    room.save(update_fields=["after_hours", "after_hours_epoch"])
    _log(access, told, at)


def _move(access: RoomAccess, other: UnitCard, told: wire.AfterHours, at: datetime) -> None:
    """To the queue of the unit that never closes, with priority, arrival and deadlines. Whoever was asked about it is
    asked no more."""
    room = access.room
    streams.hold_lists(*moving.lists_of(room, other))
    if CaseState(room.state) is CaseState.OFFERED:
        offering.end(room, CaseMove.WITHDRAW, SYSTEM, at)
    moving.leave(room, other, SYSTEM, at)
    sequence = _say(room, told, other.name, at)
    room.epoch += 1
    room.custody_sequence, room.state_since, room.last_at = sequence, at, at
    room.after_hours, room.after_hours_epoch = told.model_dump(mode="json"), room.epoch
    room.save()
    _log(access, told, at)
    transaction.on_commit(partial(announce.custody_changed, room.case_id, CaseState(room.state)), robust=True)


def _say(room: Room, told: wire.AfterHours, unit_name: str, at: datetime) -> int:
    state = CaseState(room.state)
    body = wire.UnitClosed(type="unit.closed", state=state.value, unit_name=unit_name, after_hours=told)
    return streams.tell_room(room, body, SYSTEM, at)


def _log(access: RoomAccess, told: wire.AfterHours, at: datetime) -> None:
    """The staff's log, the work list's row, and the audit."""
    holder_id = access.room.holder_id
    steps.enter_custody(
        access.room, "closed", SYSTEM, told.owner, at, people.name_of(holder_id) if holder_id is not None else None
    )
    steps.record(access, "case.next_owner", "case", access.room.case_id)


def _alarm(room_id: UUID, unit_id: UUID) -> None:
    log.warning("case.unresolved_at_closing", extra={"room": str(room_id), "unit": str(unit_id)})
