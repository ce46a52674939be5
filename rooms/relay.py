"""Signals of rooms: forwarded and forgotten, no row, no sequence. The gateway lets only open rooms through."""

from uuid import UUID

from chatserver.core.actor import Actor
from chatserver.core.commands import Relayed
from rooms import wire


def show_typing(actor: Actor, signal: wire.Typing, _peer_id: UUID) -> Relayed:
    """Tells everybody else who has the room open that somebody is writing."""
    shown = wire.TypingShown(type="typing.shown", room_id=signal.room_id, participant_id=actor.person, name=actor.name)
    return Relayed(frame=shown, to_peer=None)
