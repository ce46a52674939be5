"""The writes of a call in somebody's transaction: lock it, move it, tell the room. The room is locked first (law 1)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from chatserver.core import clock
from chatserver.core.actor import Actor, ActorKind
from chatserver.core.errors import DomainError, ErrorCode, not_found
from rooms import steps as room_steps
from rooms import telling
from rooms.policy import RoomAccess
from rooms.wire import CallState
from signaling import machine, membership
from signaling.machine import END_REASON, CallMove, CallPhase
from signaling.membership import MemberMove, Membership
from signaling.models import Call, CallMember
from signaling.peers import Peer, polite_peer
from signaling.wire import CallChanged, CallEventType

EVENT: dict[CallMove, CallEventType] = {
    CallMove.ANSWER: "call.accepted",
    CallMove.REJOIN: "call.rejoined",
    CallMove.ESTABLISH: "call.established",
    CallMove.LOSE: "call.lost",
}
MEMBER_EVENT: dict[MemberMove, CallEventType] = {
    MemberMove.JOIN: "call.joined",
    MemberMove.LEAVE: "call.left",
    MemberMove.LAPSE: "call.left",
    MemberMove.REMOVE: "call.removed",
}
# It rang for the resident, who did not take it.
UNANSWERED = frozenset({CallMove.MISS, CallMove.CANCEL})


def lock_call(access: RoomAccess, call_id: UUID) -> Call:
    """The room's call, locked; a call of another room does not exist here."""
    call = Call.objects.select_for_update().filter(room_id=access.room.case_id, id=call_id).first()
    if call is None:
        raise not_found()
    return call


def lock_running_call(access: RoomAccess) -> Call | None:
    running = Call.objects.select_for_update().filter(room_id=access.room.case_id)
    return running.exclude(state=CallPhase.ENDED.value).first()


def lock_members(call: Call) -> list[CallMember]:
    """The guests in the call, in the order in which they first came."""
    inside = CallMember.objects.select_for_update().filter(call=call, state=Membership.IN.value)
    return list(inside.order_by("joined_at", "id"))


def move_member(access: RoomAccess, call: Call, member: CallMember, step: MemberMove) -> int:
    """Makes a guest's move, stores it, tells the room and returns the event's sequence. The call's state stays."""
    member.state = membership.after(Membership(member.state), step).value
    member.left_at = None if member.state == Membership.IN.value else clock.now()
    member.save()
    room_steps.record(access, f"call.{step.value}", "call", call.id)
    return _tell(access, call, MEMBER_EVENT[step])


def ring(access: RoomAccess, call: Call) -> int:
    """Stores a new call and lets the room ring."""
    call.save(force_insert=True)
    room_steps.record(access, "call.start", "call", call.id)
    return _tell(access, call, "call.rang")


def move(access: RoomAccess, call: Call, step: CallMove) -> int:
    """Makes the move, stores the call, tells the room and returns the event's sequence."""
    try:
        phase = machine.after(CallPhase(call.state), step)
    except machine.IllegalMove:
        if CallPhase(call.state) is CallPhase.ENDED:
            raise DomainError(ErrorCode.CALL_OVER) from None
        raise DomainError(ErrorCode.ILLEGAL_MOVE, state=call.state, move=step.value) from None
    _enter(call, phase, step, clock.now())
    call.end_reason = END_REASON.get(step, "")
    call.save()
    if phase is CallPhase.ENDED:
        for member in lock_members(call):
            member.state = membership.after(Membership(member.state), MemberMove.END).value
            member.left_at = call.ended_at
            member.save()
    room_steps.record(access, f"call.{step.value}", "call", call.id)
    if step in UNANSWERED:
        telling.want(telling.of_missed_call(access.room, call.id, clock.now()))
    return _tell(access, call, EVENT.get(step, "call.ended"))


def _enter(call: Call, phase: CallPhase, step: CallMove, at: datetime) -> None:
    # A new connection has its own time to come about; other moves do not start the count again.
    begins = CallPhase(call.state) not in machine.UNSETTLED or step is CallMove.REJOIN
    call.state = phase.value
    if phase not in machine.UNSETTLED:
        call.unsettled_since = None
    elif begins:
        call.unsettled_since = at
    if phase is CallPhase.CONNECTED and call.connected_at is None:
        call.connected_at = at
    if phase is CallPhase.ENDED:
        call.ended_at = at


def _tell(access: RoomAccess, call: Call, event_type: CallEventType) -> int:
    state = state_of(call)
    return room_steps.set_call(access, access.actor, CallChanged(type=event_type, call=state), state)


def state_of(call: Call) -> CallState:
    """The call as the room sees it."""
    polite: UUID | None = None
    if call.callee_peer is not None:
        polite = polite_peer(Peer(call.caller_peer), Peer(call.callee_peer)).id
    return CallState.model_validate(
        {
            "id": call.id,
            "generation": call.generation,
            "state": call.state,
            "started_by": call.started_by,
            "caller_peer": call.caller_peer,
            "answered_by": call.answered_by,
            "callee_peer": call.callee_peer,
            "polite_peer": polite,
            "video": call.video,
            "rings_until": call.rings_until,
            "connected_at": call.connected_at,
            "end_reason": call.end_reason or None,
            "by_resident": call.by_resident,
            "caller_generation": call.caller_generation,
            **_guests(call),
            "ended_at": call.ended_at,
        }
    )


def _guests(call: Call) -> dict[str, list[Any]]:
    told = CallMember.objects.filter(call=call, state__in=(Membership.IN.value, Membership.REMOVED.value))
    inside: list[dict[str, UUID | int]] = []
    removed: list[UUID] = []
    for one in told.order_by("joined_at", "id"):
        if one.state == Membership.IN.value:
            inside.append({"account_id": one.account_id, "peer_id": one.peer_id, "generation": one.generation})
        else:
            removed.append(one.account_id)
    return {"others": inside, "removed": removed}


def is_party(actor: Actor, call: Call) -> bool:
    return actor.account_id is not None and actor.account_id in (call.started_by, call.answered_by)


def rings_for(access: RoomAccess, call: Call) -> bool:
    """Whether the actor is of the side that is called: the resident's, or on staff's side whoever is responsible."""
    if not call.by_resident:
        return access.actor.kind is ActorKind.RESIDENT
    return access.actor.is_staff and access.actor.account_id == access.room.holder_id
