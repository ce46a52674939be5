"""Which of two peers yields when their offers cross (perfect negotiation, WebRTC 1.0, section 10.7). Pure."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Peer:
    """A browser tab, or the server's own media peer, which cannot roll back an offer of its own."""

    id: UUID
    can_roll_back: bool = True


def polite_peer(a: Peer, b: Peer) -> Peer:
    """Exactly one of two, the same whichever is named first, and never one that cannot roll back if the other can."""
    return min(a, b, key=lambda peer: (not peer.can_roll_back, peer.id))
