"""The wire types of calls. Commands change the call's state; descriptions and candidates are signals that the server
relays between two browser tabs and never reads (JSEP, RFC 9429; trickle ICE, RFC 8838)."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, field_validator

from chatserver.core.wire import Command, EventBody, Signal, Wire
from rooms.wire import CallState
from rooms.wire.tenure import TenureCommand

RING_SECONDS = 45
MAX_SDP = 40_000
MAX_CANDIDATE = 2_000


class StartCall(TenureCommand):
    """`peer_id` is the tab that calls; the room rings for everybody else in it."""

    type: Literal["call.start"]
    room_id: UUID
    peer_id: UUID
    video: bool


class AcceptCall(TenureCommand):
    """The first tab that accepts has the call; the others stop ringing."""

    type: Literal["call.accept"]
    room_id: UUID
    call_id: UUID
    peer_id: UUID


class DeclineCall(TenureCommand):
    type: Literal["call.decline"]
    room_id: UUID
    call_id: UUID


class EndCall(Command):
    type: Literal["call.end"]
    room_id: UUID
    call_id: UUID


class RejoinCall(Command):
    """One of the two parties goes on in another tab, in the same one after a reload, or asks for a new connection."""

    type: Literal["call.rejoin"]
    room_id: UUID
    call_id: UUID
    peer_id: UUID


class JoinCall(Command):
    """A guest comes into a call that goes on, from this tab; from another one of theirs, they go on here."""

    type: Literal["call.join"]
    room_id: UUID
    call_id: UUID
    peer_id: UUID


class LeaveCall(Command):
    """A guest leaves; the call goes on for the others."""

    type: Literal["call.leave"]
    room_id: UUID
    call_id: UUID


class RemoveFromCall(Command):
    """Staff take a guest out of the call, for as long as it lasts."""

    type: Literal["call.remove"]
    room_id: UUID
    call_id: UUID
    account_id: UUID


class MeasuredPath(Wire):
    """A browser's counters since its last report: packets of the other side that came and that did not, and how the
    path was. Numbers alone; nothing of what was said or shown."""

    received: Annotated[int, Field(ge=0, le=1_000_000)]
    lost: Annotated[int, Field(ge=0, le=1_000_000)]
    round_trip_ms: Annotated[int, Field(ge=0, le=60_000)]
    jitter_ms: Annotated[int, Field(ge=0, le=60_000)]
    quality: Literal["good", "uneven", "poor"]
    way: Literal["direct", "relay_udp", "relay_tcp", "relay_tls"] | None


class ReportCall(Command):
    """A browser's observation of its connection; the server decides what it means for the call. It is repeated while
    the call lasts and renews the party's lease: silence from both ends the call."""

    type: Literal["call.report"]
    room_id: UUID
    call_id: UUID
    observed: Literal["connected", "lost", "failed"]
    measured: MeasuredPath | None = None


CallEventType = Literal[
    "call.rang",
    "call.accepted",
    "call.rejoined",
    "call.established",
    "call.lost",
    "call.joined",
    "call.left",
    "call.removed",
    "call.ended",
]


class CallChanged(EventBody):
    """Every move of a call, and every coming and going of a guest in it: the whole state after it."""

    type: CallEventType
    call: CallState


class Description(Signal):
    """An offer or answer for one peer. Frames of another generation are dropped by the receiver. `offer` is the number
    that the offering side gave its offer; an answer repeats it, so that a repeated offer is answered once."""

    type: Literal["call.description"]
    call_id: UUID
    generation: Annotated[int, Field(ge=0)]
    offer: Annotated[int, Field(ge=0)]
    to_peer: UUID
    kind: Literal["offer", "answer"]
    sdp: Annotated[str, Field(max_length=MAX_SDP)]


class Candidate(Signal):
    """`candidate` is null at the end of candidates; `ufrag` ties it to one ICE round (RFC 8838, section 12)."""

    type: Literal["call.candidate"]
    call_id: UUID
    generation: Annotated[int, Field(ge=0)]
    to_peer: UUID
    candidate: Annotated[str, Field(max_length=MAX_CANDIDATE)] | None
    mid: Annotated[str, Field(max_length=64)] | None
    line: Annotated[int, Field(ge=0)] | None
    ufrag: Annotated[str, Field(max_length=256)] | None


class MediaState(Signal):
    """Whether this side sends sound and picture, so that the other side can say so in words."""

    type: Literal["call.media"]
    call_id: UUID
    to_peer: UUID
    sound: bool
    picture: bool


