"""Processes that tell each other of new heads over a real Valkey: across processes, and after it was killed."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from chatserver.core.nudges import RedisNudges
from tests.support.processes import ServerProcess


class Ear:
    def __init__(self) -> None:
        self.heard: list[tuple[str, int]] = []
        self.news = asyncio.Event()

    def __call__(self, topic: str, head: int) -> None:
        self.heard.append((topic, head))
        self.news.set()

    async def next(self) -> tuple[str, int]:
        await asyncio.wait_for(self.news.wait(), 10)
        self.news.clear()
        return self.heard[-1]


@asynccontextmanager
async def nudges(address: str) -> AsyncIterator[tuple[RedisNudges, Ear]]:
    ear = Ear()
    made = RedisNudges({"address": address, "socket_timeout": 12, "health_check_interval": 5})
    await made.start(ear)
    try:
        yield made, ear
    finally:
        await made.stop()


async def test_a_started_process_hears_the_next_head_of_any_stream(valkey: str) -> None:
    async with nudges(valkey) as (one, _), nudges(valkey) as (_other, ear):
        one.publish("room:a", 7)
        assert await ear.next() == ("room:a", 7)


async def test_many_heads_come_in_few_messages_and_the_newest_of_a_stream_wins(valkey: str) -> None:
    async with nudges(valkey) as (one, own), nudges(valkey) as (_other, ear):
        for head in range(1, 40):
            one.publish("room:a", head)
            one.publish("room:b", head)
        while dict(ear.heard) != {"room:a": 39, "room:b": 39}:
            await ear.next()
        assert len(ear.heard) < 78
        # Its own commits it has heard without Redis.
        assert own.heard == []


async def test_after_a_restart_of_valkey_it_hears_again(valkey_process: tuple[str, ServerProcess]) -> None:
    address, process = valkey_process
    async with nudges(address) as (one, _), nudges(address) as (_other, ear):
        for round_number in range(2):
            process.kill()
            process.restart()
            # Nudges may be lost while it is away and just after; that is what heartbeats are for. It must heal.
            async with asyncio.timeout(20):
                while ("room:a", round_number + 1) not in ear.heard:
                    one.publish("room:a", round_number + 1)
                    try:
                        await asyncio.wait_for(ear.news.wait(), 0.5)
                    except TimeoutError:
                        continue
                    ear.news.clear()


async def test_a_sender_gets_over_whatever_the_library_raises(valkey: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """uvloop says RuntimeError where a connection has gone under the writer."""
    async with nudges(valkey) as (one, _), nudges(valkey) as (_other, ear):
        publish, failed = one._client.publish, asyncio.Event()

        async def gone(*_arguments: object) -> int:
            monkeypatch.setattr(one._client, "publish", publish)
            failed.set()
            raise RuntimeError("the handler is closed")

        monkeypatch.setattr(one._client, "publish", gone)
        one.publish("room:a", 1)
        await asyncio.wait_for(failed.wait(), 10)
        one.publish("room:a", 2)
        assert await ear.next() == ("room:a", 2)
