"""Handing over: a case is offered by its holder to a person, a profession or another unit, with a summary, and taken
over, declined, taken back or left until it runs out. Whoever is first under the room's lock has decided it
(docs/adr/0030, 0037)."""

from uuid import UUID

from django.db import transaction

from chatserver.core import clock, replays
from chatserver.core.actor import SYSTEM, Actor
from chatserver.core.errors import DomainError, ErrorCode
from chatserver.core.wire import Ack, Command, ack
from people import queries as people
from rooms import handing_over, moving, policy, responsibility, steps, wire
from rooms.lifecycle import AssignmentMove, CaseMove
from rooms.permissions import Permission
from rooms.policy import RoomAccess
from rooms.streams import room_stream, staff_stream


@transaction.atomic(durable=True)
def offer_transfer(actor: Actor, command: wire.OfferTransfer) -> Ack:
    """The holder stays responsible until somebody has taken over."""
    policy.lock_room(command.room_id)
    if first := replays.earlier(actor, command.room_id, command):
        return first
    access = policy.access_room(actor, command.room_id, Permission.HAND_OVER, command.epoch)
    if handing_over.standing(access.room) is not None:
        raise DomainError(ErrorCode.CONFLICT, field="room_id")
    _require_receiver(access.room.unit_id, access, command)
    return _done(access, command, handing_over.offer(access.room, actor, command, clock.now()))


def _require_receiver(unit_id: UUID, access: RoomAccess, command: wire.OfferTransfer) -> None:
    """Somebody who is here, a profession that somebody else of the unit has, or another unit that is open."""
    if command.to_unit_id is not None:
        handing_over.require_askable(access.room, command.to_unit_id)
        return
    if command.to_account_id is not None:
        responsibility.require_assignable(access.room, command.to_account_id)
        return
    others = [member for member in people.staff_of_unit(unit_id) if member.id != access.room.holder_id]
    if not any(member.profession == command.profession for member in others):
        raise DomainError(ErrorCode.CONFLICT, field="profession")


@transaction.atomic(durable=True)
def accept_transfer(actor: Actor, command: wire.AcceptTransfer) -> Ack:
    """Whoever was asked becomes responsible, and whoever asked is no more, in one step."""
    policy.lock_room(command.room_id)
    if first := replays.earlier(actor, command.room_id, command):
        return first
    access = _asked(actor, command)
    member, room = people.staff_member(actor.person), access.room
    unit = people.unit(room.asked_unit_id) if room.asked_unit_id is not None else None
    if unit is not None:
        moving.leave(room, unit, actor, clock.now())
    sequence = steps.give_to(room, member, CaseMove.HAND_OVER, actor, moved_to=unit)
    room_id = command.room_id
    steps.record(access, command.type, "case", room_id)
    return replays.remember(actor, room_id, ack(command, room_stream(room_id), sequence))


@transaction.atomic(durable=True)
def decline_transfer(actor: Actor, command: wire.DeclineTransfer) -> Ack:
    """It stays with whoever has it, who is told why."""
    policy.lock_room(command.room_id)
    if first := replays.earlier(actor, command.room_id, command):
        return first
    access = _asked(actor, command)
    if handing_over.require_standing(access.room, command.transfer_id).profession:
        raise DomainError(ErrorCode.NOT_ALLOWED)
    return _ended(access, command, AssignmentMove.DECLINE, command.reason)


@transaction.atomic(durable=True)
def withdraw_transfer(actor: Actor, command: wire.WithdrawTransfer) -> Ack:
    policy.lock_room(command.room_id)
    if first := replays.earlier(actor, command.room_id, command):
        return first
    access = policy.access_room(actor, command.room_id, Permission.HAND_OVER, command.epoch)
    handing_over.require_standing(access.room, command.transfer_id)
    return _ended(access, command, AssignmentMove.WITHDRAW)


@transaction.atomic(durable=True)
def expire_transfer(room_id: UUID) -> bool:
    """Ends one that nobody has answered in time; what was true before the lock is looked at again."""
    policy.lock_room(room_id)
    access = policy.access_room(SYSTEM, room_id, Permission.READ)
    at = clock.now()
    found = handing_over.standing(access.room)
    if found is None or found.until > at:
        return False
    handing_over.end(access.room, AssignmentMove.EXPIRE, SYSTEM, at)
    steps.record(access, "transfer.expire", "case", room_id)
    steps.list_case(access.room, SYSTEM, at)
    return True


def _asked(actor: Actor, command: wire.AcceptTransfer | wire.DeclineTransfer) -> RoomAccess:
    """The room, if it is the actor who was asked. Anybody of the unit who is too late is told so."""
    access = policy.access_room(actor, command.room_id, Permission.ANSWER_OFFER)
    if not handing_over.is_asked(actor, handing_over.require_standing(access.room, command.transfer_id)):
        raise DomainError(ErrorCode.NOT_ALLOWED)
    return access


def _ended(access: RoomAccess, command: Command, move: AssignmentMove, why: str = "") -> Ack:
    sequence = handing_over.end(access.room, move, access.actor, clock.now(), why)
    return _done(access, command, sequence)


def _done(access: RoomAccess, command: Command, sequence: int | None) -> Ack:
    room_id = access.room.case_id
    steps.record(access, command.model_dump()["type"], "case", room_id)
    steps.list_case(access.room, access.actor, clock.now())
    return replays.remember(access.actor, room_id, ack(command, staff_stream(room_id), sequence))
