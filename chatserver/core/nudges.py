"""How processes tell each other that a stream has a new head. A nudge is a hint without content and may be lost.

Local: one process, nothing to do. Redis: one PUBLISH a nudge, one SUBSCRIBE a stream, confirmed before it counts.
"""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Sequence
from typing import Any, Protocol

import redis.asyncio as redis
from redis.exceptions import RedisError

from chatserver.core.gathering import Gathering

log = logging.getLogger("vardrum.nudges")

Heard = Callable[[str, int], None]
PREFIX = "vardrum:"
CONFIRM_SECONDS = 5.0
# Nudges are idempotent and newest wins; more than this waiting means Redis is away and heartbeats do the work.
MAX_WAITING = 10_000
# Sent in one go when many wait.
MAX_TOGETHER = 100


class Nudges(Protocol):
    async def start(self, heard: Heard) -> None: ...
    async def stop(self) -> None: ...
    async def subscribe(self, topic: str) -> None: ...
    async def unsubscribe(self, topic: str) -> None: ...
    def publish(self, topic: str, head: int) -> None: ...


class LocalNudges:
    """One process: the hub has heard its own commits already."""

    async def start(self, heard: Heard) -> None:
        del heard

    async def stop(self) -> None:
        return None

    async def subscribe(self, topic: str) -> None:
        del topic

    async def unsubscribe(self, topic: str) -> None:
        del topic

    def publish(self, topic: str, head: int) -> None:
        del topic, head


class RedisNudges:
    """Redis pub/sub. After a restart of Redis every topic is subscribed anew; what was missed, heartbeats repair."""

    def __init__(self, options: dict[str, Any]) -> None:
        settings = dict(options)
        address = str(settings.pop("address"))
        self._client = redis.Redis.from_url(address, **settings)
        self._topics: set[str] = set()
        self._confirmed: dict[str, asyncio.Future[None]] = {}
        self._waiting: asyncio.Queue[tuple[str, int]] = asyncio.Queue(MAX_WAITING)
        self._tasks: list[asyncio.Task[None]] = []
        self._pubsub = self._client.pubsub()
        self._subscribing: Gathering[str, None] = Gathering(self._subscribe_all, MAX_TOGETHER)

    async def start(self, heard: Heard) -> None:
        # A subscription to a topic of one's own keeps the reader from spinning before the first stream.
        await self._pubsub.subscribe(f"{PREFIX}alive")
        self._tasks = [asyncio.create_task(self._listen(heard)), asyncio.create_task(self._send())]

    async def stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        with contextlib.suppress(RedisError):
            await self._pubsub.aclose()  # type: ignore[no-untyped-call]  # redis-py leaves it untyped
            await self._client.aclose()

    async def subscribe(self, topic: str) -> None:
        """Returns once Redis has confirmed, or after a deadline: then heartbeats carry the stream until it does."""
        self._topics.add(topic)
        confirmed = self._confirmed.setdefault(topic, asyncio.get_running_loop().create_future())
        try:
            async with asyncio.timeout(CONFIRM_SECONDS):
                await self._subscribing.ask(PREFIX + topic)
                await asyncio.shield(confirmed)
        except (RedisError, OSError, TimeoutError) as failure:
            log.warning("nudges.unconfirmed", extra={"failure": type(failure).__name__})

    async def _subscribe_all(self, channels: Sequence[str]) -> list[None]:
        await self._pubsub.subscribe(*channels)
        return [None] * len(channels)

    async def unsubscribe(self, topic: str) -> None:
        self._topics.discard(topic)
        self._confirmed.pop(topic, None)
        with contextlib.suppress(RedisError, OSError):
            await self._pubsub.unsubscribe(PREFIX + topic)

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
            pipeline = self._client.pipeline(transaction=False)
            for topic, head in newest.items():
                pipeline.publish(PREFIX + topic, head)
            try:
                await pipeline.execute()
            except (RedisError, OSError) as failure:
                log.warning("nudges.unsent", extra={"failure": type(failure).__name__})

    async def _listen(self, heard: Heard) -> None:
        while True:
            try:
                message = await self._pubsub.get_message(timeout=5.0)
                if message is not None:
                    self._take(message, heard)
            except Exception as failure:
                # Whatever it is, a listener that ends would leave the process to its heartbeats for good.
                log.warning("nudges.deaf", extra={"failure": type(failure).__name__})
                await asyncio.sleep(1.0)
                await self._subscribe_again()

    async def _subscribe_again(self) -> None:
        with contextlib.suppress(RedisError, OSError):
            await self._pubsub.subscribe(*[PREFIX + topic for topic in self._topics], f"{PREFIX}alive")

    def _take(self, message: dict[str, object], heard: Heard) -> None:
        channel = message["channel"]
        topic = (channel.decode() if isinstance(channel, bytes) else str(channel)).removeprefix(PREFIX)
        if message["type"] == "subscribe":
            confirmed = self._confirmed.get(topic)
            if confirmed is not None and not confirmed.done():
                confirmed.set_result(None)
        elif message["type"] == "message":
            heard(topic, int(message["data"]))  # type: ignore[call-overload]  # redis-py: bytes
