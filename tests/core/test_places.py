"""Whoever waits for a place comes before whoever does not wait."""

import asyncio

from chatserver.core.gateway.places import Places


async def test_the_one_who_waits_comes_first() -> None:
    places = Places(1)
    places.take()
    assert not places.are_free
    waiting = asyncio.create_task(places.wait())
    await asyncio.sleep(0)
    places.give_back()
    # There is one, and it is promised.
    assert not places.are_free
    await waiting
    assert places.are_free


async def test_nobody_waits_while_there_are_some() -> None:
    places = Places(2)
    places.take()
    await places.wait()
    assert places.are_free
    places.take()
    assert not places.are_free


async def test_one_who_gives_up_keeps_nobody_out() -> None:
    places = Places(1)
    places.take()
    waiting = asyncio.create_task(places.wait())
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    places.give_back()
    assert places.are_free
