"""Frames leave in the order in which they were put, whichever way each of them goes."""

import asyncio
import random

import pytest

from chatserver.core.gateway.outgoing import Outgoing


@pytest.mark.parametrize("seed", range(20))
async def test_nothing_overtakes(seed: int) -> None:
    chance = random.Random(seed)
    sent: list[str] = []

    def write_now(frame: str) -> bool:
        if chance.random() < 0.3:
            return False
        sent.append(frame)
        return True

    outgoing = Outgoing(1_000, write_now)

    async def write() -> None:
        while True:
            frame = await outgoing.get()
            # The socket is full for a while: the frame is in the writer's hands.
            for _ in range(chance.randrange(3)):
                await asyncio.sleep(0)
            sent.append(frame)

    writer = asyncio.create_task(write())
    frames = [str(number) for number in range(300)]
    for frame in frames:
        assert outgoing.put(frame)
        if chance.random() < 0.4:
            await asyncio.sleep(0)
    for _ in range(4 * len(frames)):
        await asyncio.sleep(0)
    writer.cancel()
    assert sent == frames


async def test_what_the_socket_does_not_take_is_bounded() -> None:
    outgoing = Outgoing(2, lambda _frame: False)
    assert [outgoing.put(frame) for frame in "abc"] == [True, True, False]


async def test_a_socket_that_takes_all_fills_no_line() -> None:
    sent: list[str] = []

    def write_now(frame: str) -> bool:
        sent.append(frame)
        return True

    outgoing = Outgoing(1, write_now)
    reader = asyncio.create_task(outgoing.get())
    await asyncio.sleep(0)
    assert all([outgoing.put(frame) for frame in "abc"])
    reader.cancel()
    assert sent == ["a", "b", "c"]
