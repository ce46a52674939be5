"""Signals between the two tabs of a call: stored nowhere, sent to one tab. The socket lets them through only from a
room that its login has open, and the receiver compares the sender with its call's other party.

Relaying reads nothing. Where the room's unit lets calls go through a relay alone, a screen afterwards takes out what
would tell one side where the other one is.
"""

from uuid import UUID

from chatserver.core.actor import Actor
from chatserver.core.commands import Relayed
from signaling.policy import relays_only
from signaling.privacy import relayed_only, without_addresses
from signaling.wire import (
    Candidate,
    CandidateRelayed,
    Description,
    DescriptionRelayed,
    MediaState,
    MediaStateRelayed,
)


def relay_description(actor: Actor, signal: Description, peer_id: UUID) -> Relayed:
    frame = DescriptionRelayed(
        type="call.description.relayed",
        room_id=signal.room_id,
        call_id=signal.call_id,
        generation=signal.generation,
        offer=signal.offer,
        from_peer=peer_id,
        from_account=actor.person,
        kind=signal.kind,
        sdp=signal.sdp,
    )
    return Relayed(frame, signal.to_peer)


def relay_candidate(actor: Actor, signal: Candidate, peer_id: UUID) -> Relayed:
    frame = CandidateRelayed(
        type="call.candidate.relayed",
        room_id=signal.room_id,
        call_id=signal.call_id,
        generation=signal.generation,
        from_peer=peer_id,
        from_account=actor.person,
        candidate=signal.candidate,
        mid=signal.mid,
        line=signal.line,
        ufrag=signal.ufrag,
    )
    return Relayed(frame, signal.to_peer)


def relay_media_state(actor: Actor, signal: MediaState, peer_id: UUID) -> Relayed:
    frame = MediaStateRelayed(
        type="call.media.relayed",
        room_id=signal.room_id,
        call_id=signal.call_id,
        from_peer=peer_id,
        from_account=actor.person,
        sound=signal.sound,
        picture=signal.picture,
    )
    return Relayed(frame, signal.to_peer)


def screen_description(frame: DescriptionRelayed) -> DescriptionRelayed:
    if not relays_only(frame.room_id):
        return frame
    return frame.model_copy(update={"sdp": without_addresses(frame.sdp)})


def screen_candidate(frame: CandidateRelayed) -> CandidateRelayed | None:
    if frame.candidate is None or not relays_only(frame.room_id):
        return frame
    candidate = relayed_only(frame.candidate)
    return None if candidate is None else frame.model_copy(update={"candidate": candidate})
