"""Overflow: which waiting cases another unit may take too is written by the job, and one of them is taken. Whoever is
first under the room's lock has decided it (docs/adr/0040)."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from chatserver.core import clock, replays
from chatserver.core.actor import SYSTEM, Actor
from chatserver.core.errors import DomainError, ErrorCode
from chatserver.core.wire import Ack, ack
from people import queries as people
from people.queries import UnitCard
from rooms import lending, moving, offering, overflowing, policy, steps
from rooms.events import streams
from rooms.lifecycle import CaseMove, CaseState
from rooms.permissions import Permission
from rooms.policy import RoomAccess
from rooms.streams import room_stream
from rooms.wire.overflow import TakeOverflow


@transaction.atomic(durable=True)
def settle(helper_id: UUID, room_ids: Sequence[UUID]) -> int:
    """Of these rooms: shows the unit those that its people may take now, and takes away those that they may not any
    more. What was true before the locks is looked at again. Gives how many changed."""
    locked = sorted(room_ids)
    for room_id in locked:
        policy.lock_room(room_id)
    offering.lock_queue(helper_id)
    helper = people.unit(helper_id)
    lent = lending.lent(helper)
    found = [policy.access_room(SYSTEM, room_id, Permission.READ) for room_id in locked]
    # All lists at once, in their order: cases go both ways between units.
    streams.hold_lists(helper_id, *{access.room.unit_id for access in found})
    return sum(_settle(access, helper, lent.get(access.room.case_id)) for access in found)


def _settle(access: RoomAccess, helper: UnitCard, lent: lending.Lent | None) -> bool:
    room, at = access.room, clock.now()
    if lent is not None and room.overflow is None and access.state is CaseState.WAITING:
        overflowing.begin(room, helper, lent.why, SYSTEM, at)
        steps.record(access, "overflow.begin", "case", room.case_id)
        return True
    if lent is None and room.helping_unit_id == helper.id:
        overflowing.end(room, SYSTEM, at)
        steps.list_case(room, SYSTEM, at)
        steps.record(access, "overflow.end", "case", room.case_id)
        return True
    return False


@transaction.atomic(durable=True)
def take_overflow(actor: Actor, command: TakeOverflow) -> Ack:
    """Whoever takes it becomes responsible, and the case is their unit's, in one step; it keeps its priority, arrival
    and deadlines."""
    policy.lock_room(command.room_id)
    if first := replays.earlier(actor, command.room_id, command):
        return first
    access = policy.access_room(actor, command.room_id, Permission.ANSWER_OFFER)
    room, at = access.room, clock.now()
    overflowing.require_standing(room, actor)
    unit, member = people.unit(policy.unit_of(actor)), people.staff_member(actor.person)
    if against := lending.against(room, unit, member):
        raise DomainError(ErrorCode.CONFLICT, field="room_id", why=against[0].value)
    why, left = room.helped_for, people.unit(room.unit_id).name
    streams.hold_lists(*moving.lists_of(room, unit))
    overflowing.end(room, actor, at, taken_by=member.id)
    moving.leave(room, unit, actor, at)
    sequence = steps.give_to(room, member, CaseMove.CLAIM, actor, left, moved_to=unit, why=why)
    steps.record(access, command.type, "case", command.room_id)
    return replays.remember(actor, command.room_id, ack(command, room_stream(command.room_id), sequence))
