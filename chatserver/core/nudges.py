"""How processes tell each other that a stream has a new head. A nudge is a hint without content and may be lost.

Local: one process, nothing to do. Redis: one channel that every process hears, with many nudges in a message. A channel
for each stream would spare a process what it does not follow, but cost it an answer from Redis for each room that is
opened and a message for each that is written in (docs/adr/0015).
"""

import asyncio
import contextlib
import json
import logging
from collections.abc import Callable
from typing import Any, Protocol

import redis.asyncio as redis
from redis.exceptions import RedisError

from chatserver.core.ids import new_id

log = logging.getLogger("vardrum.nudges")

Heard = Callable[[str, int], None]
CHANNEL = "vardrum:heads"
CONFIRM_SECONDS = 5.0
# Nudges are idempotent and newest wins; more than this waiting means Redis is away and heartbeats do the work.
MAX_WAITING = 10_000
# In one message, of some 60 bytes each.
MAX_TOGETHER = 500


class Nudges(Protocol):
    async def start(self, heard: Heard) -> None: ...
    async def stop(self) -> None: ...
    def publish(self, topic: str, head: int) -> None: ...


class LocalNudges:
    """One process: the hub has heard its own commits already."""

    async def start(self, heard: Heard) -> None:
        del heard

    async def stop(self) -> None:
        return None

    def publish(self, topic: str, head: int) -> None:
        del topic, head


class RedisNudges:
    """Redis pub/sub. After a restart of Redis the channel is subscribed anew; what was missed, heartbeats repair."""

    def __init__(self, options: dict[str, Any]) -> None:
        settings = dict(options)
        address = str(settings.pop("address"))
        self._client = redis.Redis.from_url(address, **settings)
        self._own = str(new_id())
        self._confirmed = asyncio.Event()
        self._waiting: asyncio.Queue[tuple[str, int]] = asyncio.Queue(MAX_WAITING)
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self, heard: Heard) -> None:
        """Returns once Redis has confirmed, or after a deadline: then heartbeats carry the streams until it does."""
        self._tasks = [asyncio.create_task(self._listen(heard)), asyncio.create_task(self._send())]
        try:
            await asyncio.wait_for(self._confirmed.wait(), CONFIRM_SECONDS)
        except TimeoutError:
            log.warning("nudges.unconfirmed")

    async def stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        with contextlib.suppress(RedisError):
            await self._client.aclose()

    def publish(self, topic: str, head: int) -> None:
        with contextlib.suppress(asyncio.QueueFull):
            self._waiting.put_nowait((topic, head))

    async def _send(self) -> None:
        while True:
            topic, head = await self._waiting.get()
            newest = {topic: head}
            while len(newest) < MAX_TOGETHER and not self._waiting.empty():
                topic, head = self._waiting.get_nowait()
                newest[topic] = max(head, newest.get(topic, 0))
            try:
                await self._client.publish(CHANNEL, json.dumps([self._own, newest]))
            except Exception as failure:
                # As below: a sender that ends would leave the others to their heartbeats for good.
                log.warning("nudges.unsent", extra={"failure": type(failure).__name__})

    async def _listen(self, heard: Heard) -> None:
        while True:
            # A new one each time: after a while without Redis the old one refused to subscribe for good.
            pubsub = self._client.pubsub()
            try:
                await pubsub.subscribe(CHANNEL)
                while True:
                    message = await pubsub.get_message(timeout=5.0)
                    if message is not None:
                        self._take(message, heard)
            except Exception as failure:
                # Whatever it is, a listener that ends would leave the process to its heartbeats for good.
                log.warning("nudges.deaf", extra={"failure": type(failure).__name__})
                await asyncio.sleep(1.0)
            finally:
                with contextlib.suppress(RedisError, OSError):
                    await pubsub.aclose()  # type: ignore[no-untyped-call]  # redis-py leaves it untyped

    def _take(self, message: dict[str, Any], heard: Heard) -> None:
        if message["type"] == "subscribe":
            self._confirmed.set()
        elif message["type"] == "message":
            sender, newest = json.loads(message["data"])
            if sender != self._own:
                # The hub has heard its own commits already.
                for topic, head in newest.items():
                    heard(topic, head)
