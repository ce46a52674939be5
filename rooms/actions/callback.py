"""Calling back by telephone: a resident asks for it or goes back to chat; whoever has the case calls, and says how it
went. Whoever is first under the room's lock has decided it."""

from uuid import UUID

from django.db import transaction

from chatserver.core import clock, replays
from chatserver.core.actor import Actor
from chatserver.core.errors import DomainError, ErrorCode
from chatserver.core.wire import Ack, Command, ack
from people import addresses
from rooms import call_terms, calling_back, policy, steps
from rooms.call_terms import CallOutcome
from rooms.permissions import Permission
from rooms.policy import RoomAccess
from rooms.streams import room_stream
from rooms.wire import callback


@transaction.atomic(durable=True)
def ask_callback(actor: Actor, command: callback.AskCallback) -> Ack:
    """The number as people write it, kept as E.164."""
    policy.lock_room(command.room_id)
    if first := replays.earlier(actor, command.room_id, command):
        return first
    access = policy.access_room(actor, command.room_id, Permission.ASK_CALLBACK)
    phone = addresses.phone(command.phone)
    if phone is None:
        raise DomainError(ErrorCode.BAD_REQUEST, field="phone")
    if not call_terms.is_sound(command.from_at, command.until_at, clock.now()):
        raise DomainError(ErrorCode.BAD_REQUEST, field="until_at")
    sequence = calling_back.ask(access, phone, command.from_at, command.until_at)
    return _done(access, command, "callback.ask", sequence)


@transaction.atomic(durable=True)
def forgo_callback(actor: Actor, command: callback.ForgoCallback) -> Ack:
    policy.lock_room(command.room_id)
    if first := replays.earlier(actor, command.room_id, command):
        return first
    access = policy.access_room(actor, command.room_id, Permission.ASK_CALLBACK)
    return _done(access, command, "callback.forgo", calling_back.forgo(access))


@transaction.atomic(durable=True)
def begin_callback(actor: Actor, command: callback.BeginCallback) -> Ack:
    """The ack's result is the attempt, whose end is to be told."""
    policy.lock_room(command.room_id)
    if first := replays.earlier(actor, command.room_id, command):
        return first
    access = policy.access_room(actor, command.room_id, Permission.CALL_BACK, command.epoch)
    attempt, sequence = calling_back.begin(access)
    return _done(access, command, "callback.begin", sequence, attempt.id)


@transaction.atomic(durable=True)
def end_callback(actor: Actor, command: callback.EndCallback) -> Ack:
    """Whoever has the case says it, also of an attempt that somebody else began."""
    policy.lock_room(command.room_id)
    if first := replays.earlier(actor, command.room_id, command):
        return first
    access = policy.access_room(actor, command.room_id, Permission.CALL_BACK, command.epoch)
    attempt = access.room.call_attempts.filter(id=command.attempt_id, outcome="").first()
    if attempt is None:
        raise DomainError(ErrorCode.CONFLICT, field="attempt_id")
    sequence = calling_back.end(access, attempt, CallOutcome(command.outcome))
    return _done(access, command, "callback.end", sequence)


def _done(access: RoomAccess, command: Command, action: str, sequence: int, result: UUID | None = None) -> Ack:
    room_id = access.room.case_id
    steps.record(access, action, "case", room_id)
    return replays.remember(access.actor, room_id, ack(command, room_stream(room_id), sequence, result))
