"""What the two parties do: start, accept, decline, go on in another tab, hang up. See docs/architecture.md, "Call"."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from chatserver.core import clock, replays
from chatserver.core.actor import Actor
from chatserver.core.errors import DomainError, ErrorCode, not_found
from chatserver.core.wire import Ack, Command, ack
from people import queries as people
from rooms.permissions import Permission
from rooms.policy import RoomAccess, access_room, lock_room
from rooms.streams import room_stream
from signaling import steps
from signaling.machine import CallMove, CallPhase
from signaling.models import Call
from signaling.wire import RING_SECONDS, AcceptCall, DeclineCall, EndCall, RejoinCall, StartCall


@transaction.atomic(durable=True)
def start_call(actor: Actor, command: StartCall) -> Ack:
    """Whoever is responsible calls; where the unit allows it the resident does. It rings for the other side. If that
    side rings already, the two wishes are one call: this one answers it."""
    lock_room(command.room_id)
    if earlier := replays.earlier(actor, command.room_id, command):
        return earlier
    access = access_room(actor, command.room_id, Permission.CALL, command.epoch)
    if not actor.is_staff and not people.unit(access.room.unit_id).residents_call:
        raise DomainError(ErrorCode.NOT_ALLOWED)
    running = steps.lock_running_call(access)
    if running is not None:
        if running.state != CallPhase.RINGING.value or not steps.rings_for(access, running):
            raise DomainError(ErrorCode.CALL_BUSY)
        return _answered(access, command, running)
    at = clock.now()
    call = Call(
        room=access.room,
        state=CallPhase.RINGING.value,
        video=command.video,
        by_resident=not actor.is_staff,
        started_by=actor.person,
        caller_peer=command.peer_id,
        rings_until=at + timedelta(seconds=RING_SECONDS),
        started_at=at,
        caller_heard_at=at,
    )
    sequence = steps.ring(access, call)
    return _done(access, command, sequence, call.id)


@transaction.atomic(durable=True)
def accept_call(actor: Actor, command: AcceptCall) -> Ack:
    """The first tab has the call; the others are told that somebody answered."""
    lock_room(command.room_id)
    if earlier := replays.earlier(actor, command.room_id, command):
        return earlier
    access = access_room(actor, command.room_id, Permission.CALL, command.epoch)
    call = _call_that_rings_for(access, command.call_id)
    if call.state not in (CallPhase.RINGING.value, CallPhase.ENDED.value):
        raise DomainError(ErrorCode.CONFLICT, state=call.state)
    return _answered(access, command, call)


@transaction.atomic(durable=True)
def decline_call(actor: Actor, command: DeclineCall) -> Ack:
    lock_room(command.room_id)
    if earlier := replays.earlier(actor, command.room_id, command):
        return earlier
    access = access_room(actor, command.room_id, Permission.CALL, command.epoch)
    call = _call_that_rings_for(access, command.call_id)
    return _done(access, command, steps.move(access, call, CallMove.DECLINE), call.id)


@transaction.atomic(durable=True)
def rejoin_call(actor: Actor, command: RejoinCall) -> Ack:
    """A party goes on from this tab: after a reload, from another device, or over a new connection. Both build theirs
    anew under the next generation."""
    lock_room(command.room_id)
    if earlier := replays.earlier(actor, command.room_id, command):
        return earlier
    access = access_room(actor, command.room_id, Permission.READ)
    call = _own_call(access, command.call_id)
    if command.peer_id == (call.callee_peer if actor.account_id == call.started_by else call.caller_peer):
        raise DomainError(ErrorCode.BAD_REQUEST, field="peer_id")
    at = clock.now()
    if actor.account_id == call.started_by:
        call.caller_peer, call.caller_heard_at = command.peer_id, at
        call.caller_generation += 1
    else:
        call.callee_peer, call.callee_heard_at = command.peer_id, at
    call.generation += 1
    call.caller_observed = call.callee_observed = ""
    call.gone_since = None
    return _done(access, command, steps.move(access, call, CallMove.REJOIN), call.id)


@transaction.atomic(durable=True)
def end_call(actor: Actor, command: EndCall) -> Ack:
    """Either party hangs up; while it rings, the caller takes the call back and the other side declines. Both may do it
    at once: ending what has ended changes nothing."""
    lock_room(command.room_id)
    if earlier := replays.earlier(actor, command.room_id, command):
        return earlier
    access = access_room(actor, command.room_id, Permission.READ)
    call = steps.lock_call(access, command.call_id)
    rings = call.state == CallPhase.RINGING.value
    if not steps.is_party(actor, call) and not (rings and steps.rings_for(access, call)):
        raise DomainError(ErrorCode.NOT_ALLOWED)
    if call.state == CallPhase.ENDED.value:
        return ack(command, result=call.id)
    way = CallMove.HANG_UP
    if rings:
        way = CallMove.CANCEL if actor.account_id == call.started_by else CallMove.DECLINE
    return _done(access, command, steps.move(access, call, way), call.id)


def _call_that_rings_for(access: RoomAccess, call_id: UUID) -> Call:
    call = steps.lock_call(access, call_id)
    if not steps.rings_for(access, call):
        raise DomainError(ErrorCode.NOT_ALLOWED)
    return call


def _answered(access: RoomAccess, command: StartCall | AcceptCall, call: Call) -> Ack:
    if command.peer_id == call.caller_peer:
        raise DomainError(ErrorCode.BAD_REQUEST, field="peer_id")
    call.answered_by, call.callee_peer = access.actor.person, command.peer_id
    call.answered_at = call.caller_heard_at = call.callee_heard_at = clock.now()
    return _done(access, command, steps.move(access, call, CallMove.ANSWER), call.id)


def _own_call(access: RoomAccess, call_id: UUID) -> Call:
    call = steps.lock_call(access, call_id)
    if not steps.is_party(access.actor, call):
        raise not_found()
    return call


def _done(access: RoomAccess, command: Command, sequence: int, call_id: UUID) -> Ack:
    stream = room_stream(access.room.case_id)
    return replays.remember(
        access.actor, access.room.case_id, ack(command, stream=stream, sequence=sequence, result=call_id)
    )
