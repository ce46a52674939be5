"""Guests in a call that goes on between two others: joining, leaving, being taken out, and what becomes of whoever is
not heard of any more or may not be there any longer. See docs/adr/0033-calls-of-up-to-four.md."""

from uuid import UUID

from django.db import transaction

from chatserver.core import clock, replays
from chatserver.core.actor import SYSTEM, Actor
from chatserver.core.errors import DomainError, ErrorCode, not_found
from chatserver.core.wire import Ack, Command, ack
from rooms import policy
from rooms.permissions import Permission
from rooms.policy import RoomAccess, access_room, lock_room
from rooms.streams import room_stream
from signaling import membership, steps
from signaling.machine import CallPhase
from signaling.membership import MAX_IN_CALL, MemberMove, Membership
from signaling.models import Call, CallMember
from signaling.patience import Signs, Verdict, verdict
from signaling.wire import JoinCall, LeaveCall, RemoveFromCall


@transaction.atomic(durable=True)
def join_call(actor: Actor, command: JoinCall) -> Ack:
    """A guest with the right to it comes into a call that goes on, or goes on in it from this page. Whoever was taken
    out stays out of this call; a fifth is refused."""
    lock_room(command.room_id)
    if earlier := replays.earlier(actor, command.room_id, command):
        return earlier
    access = access_room(actor, command.room_id, Permission.JOIN_CALL)
    call = steps.lock_call(access, command.call_id)
    _require_joinable(call)
    inside = steps.lock_members(call)
    taken = {call.caller_peer, call.callee_peer} | {one.peer_id for one in inside if one.account_id != actor.person}
    if command.peer_id in taken:
        raise DomainError(ErrorCode.BAD_REQUEST, field="peer_id")
    known = CallMember.objects.filter(call=call, account_id=actor.person).first()
    member = known or CallMember(call=call, account_id=actor.person, state=Membership.OUT.value)
    if member.state == Membership.REMOVED.value:
        raise DomainError(ErrorCode.CALL_REMOVED)
    if member.state != Membership.IN.value and membership.is_full(len(inside)):
        raise DomainError(ErrorCode.CALL_FULL, limit=MAX_IN_CALL)
    at = clock.now()
    member.peer_id, member.heard_at, member.gone_since = command.peer_id, at, None
    if known is not None:
        # Whoever was connected to an earlier page of theirs builds that connection anew.
        member.generation += 1
    if member.state != Membership.IN.value:
        member.joined_at = at
    return _done(access, command, steps.move_member(access, call, member, MemberMove.JOIN), call.id)


def _require_joinable(call: Call) -> None:
    if call.state == CallPhase.ENDED.value:
        raise DomainError(ErrorCode.CALL_OVER)
    if call.state == CallPhase.RINGING.value:
        # It is the resident's or staff's to answer first.
        raise DomainError(ErrorCode.ILLEGAL_MOVE, state=call.state, move=MemberMove.JOIN.value)


@transaction.atomic(durable=True)
def leave_call(actor: Actor, command: LeaveCall) -> Ack:
    """The call goes on for the others. Leaving what one has left, or what is over, changes nothing."""
    lock_room(command.room_id)
    if earlier := replays.earlier(actor, command.room_id, command):
        return earlier
    access = access_room(actor, command.room_id, Permission.JOIN_CALL)
    call = steps.lock_call(access, command.call_id)
    member = CallMember.objects.filter(call=call, account_id=actor.person).first()
    if member is None:
        raise not_found()
    if member.state != Membership.IN.value:
        return ack(command, result=call.id)
    return _done(access, command, steps.move_member(access, call, member, MemberMove.LEAVE), call.id)


@transaction.atomic(durable=True)
def remove_from_call(actor: Actor, command: RemoveFromCall) -> Ack:
    """Takes a guest out of the call; they stay in the room. By whoever could show them out of the room."""
    lock_room(command.room_id)
    if earlier := replays.earlier(actor, command.room_id, command):
        return earlier
    access = access_room(actor, command.room_id, Permission.SHOW_OUT)
    call = steps.lock_call(access, command.call_id)
    member = CallMember.objects.filter(call=call, account_id=command.account_id).first()
    if member is None:
        raise not_found()
    if member.state != Membership.IN.value:
        return ack(command, result=call.id)
    return _done(access, command, steps.move_member(access, call, member, MemberMove.REMOVE), call.id)


@transaction.atomic(durable=True)
def settle_members(room_id: UUID) -> int:
    """Takes out whoever may not be in the room's call any more, and whose page has been silent for too long; gives how
    many. Idempotent: called after commit by the shell when a guest has gone, and by a job for what that missed."""
    access = access_room(SYSTEM, room_id, Permission.READ)
    call = steps.lock_running_call(access)
    if call is None:
        return 0
    allowed = policy.calling_guests(access.room)
    moved = 0
    for member in steps.lock_members(call):
        move = _move_for(member, allowed=member.account_id in allowed)
        if move is not None:
            steps.move_member(access, call, member, move)
            moved += 1
    return moved


def _move_for(member: CallMember, *, allowed: bool) -> MemberMove | None:
    if not allowed:
        return MemberMove.REMOVE
    now = clock.now()
    signs = Signs(member.heard_at, member.heard_at, unsettled_since=None, gone_since=member.gone_since)
    judged = verdict(signs, now)
    if judged is Verdict.MARK_GONE:
        member.gone_since = now
        member.save(update_fields=["gone_since"])
    return MemberMove.LAPSE if judged is Verdict.FAIL else None


def _done(access: RoomAccess, command: Command, sequence: int, call_id: UUID) -> Ack:
    stream = room_stream(access.room.case_id)
    return replays.remember(
        access.actor, access.room.case_id, ack(command, stream=stream, sequence=sequence, result=call_id)
    )