class DescriptionRelayed(Wire):
    """`from_account` is the sender's login, set by the server: a tab id can be claimed, a login cannot. The receiver
    drops what does not come from the other party of its call; so with the other relayed frames."""

    type: Literal["call.description.relayed"]
    room_id: UUID
    call_id: UUID
    generation: int
    offer: int
    from_peer: UUID
    from_account: UUID
    kind: Literal["offer", "answer"]
    sdp: str


class CandidateRelayed(Wire):
    type: Literal["call.candidate.relayed"]
    room_id: UUID
    call_id: UUID
    generation: int
    from_peer: UUID
    from_account: UUID
    candidate: str | None
    mid: str | None
    line: int | None
    ufrag: str | None


class MediaStateRelayed(Wire):
    type: Literal["call.media.relayed"]
    room_id: UUID
    call_id: UUID
    from_peer: UUID
    from_account: UUID
    sound: bool
    picture: bool


class IceServer(Wire):
    """As RTCIceServer of WebRTC 1.0, section 4.2.5."""

    urls: list[str]
    username: str | None
    credential: str | None


class IceServers(Wire):
    """`relay_only`: the unit's calls go through its relay alone, so no other candidates are to be gathered. Credentials
    run out after `good_for` seconds; whoever is still in the call asks again before."""

    ice_servers: list[IceServer]
    relay_only: bool
    good_for: int


class UnitCallsView(Wire):
    """How the unit that was chosen at login wants its calls. `has_relay`: this server has one; without it calls that
    go through nothing else come about nowhere. `residents_call`: residents may ring whoever has their case."""

    relay_only: bool
    has_relay: bool
    residents_call: bool = False
    changed_at: datetime | None
    changed_by: str | None


class SetUnitCalls(Wire):
    """`residents_call`: None leaves it as it is."""

    relay_only: bool
    residents_call: bool | None = None


WayName = Literal["stun", "turn_udp", "turn_tcp", "turn_tls"]
MAX_OFFER = MAX_SDP


class BeginCheck(Wire):
    """The browser's offer for the server's own media peer, with all its candidates in it."""

    check_id: UUID
    offer: Annotated[str, Field(max_length=MAX_OFFER)]


class CheckAnswer(Wire):
    """The media peer's answer, and for how long it listens."""

    answer: str
    seconds: int


class WayFound(Wire):
    """One way of reaching us: whether it works, and after how long it did."""

    way: WayName
    works: bool
    ms: Annotated[int, Field(ge=0, le=60_000)] | None


class CheckResult(Wire):
    """What a check found. The measured are null where nothing could be reached. `lost_permille` is the worse of the two
    directions; `down_kbit` and `up_kbit` are what the path carried while it was filled, up to the check's own bound."""

    check_id: UUID
    ways: list[WayFound]
    verdict: Literal["good", "uneven", "poor", "none"]
    round_trip_ms: Annotated[int, Field(ge=0, le=60_000)] | None
    jitter_ms: Annotated[int, Field(ge=0, le=60_000)] | None
    lost_permille: Annotated[int, Field(ge=0, le=1_000)] | None
    down_kbit: Annotated[int, Field(ge=0, le=1_000_000)] | None
    up_kbit: Annotated[int, Field(ge=0, le=1_000_000)] | None

    @field_validator("ways")
    @classmethod
    def _each_once(cls, ways: list[WayFound]) -> list[WayFound]:
        if len({way.way for way in ways}) != len(ways):
            raise ValueError("each way is told once")
        return ways


class CheckServers(Wire):
    """What a check begins with: its own id, and servers with credentials that are bound to it."""

    check_id: UUID
    servers: IceServers


class ConnectionCheckView(Wire):
    """A check as it is shown to whoever is about to call."""

    made_at: datetime
    result: CheckResult


class PartyQuality(Wire):
    """What a call was like for one party: shares in permille, means over the samples of the call."""

    account_id: UUID
    lost_permille: int
    round_trip_ms: int
    worst_round_trip_ms: int
    jitter_ms: int
    uneven_permille: int
    poor_permille: int
    way: Literal["direct", "relay_udp", "relay_tcp", "relay_tls"] | None


class CallRecord(Wire):
    """One call of the case, after it: when, for how long, how it ended, and what it was like."""

    call_id: UUID
    started_at: datetime
    answered_at: datetime | None
    ended_at: datetime | None
    talked_seconds: int
    video: bool
    end_reason: str
    parties: list[PartyQuality]


class CallHistory(Wire):
    """A case's calls and its resident's newest connection check, newest first."""

    calls: list[CallRecord]
    check: ConnectionCheckView | None
