"""The server's own media peer, in its own process: it answers, counts, bounds itself, and comes back."""

import asyncio
import json
import os
import signal
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiortc import RTCPeerConnection, RTCSessionDescription
from aiortc.mediastreams import AudioStreamTrack

from chatserver.core.ids import new_id
from signaling.checking import MAX_AT_ONCE, CheckRefused, MediaPeer

SECONDS = 20


@dataclass
class Browser:
    """A check from the browser's side, as frontend/src/call/check.ts makes it."""

    connection: RTCPeerConnection = field(default_factory=RTCPeerConnection)
    told: "asyncio.Queue[dict[str, Any]]" = field(default_factory=asyncio.Queue)
    filled: int = 0

    async def offer(self) -> str:
        self.connection.addTrack(AudioStreamTrack())
        self.control = self.connection.createDataChannel("control")
        self.control.on("message", lambda text: self.told.put_nowait(json.loads(text)))
        filling = self.connection.createDataChannel("filling", ordered=False, maxRetransmits=0)
        filling.on("message", self._fill)
        await self.connection.setLocalDescription(await self.connection.createOffer())
        return self.connection.localDescription.sdp

    async def hears(self, answer: str) -> None:
        await self.connection.setRemoteDescription(RTCSessionDescription(sdp=answer, type="answer"))

    async def until(self, wanted: Any) -> dict[str, Any]:
        async with asyncio.timeout(SECONDS):
            while True:
                told = await self.told.get()
                if wanted(told):
                    return told

    def _fill(self, piece: bytes) -> None:
        self.filled += len(piece)


@pytest.fixture
def peer() -> Iterator[MediaPeer]:
    made = MediaPeer()
    yield made
    made.close()


async def test_it_counts_what_arrives_and_fills_the_path(peer: MediaPeer) -> None:
    browser = Browser()
    try:
        await browser.hears(await asyncio.to_thread(peer.answer, new_id(), await browser.offer(), []))
        told = await browser.until(lambda told: told["received"] > 20)
        assert told["lost"] == 0
        browser.control.send("fill")
        await browser.until(lambda _told: browser.filled > 100_000)
        browser.control.send("rest")
    finally:
        await browser.connection.close()


async def test_no_more_than_so_many_at_once(peer: MediaPeer) -> None:
    browsers = [Browser() for _ in range(MAX_AT_ONCE + 1)]
    try:
        for browser in browsers[:-1]:
            await asyncio.to_thread(peer.answer, new_id(), await browser.offer(), [])
        with pytest.raises(CheckRefused) as refused:
            await asyncio.to_thread(peer.answer, new_id(), await browsers[-1].offer(), [])
        assert refused.value.busy
        assert peer.under_way == MAX_AT_ONCE
    finally:
        await asyncio.gather(*(browser.connection.close() for browser in browsers))


def test_what_is_no_offer_is_refused_and_takes_no_place(peer: MediaPeer) -> None:
    for _ in range(MAX_AT_ONCE + 2):
        with pytest.raises(CheckRefused) as refused:
            peer.answer(new_id(), "nonsense", [])
        assert not refused.value.busy
        while peer.under_way:
            pass


async def test_it_comes_back_after_it_was_killed(peer: MediaPeer) -> None:
    first = Browser()
    await asyncio.to_thread(peer.answer, new_id(), await first.offer(), [])
    killed = peer.pid
    assert killed is not None
    os.kill(killed, signal.SIGKILL)
    await asyncio.to_thread(os.waitid, os.P_PID, killed, os.WEXITED | os.WNOWAIT)
    second = Browser()
    try:
        assert "a=candidate" in await asyncio.to_thread(peer.answer, new_id(), await second.offer(), [])
        assert peer.pid not in (None, killed)
    finally:
        await asyncio.gather(first.connection.close(), second.connection.close())
