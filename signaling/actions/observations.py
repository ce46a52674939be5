"""What the parties' browsers observe, and what silence means. A report is a lease; see signaling/patience.py."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from chatserver.core import clock, replays
from chatserver.core.actor import SYSTEM, Actor
from chatserver.core.errors import DomainError, ErrorCode, not_found
from chatserver.core.wire import Ack, ack
from rooms.permissions import Permission
from rooms.policy import access_room, lock_room
from rooms.streams import room_stream
from signaling import steps
from signaling.machine import CallMove, CallPhase
from signaling.membership import Membership
from signaling.models import Call, CallMember, Measured, Observed
from signaling.patience import LEASE_SECONDS, Signs, Verdict, verdict
from signaling.wire import MeasuredPath, ReportCall

ANSWERED = frozenset({CallPhase.CONNECTING.value, CallPhase.CONNECTED.value, CallPhase.RECONNECTING.value})


@transaction.atomic(durable=True)
def report_call(actor: Actor, command: ReportCall) -> Ack:
    """Renews the party's lease; the server decides what the observation means for the call."""
    lock_room(command.room_id)
    if earlier := replays.earlier(actor, command.room_id, command):
        return earlier
    access = access_room(actor, command.room_id, Permission.JOIN_CALL if actor.is_guest else Permission.READ)
    call = steps.lock_call(access, command.call_id)
    if actor.is_guest:
        return _hear_guest(actor, call, command)
    if not steps.is_party(actor, call):
        raise not_found()
    if call.state not in ANSWERED:
        raise DomainError(ErrorCode.CALL_OVER)
    if command.id in (call.caller_report, call.callee_report):
        return ack(command)
    at = clock.now()
    if command.measured is not None:
        _measure(call, actor.person, command.measured)
    other = _hear(call, actor, command, at)
    move = _move_for(call, Observed(command.observed), other, at)
    if move is None:
        call.save()
        return ack(command)
    sequence = steps.move(access, call, move)
    told = ack(command, stream=room_stream(command.room_id), sequence=sequence, result=call.id)
    return replays.remember(actor, command.room_id, told)


def _hear_guest(actor: Actor, call: Call, command: ReportCall) -> Ack:
    """A guest's report renews their lease and is measured; whether the call stands is seen by the two."""
    member = CallMember.objects.select_for_update().filter(call=call, account_id=actor.person).first()
    if member is None:
        raise not_found()
    if member.state != Membership.IN.value:
        raise DomainError(ErrorCode.CALL_OVER)
    if command.id == member.report:
        return ack(command)
    if command.measured is not None:
        _measure(call, actor.person, command.measured)
    member.heard_at, member.gone_since, member.report = clock.now(), None, command.id
    member.save(update_fields=["heard_at", "gone_since", "report"])
    return ack(command)


def _measure(call: Call, account_id: UUID, path: MeasuredPath) -> None:
    row = Measured.objects.filter(call=call, account_id=account_id).first() or Measured(
        call=call, account_id=account_id
    )
    row.samples += 1
    row.received += path.received
    row.lost += path.lost
    row.round_trip_ms += path.round_trip_ms
    row.jitter_ms += path.jitter_ms
    row.worst_round_trip_ms = max(row.worst_round_trip_ms, path.round_trip_ms)
    row.uneven_samples += path.quality == "uneven"
    row.poor_samples += path.quality == "poor"
    row.way = path.way or row.way
    row.save()


@dataclass(frozen=True, slots=True)
class LastWord:
    """What a party observed last, and when."""

    observed: str
    heard_at: datetime | None

    def denies(self, at: datetime) -> bool:
        """Says that the path is gone. A word older than a lease counts no more: whoever said it cannot take it back."""
        fresh = self.heard_at is not None and at - self.heard_at < timedelta(seconds=LEASE_SECONDS)
        return fresh and self.observed in (Observed.LOST.value, Observed.FAILED.value)


def _hear(call: Call, actor: Actor, command: ReportCall, at: datetime) -> LastWord:
    """Keeps the report and returns the other party's last word."""
    call.gone_since = None
    if actor.account_id == call.started_by:
        call.caller_heard_at, call.caller_observed, call.caller_report = at, command.observed, command.id
        return LastWord(call.callee_observed, call.callee_heard_at)
    call.callee_heard_at, call.callee_observed, call.callee_report = at, command.observed, command.id
    return LastWord(call.caller_observed, call.caller_heard_at)


def _move_for(call: Call, observed: Observed, other: LastWord, at: datetime) -> CallMove | None:
    """A path has two ends: it is there when neither denies it, lost when one does, and has failed when both say so."""
    if observed is Observed.CONNECTED:
        settled = call.state == CallPhase.CONNECTED.value
        return None if settled or other.denies(at) else CallMove.ESTABLISH
    if observed is Observed.FAILED and other.observed == Observed.FAILED.value:
        return CallMove.FAIL
    return CallMove.LOSE if call.state == CallPhase.CONNECTED.value else None


@transaction.atomic(durable=True)
def miss_call(room_id: UUID, call_id: UUID) -> bool:
    """Ends a call that nobody answered in time. False if it was answered or ended meanwhile."""
    access = access_room(SYSTEM, room_id, Permission.READ)
    call = steps.lock_call(access, call_id)
    if call.state != CallPhase.RINGING.value or call.rings_until > clock.now():
        return False
    steps.move(access, call, CallMove.MISS)
    return True


@transaction.atomic(durable=True)
def judge_silence(room_id: UUID, call_id: UUID) -> Verdict:
    """Marks an answered call that nobody reports on any more; ends one that has failed."""
    access = access_room(SYSTEM, room_id, Permission.READ)
    call = steps.lock_call(access, call_id)
    if call.state not in ANSWERED:
        return Verdict.WAIT
    now = clock.now()
    judged = verdict(signs_of(call), now)
    if judged is Verdict.MARK_GONE:
        call.gone_since = now
        call.save(update_fields=["gone_since"])
    elif judged is Verdict.FAIL:
        steps.move(access, call, CallMove.FAIL)
    return judged


def signs_of(call: Call) -> Signs:
    return Signs(
        caller_heard_at=call.caller_heard_at,
        callee_heard_at=call.callee_heard_at or call.caller_heard_at,
        unsettled_since=call.unsettled_since,
        gone_since=call.gone_since,
    )
