"""Signals of rooms: forwarded and forgotten, no row, no sequence. The gateway lets only open rooms through."""

from uuid import UUID

from chatserver.core.actor import Actor
from chatserver.core.commands import Relayed
from rooms import wire
from rooms.events.first_names import first


def show_typing(actor: Actor, signal: wire.Typing, _peer_id: UUID) -> Relayed:
    """Tells everybody else who has the room open that somebody is writing. Of staff it says the first name alone, in
    every room: no row is read on this way, and readers know by `participant_id` what they may call them."""
    name = first(actor.name) if actor.is_staff else actor.name
    shown = wire.TypingShown(type="typing.shown", room_id=signal.room_id, participant_id=actor.person, name=name)
    return Relayed(frame=shown, to_peer=None)
