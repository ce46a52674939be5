"""What the two parties do: start, accept, decline, go on in another tab, hang up. See docs/architecture.md, "Call"."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from chatserver.core import clock, replays
from chatserver.core.actor import Actor, ActorKind
from chatserver.core.errors import DomainError, ErrorCode, not_found
from chatserver.core.wire import Ack, Command, ack
from rooms.permissions import Permission
from rooms.policy import RoomAccess, access_room, lock_room
from rooms.streams import room_stream
from signaling import steps
from signaling.machine import CallMove, CallPhase
from signaling.models import Call
from signaling.wire import RING_SECONDS, AcceptCall, DeclineCall, EndCall, RejoinCall, StartCall


@transaction.atomic(durable=True)
def start_call(actor: Actor, command: StartCall) -> Ack:
    """Whoever is responsible calls; it rings for everybody else in the room."""
    lock_room(command.room_id)
    if earlier := replays.earlier(actor, command.room_id, command):
        return earlier
    access = access_room(actor, command.room_id, Permission.CALL)
    if not actor.is_staff:
        raise DomainError(ErrorCode.NOT_ALLOWED)
    if steps.lock_running_call(access) is not None:
        raise DomainError(ErrorCode.CALL_BUSY)
    at = clock.now()
    call = Call(
        room=access.room,
        state=CallPhase.RINGING.value,
        video=command.video,
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
    access = access_room(actor, command.room_id, Permission.CALL)
    account_id = _answering_side(actor)
    call = steps.lock_call(access, command.call_id)
    if call.state not in (CallPhase.RINGING.value, CallPhase.ENDED.value):
        raise DomainError(ErrorCode.CONFLICT, state=call.state)
    if command.peer_id == call.caller_peer:
        raise DomainError(ErrorCode.BAD_REQUEST, field="peer_id")
    at = clock.now()
    call.answered_by, call.callee_peer = account_id, command.peer_id
    call.answered_at = call.caller_heard_at = call.callee_heard_at = at
    return _done(access, command, steps.move(access, call, CallMove.ANSWER), call.id)


@transaction.atomic(durable=True)
def decline_call(actor: Actor, command: DeclineCall) -> Ack:
    lock_room(command.room_id)
    if earlier := replays.earlier(actor, command.room_id, command):
        return earlier
    access = access_room(actor, command.room_id, Permission.CALL)
    _answering_side(actor)
    call = steps.lock_call(access, command.call_id)
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
    if not steps.is_party(actor, call) and not (rings and actor.kind is ActorKind.RESIDENT):
        raise DomainError(ErrorCode.NOT_ALLOWED)
    if call.state == CallPhase.ENDED.value:
        return ack(command, result=call.id)
    way = CallMove.HANG_UP
    if rings:
        way = CallMove.CANCEL if actor.account_id == call.started_by else CallMove.DECLINE
    return _done(access, command, steps.move(access, call, way), call.id)


def _answering_side(actor: Actor) -> UUID:
    """Calls ring for the resident's side; whoever may call from the staff's side is the caller."""
    if actor.kind is not ActorKind.RESIDENT:
        raise DomainError(ErrorCode.NOT_ALLOWED)
    return actor.person


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
