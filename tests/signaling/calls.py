"""Calls in a held room: the commands of its two parties, and what became of the call."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from chatserver.core.actor import Actor
from chatserver.core.ids import new_id
from chatserver.core.wire import Ack
from rooms.streams import room_stream
from rooms.wire import CallState
from signaling import wire
from signaling.actions import members, observations, parties
from signaling.models import Call
from signaling.steps import state_of
from tests.rooms.world import World, told


def start(room_id: UUID, peer_id: UUID, *, video: bool = True) -> wire.StartCall:
    return wire.StartCall(type="call.start", id=new_id(), room_id=room_id, peer_id=peer_id, video=video)


def accept(room_id: UUID, call_id: UUID, peer_id: UUID) -> wire.AcceptCall:
    return wire.AcceptCall(type="call.accept", id=new_id(), room_id=room_id, call_id=call_id, peer_id=peer_id)


def rejoin(room_id: UUID, call_id: UUID, peer_id: UUID) -> wire.RejoinCall:
    return wire.RejoinCall(type="call.rejoin", id=new_id(), room_id=room_id, call_id=call_id, peer_id=peer_id)


def decline(room_id: UUID, call_id: UUID) -> wire.DeclineCall:
    return wire.DeclineCall(type="call.decline", id=new_id(), room_id=room_id, call_id=call_id)


def join(room_id: UUID, call_id: UUID, peer_id: UUID) -> wire.JoinCall:
    return wire.JoinCall(type="call.join", id=new_id(), room_id=room_id, call_id=call_id, peer_id=peer_id)


def leave(room_id: UUID, call_id: UUID) -> wire.LeaveCall:
    return wire.LeaveCall(type="call.leave", id=new_id(), room_id=room_id, call_id=call_id)


def remove(room_id: UUID, call_id: UUID, account_id: UUID) -> wire.RemoveFromCall:
    return wire.RemoveFromCall(type="call.remove", id=new_id(), room_id=room_id, call_id=call_id, account_id=account_id)


def end(room_id: UUID, call_id: UUID) -> wire.EndCall:
    return wire.EndCall(type="call.end", id=new_id(), room_id=room_id, call_id=call_id)


def report(room_id: UUID, call_id: UUID, observed: str, measured: wire.MeasuredPath | None = None) -> wire.ReportCall:
    fields = {
        "type": "call.report", "id": new_id(), "room_id": room_id, "call_id": call_id, "observed": observed,
        "measured": measured,
    }  # fmt: skip
    return wire.ReportCall.model_validate(fields)


def checked(**changes: Any) -> wire.CheckResult:
    found = {
        "check_id": new_id(), "verdict": "uneven", "round_trip_ms": 180, "jitter_ms": 20, "lost_permille": 40,
        "down_kbit": 2900, "up_kbit": 900,
        "ways": [{"way": "stun", "works": False, "ms": None}, {"way": "turn_tls", "works": True, "ms": 90}],
    }  # fmt: skip
    return wire.CheckResult.model_validate(found | changes)


def measured(**changes: Any) -> wire.MeasuredPath:
    path = {
        "received": 900, "lost": 100, "round_trip_ms": 120, "jitter_ms": 10, "quality": "poor", "way": "relay_udp",
    }  # fmt: skip
    return wire.MeasuredPath.model_validate(path | changes)


@dataclass
class Ringing:
    """Sara calls Anna in Sara's room."""

    world: World
    room_id: UUID
    caller_peer: UUID = field(default_factory=new_id)
    callee_peer: UUID = field(default_factory=new_id)
    call_id: UUID = field(init=False)

    def __post_init__(self) -> None:
        answer = parties.start_call(self.world.sara, start(self.room_id, self.caller_peer))
        if answer.result is None:
            raise AssertionError("a started call has an id")
        self.call_id = answer.result

    # --- what the parties do -------------------------------------------------------------------------------------
    def accepted(self, actor: Actor | None = None, peer_id: UUID | None = None) -> Ack:
        command = accept(self.room_id, self.call_id, peer_id or self.callee_peer)
        return parties.accept_call(actor or self.world.anna, command)

    def rejoined(self, actor: Actor, peer_id: UUID) -> Ack:
        return parties.rejoin_call(actor, rejoin(self.room_id, self.call_id, peer_id))

    def declined(self, actor: Actor | None = None) -> Ack:
        return parties.decline_call(actor or self.world.anna, decline(self.room_id, self.call_id))

    def ended(self, actor: Actor) -> Ack:
        return parties.end_call(actor, end(self.room_id, self.call_id))

    def reported(self, actor: Actor, observed: str, measured: wire.MeasuredPath | None = None) -> Ack:
        return observations.report_call(actor, report(self.room_id, self.call_id, observed, measured))

    def established(self) -> "Ringing":
        self.accepted()
        self.reported(self.world.sara, "connected")
        self.reported(self.world.anna, "connected")
        return self

    def joined(self, guest: Actor, peer_id: UUID | None = None) -> Ack:
        return members.join_call(guest, join(self.room_id, self.call_id, peer_id or new_id()))

    def left(self, guest: Actor) -> Ack:
        return members.leave_call(guest, leave(self.room_id, self.call_id))

    def removed(self, actor: Actor, guest: Actor) -> Ack:
        return members.remove_from_call(actor, remove(self.room_id, self.call_id, guest.person))

    # --- what became of it ---------------------------------------------------------------------------------------
    @property
    def call(self) -> Call:
        return Call.objects.get(id=self.call_id)

    @property
    def state(self) -> CallState:
        return state_of(self.call)

    @property
    def story(self) -> list[str]:
        """The call's events as the room was told them."""
        return [event for event in told(room_stream(self.room_id)) if event.startswith("call.")]
