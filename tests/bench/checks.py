"""What connection checks cost the media peer's process, and how many at once it carries.

Checks as a page makes them (frontend/src/call/check): sound is heard for six seconds, then each direction is filled for
two and a half. The other side of each is aiortc as well, in this process, and costs as much as the peer does: with the
browsers elsewhere a machine carries more than is found here. All fill at once, as checks that began together do.
"""

import asyncio
import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from aiortc import RTCPeerConnection, RTCSessionDescription
from aiortc.mediastreams import AudioStreamTrack

from chatserver.core.ids import new_id
from signaling.checking import FILL_KBIT, MAX_AT_ONCE, CheckRefused, MediaPeer
from tests.bench import floors

LISTEN_SECONDS = 6.0
FILL_SECONDS = 2.5
CONNECT_SECONDS = 10.0
PIECE = bytes(1_100)
MAX_UNSENT = 48_000
TICK_SECONDS = 0.01
# So many packets of sound come each way on a path that loses none; a peer that keeps up hears nearly all of them.
PACKETS_A_SECOND = 50
ENOUGH_SOUND = 0.95
# So much of the rate that the peer fills with has come down: else it is the peer that a check would measure.
ENOUGH_FILLED = 0.8

Say = Callable[[str], None]


@dataclass
class Checked:
    """What one check found. `heard`: packets of sound that the peer counted in `LISTEN_SECONDS`, `lost` of them;
    kilobits a second that came down from the peer, and up to it by its own count."""

    heard: int = 0
    lost: int = 0
    down_kbit: float = 0.0
    up_kbit: float = 0.0

    def held(self) -> bool:
        wanted = LISTEN_SECONDS * PACKETS_A_SECOND * ENOUGH_SOUND
        return self.heard >= wanted and self.lost == 0 and self.down_kbit >= FILL_KBIT * ENOUGH_FILLED


@dataclass
class Line:
    """A check from the browser's side."""

    connection: RTCPeerConnection = field(default_factory=RTCPeerConnection)
    told: "asyncio.Queue[dict[str, Any]]" = field(default_factory=asyncio.Queue)
    filled: int = 0

    async def check(self, peer: MediaPeer) -> Checked:
        """Raises CheckRefused, and TimeoutError where the peer is silent."""
        try:
            self.connection.addTrack(AudioStreamTrack())
            self.control = self.connection.createDataChannel("control")
            self.control.on("message", lambda text: self.told.put_nowait(json.loads(text)))
            self.filling = self.connection.createDataChannel("filling", ordered=False, maxRetransmits=0)
            self.filling.on("message", self._fill)
            await self.connection.setLocalDescription(await self.connection.createOffer())
            answer = await asyncio.to_thread(peer.answer, new_id(), self.connection.localDescription.sdp, [])
            await self.connection.setRemoteDescription(RTCSessionDescription(sdp=answer, type="answer"))
            return await self._measured()
        finally:
            await self.connection.close()

    async def _measured(self) -> Checked:
        found = Checked()
        before = await self._newest(CONNECT_SECONDS)
        await asyncio.sleep(LISTEN_SECONDS)
        after = await self._newest()
        found.heard, found.lost = after["received"] - before["received"], after["lost"] - before["lost"]
        self.control.send("fill")
        await asyncio.sleep(FILL_SECONDS)
        found.down_kbit = self.filled * 8 / FILL_SECONDS / 1_000
        self.control.send("rest")
        before = await self._newest()
        await self._fill_up()
        after = await self._newest()
        found.up_kbit = (after["bytes"] - before["bytes"]) * 8 / (after["at"] - before["at"])
        return found

    async def _fill_up(self) -> None:
        loop = asyncio.get_running_loop()
        began, sent = loop.time(), 0
        while loop.time() - began < FILL_SECONDS:
            due = (loop.time() - began) * FILL_KBIT * 125
            while sent < due and self.filling.bufferedAmount < MAX_UNSENT:
                self.filling.send(PIECE)
                sent += len(PIECE)
            await asyncio.sleep(TICK_SECONDS)

    async def _newest(self, seconds: float = CONNECT_SECONDS) -> dict[str, Any]:
        """What the peer says next, four times a second; what waits unread is of before."""
        while not self.told.empty():
            self.told.get_nowait()
        async with asyncio.timeout(seconds):
            return await self.told.get()

    def _fill(self, piece: bytes) -> None:
        self.filled += len(piece)


async def at_once(peer: MediaPeer, count: int) -> list[Checked | BaseException]:
    return await asyncio.gather(*[Line().check(peer) for _ in range(count)], return_exceptions=True)


async def measured(say: Say, most: int = MAX_AT_ONCE) -> dict[str, Any]:
    """One more at a time up to `most`, with a new process each, and one more than may at the end, which is refused."""
    by_count: dict[str, Any] = {}
    held = 0
    for count in range(1, most + 1):
        figures = await _of(count)
        by_count[str(count)] = figures
        say(f"  {count} checks at once: {figures}")
        if figures["held"] == count and held == count - 1:
            held = count
    return {
        "connection_checks": {
            "cpu_s_per_check": by_count["1"]["cpu_s_per_check"],
            "peak_mib": {"one": by_count["1"]["peak_mib"], "most": by_count[str(most)]["peak_mib"]},
            "held_at_once": held,
            "may_at_once": MAX_AT_ONCE,
            "one_more_refused": await _one_more_refused(),
            "by_count": by_count,
        }
    }


async def _of(count: int) -> dict[str, Any]:
    peer = MediaPeer()
    try:
        pid, before = await _started(peer)
        found = await at_once(peer, count)
        checked = [one for one in found if isinstance(one, Checked)]
        return {
            "held": sum(one.held() for one in checked),
            "failed": [type(one).__name__ for one in found if not isinstance(one, Checked)],
            "start_cpu_s": round(before, 2),
            "cpu_s_per_check": round((floors.cpu_seconds([pid]) - before) / count, 2),
            "peak_mib": round(floors.peak_kib(pid) / 1024, 1),
            "heard": [one.heard for one in checked],
            "down_kbit": [round(one.down_kbit) for one in checked],
            "up_kbit": [round(one.up_kbit) for one in checked],
        }
    finally:
        peer.close()


async def _started(peer: MediaPeer) -> tuple[int, float]:
    """The process id of a peer that has refused what is no offer, and the processor seconds that its start took."""
    with suppress(CheckRefused):
        await asyncio.to_thread(peer.answer, new_id(), "no offer", [])
    while peer.under_way:  # noqa: ASYNC110 - the peer tells it on a thread of its own
        await asyncio.sleep(TICK_SECONDS)
    if peer.pid is None:
        raise RuntimeError("the media peer did not stay")
    return peer.pid, floors.cpu_seconds([peer.pid])


async def _one_more_refused() -> bool:
    peer = MediaPeer()
    try:
        found = await at_once(peer, MAX_AT_ONCE + 1)
        return sum(isinstance(one, CheckRefused) and one.busy for one in found) == 1
    finally:
        peer.close()
