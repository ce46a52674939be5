"""The server's own media peer for connection checks, a program of its own: whatever media costs, chat does not wait.

Orders come as JSON lines on standard input, answers leave as JSON lines on standard output; it ends with its input, or
when nobody has asked for `IDLE_SECONDS`. One check: the browser sends sound and gets silence back, both ends count what
arrives, and a data channel is filled first one way, then the other. Nothing is kept and nothing is listened to.
"""

import asyncio
import json
import os
import resource
import sys
import time
from typing import Any

from aiortc import RTCConfiguration, RTCDataChannel, RTCIceServer, RTCPeerConnection, RTCSessionDescription
from aiortc.contrib.media import MediaBlackhole
from aiortc.mediastreams import AudioStreamTrack, MediaStreamTrack

from signaling.checking import CHECK_SECONDS, FILL_KBIT, IDLE_SECONDS, MAX_AT_ONCE, MEMORY_BYTES

TICK_SECONDS = 0.25
FILL_BYTES = 1_100
# More than this unsent would only grow a queue of our own.
MAX_UNSENT = 48_000
NICE = 10


class Check:
    """One browser that measures its path to us."""

    def __init__(self, servers: list[dict[str, Any]]) -> None:
        given = [RTCIceServer(**{key: value for key, value in one.items() if value is not None}) for one in servers]
        self._connection = RTCPeerConnection(RTCConfiguration(iceServers=given))
        self._heard = MediaBlackhole()
        self._channels: dict[str, RTCDataChannel] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._filling = False
        self._connection.addTrack(AudioStreamTrack())
        self._connection.on("track", self._hear)
        self._connection.on("datachannel", self._opened)

    async def answer(self, offer: str) -> str:
        await self._connection.setRemoteDescription(RTCSessionDescription(sdp=offer, type="offer"))
        await self._connection.setLocalDescription(await self._connection.createAnswer())
        await self._heard.start()
        return self._connection.localDescription.sdp

    async def close(self) -> None:
        self._filling = False
        for task in self._tasks:
            task.cancel()
        await self._heard.stop()
        await self._connection.close()

    def _hear(self, track: MediaStreamTrack) -> None:
        self._heard.addTrack(track)

    def _opened(self, channel: RTCDataChannel) -> None:
        self._channels[channel.label] = channel
        if channel.label == "control":
            channel.on("message", self._told)
            self._start(self._tell(channel))

    def _told(self, message: object) -> None:
        self._filling = message == "fill"
        if self._filling and "filling" in self._channels:
            self._start(self._fill(self._channels["filling"]))

    def _start(self, work: Any) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _tell(self, channel: RTCDataChannel) -> None:
        """What has come so far, four times a second, by our own clock."""
        while channel.readyState == "open":
            told: dict[str, float] = {"at": time.monotonic() * 1000, "bytes": 0, "received": 0, "lost": 0}
            for stats in (await self._connection.getStats()).values():
                if stats.type == "transport":
                    told["bytes"] += stats.bytesReceived
                elif stats.type == "inbound-rtp":
                    told["received"] += stats.packetsReceived
                    told["lost"] += stats.packetsLost
            channel.send(json.dumps(told))
            await asyncio.sleep(TICK_SECONDS)

    async def _fill(self, channel: RTCDataChannel) -> None:
        began, sent = time.monotonic(), 0
        while self._filling and channel.readyState == "open":
            due = (time.monotonic() - began) * FILL_KBIT * 125
            while sent < due and channel.bufferedAmount < MAX_UNSENT:
                channel.send(bytes(FILL_BYTES))
                sent += FILL_BYTES
            if channel.bufferedAmount >= MAX_UNSENT:
                # What could not go is not owed afterwards.
                began, sent = time.monotonic(), 0
            await asyncio.sleep(0.01)


class Peer:
    """The orders of one server process."""

    def __init__(self) -> None:
        self.running: set[asyncio.Task[None]] = set()
        self.last_asked = time.monotonic()

    def take(self, line: bytes) -> None:
        order = json.loads(line)
        self.last_asked = time.monotonic()
        if len(self.running) >= MAX_AT_ONCE:
            reply(order["id"], error="busy")
            return
        task = asyncio.create_task(self._carry_out(order))
        self.running.add(task)
        task.add_done_callback(self.running.discard)

    async def _carry_out(self, order: dict[str, Any]) -> None:
        check = Check(order["servers"])
        try:
            async with asyncio.timeout(CHECK_SECONDS):
                reply(order["id"], answer=await check.answer(order["offer"]))
                await asyncio.sleep(CHECK_SECONDS)
        except TimeoutError:
            pass
        except Exception as failure:
            reply(order["id"], error=type(failure).__name__)
        finally:
            await check.close()
            reply(order["id"], ended=True)


def reply(check_id: str, **what: object) -> None:
    sys.stdout.write(json.dumps({"id": check_id, **what}) + "\n")
    sys.stdout.flush()


def bound() -> None:
    """Behind everybody else for the processor, and never more memory than this."""
    os.nice(NICE)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))


async def serve() -> None:
    reader = asyncio.StreamReader(limit=256 * 1024)
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    peer = Peer()
    while True:
        try:
            line = await asyncio.wait_for(reader.readline(), IDLE_SECONDS)
        except TimeoutError:
            if not peer.running:
                return
            continue
        if not line:
            return
        peer.take(line)


if __name__ == "__main__":
    bound()
    asyncio.run(serve())
