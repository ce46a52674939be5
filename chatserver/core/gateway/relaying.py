"""Signals between processes over the channel layer: one channel a process, one group a room. Nothing is stored, and
what is lost stays lost: typing fades, descriptions and candidates are made again by a restart of negotiation."""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Coroutine
from typing import Any
from uuid import UUID

from channels.layers import get_channel_layer
from redis.exceptions import RedisError

log = logging.getLogger("vardrum.relaying")

Hears = Callable[[str, UUID | None], None]
LAYER_FAILURES = (RedisError, OSError, RuntimeError)
RETRY_SECONDS = 1.0
# A layer that does not answer must not hold up the frames behind a signal; what is lost is made again.
LAYER_SECONDS = 2.0


def group_of(room_id: UUID) -> str:
    return f"signal.{room_id.hex}"


class Relaying:
    """The process's ear on the layer; `listeners` are the connections here that have the room open."""

    def __init__(self) -> None:
        self._listeners: dict[str, dict[UUID, Hears]] = {}
        self._channel = ""
        self._tasks: list[asyncio.Task[None]] = []
        self._deaf: set[str] = set()

    @property
    def _layer(self) -> Any:
        return get_channel_layer()

    async def start(self) -> None:
        self._channel = await self._layer.new_channel("relay")
        self._tasks = [asyncio.create_task(self._listen()), asyncio.create_task(self._mend())]

    async def stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def join(self, room_id: UUID, connection_id: UUID, hears: Hears) -> None:
        group = group_of(room_id)
        listeners = self._listeners.setdefault(group, {})
        first = not listeners
        listeners[connection_id] = hears
        if first:
            await self._hear(group)

    async def leave(self, room_id: UUID, connection_id: UUID) -> None:
        group = group_of(room_id)
        listeners = self._listeners.get(group, {})
        listeners.pop(connection_id, None)
        if not listeners:
            self._listeners.pop(group, None)
            self._deaf.discard(group)
            await self._quietly(self._layer.group_discard(group, self._channel))

    async def send(self, room_id: UUID, sender: UUID, frame: str, to_peer: UUID | None) -> None:
        message = {
            "type": "signal.relayed",
            "group": group_of(room_id),
            "sender": str(sender),
            "frame": frame,
            "to_peer": str(to_peer) if to_peer else "",
        }
        await self._quietly(self._layer.group_send(message["group"], message))

    async def _hear(self, group: str) -> None:
        if await self._quietly(self._layer.group_add(group, self._channel)):
            self._deaf.discard(group)
        elif group in self._listeners:
            self._deaf.add(group)

    async def _mend(self) -> None:
        """The layer forgets a group that it could not join, even when it answers again."""
        while True:
            await asyncio.sleep(RETRY_SECONDS)
            for group in list(self._deaf):
                await self._hear(group)

    async def _quietly(self, call: Coroutine[Any, Any, None]) -> bool:
        try:
            await asyncio.wait_for(call, LAYER_SECONDS)
        except LAYER_FAILURES as failure:
            log.warning("relaying.failed", extra={"failure": type(failure).__name__})
            return False
        return True

    async def _listen(self) -> None:
        while True:
            try:
                message = await self._layer.receive(self._channel)
            except LAYER_FAILURES as failure:
                log.warning("relaying.deaf", extra={"failure": type(failure).__name__})
                await asyncio.sleep(RETRY_SECONDS)
                continue
            with contextlib.suppress(KeyError):
                self._pass_on(message)

    def _pass_on(self, message: dict[str, str]) -> None:
        to_peer = UUID(message["to_peer"]) if message["to_peer"] else None
        for connection_id, hears in list(self._listeners.get(message["group"], {}).items()):
            if str(connection_id) != message["sender"]:
                hears(message["frame"], to_peer)
