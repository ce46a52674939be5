"""The wire types of calls. Commands change the call's state; descriptions and candidates are signals that the server
relays between two browser tabs and never reads (JSEP, RFC 9429; trickle ICE, RFC 8838)."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from chatserver.core.wire import Command, EventBody, Signal, Wire
from rooms.wire import CallState

RING_SECONDS = 45
MAX_SDP = 40_000
MAX_CANDIDATE = 2_000


class StartCall(Command):
    """`peer_id` is the tab that calls; the room rings for everybody else in it."""

    type: Literal["call.start"]
    room_id: UUID
    peer_id: UUID
    video: bool


class AcceptCall(Command):
    """The first tab that accepts has the call; the others stop ringing."""

    type: Literal["call.accept"]
    room_id: UUID
    call_id: UUID
    peer_id: UUID


class DeclineCall(Command):
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


class ReportCall(Command):
    """A browser's observation of its connection; the server decides what it means for the call. It is repeated while
    the call lasts and renews the party's lease: silence from both ends the call."""

    type: Literal["call.report"]
    room_id: UUID
    call_id: UUID
    observed: Literal["connected", "lost", "failed"]


CallEventType = Literal["call.rang", "call.accepted", "call.rejoined", "call.established", "call.lost", "call.ended"]


class CallChanged(EventBody):
    """Every move of a call: the whole state after it."""

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
    ice_servers: list[IceServer]
