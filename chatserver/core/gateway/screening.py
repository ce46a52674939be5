"""A signal on its way through its relay and, if it has one, its screen."""

from uuid import UUID

from chatserver.core.actor import Actor
from chatserver.core.commands import CommandTable, Relayed
from chatserver.core.wire import Signal
from chatserver.core.work import in_database


async def relayed(table: CommandTable, actor: Actor, signal: Signal, peer_id: UUID) -> Relayed | None:
    """What goes to the other tabs, or None where nothing of it may."""
    on_its_way = table.signals[type(signal)](actor, signal, peer_id)
    screen = table.screens.get(type(signal))
    if screen is None:
        return on_its_way
    frame = await in_database(screen, on_its_way.frame)
    return None if frame is None else Relayed(frame, on_its_way.to_peer)
