"""A TCP proxy on loopback that breaks what passes it: delay, bandwidth, slices, cuts, silence, and a reset at the worst
moment. It stands before the web servers (and spreads connections over them), PostgreSQL and Valkey.
"""

import asyncio
import contextlib
import random
import socket
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

PIECE = 64 * 1024
CONNECT_SECONDS = 2.0
# A sender whose packet is lost tries again after this long (RFC 6298's floor as Linux has it).
RETRANSMIT_SECONDS = 0.2
LINGER_NOT = struct.pack("ii", 1, 0)


@dataclass
class Weather:
    """How the network is. `loss` is the share of packets that have to be sent again; `slice_bytes` at most at once."""

    delay: float = 0.0
    loss: float = 0.0
    bytes_per_second: float = 0.0
    slice_bytes: int = 0
    shared: bool = False
    """`bytes_per_second` is what all connections have together in each direction, as a telephone's are one line."""


class Tap(Protocol):
    """Reads whole pieces of one link and says what passes on. One of each link's own."""

    def to_client(self, data: bytes) -> bytes: ...
    def to_server(self, data: bytes) -> bytes: ...


class Tapping(Protocol):
    def __call__(self, link: "Link") -> Tap: ...


# When each piece is due; None is the end.
Line = asyncio.Queue[tuple[float, bytes | None]]


class Link:
    """One connection through the proxy."""

    def __init__(self, proxy: "Proxy", near: "Stream", far: "Stream") -> None:
        self.proxy = proxy
        self.near = near
        self.far = far
        self.dead = False
        """Its packets go nowhere, and neither end is told."""
        self.deaf_to_client = False
        self.tap = proxy.tapping(self) if proxy.tapping else None

    async def run(self) -> None:
        pumps = [asyncio.ensure_future(self._pump(down)) for down in (False, True)]
        try:
            await asyncio.wait(pumps, return_when=asyncio.FIRST_COMPLETED)
            # What was said before one end left still arrives.
            await asyncio.wait(pumps, timeout=1.0)
        finally:
            for pump in pumps:
                pump.cancel()
            await asyncio.gather(*pumps, return_exceptions=True)
            self.near.close()
            self.far.close()

    def reset(self) -> None:
        """Both ends get a RST, and what was under way is gone."""
        for stream in (self.near, self.far):
            stream.reset()

    async def _pump(self, down: bool) -> None:
        source, sink = (self.far, self.near) if down else (self.near, self.far)
        line: Line = asyncio.Queue(256)
        sending = asyncio.ensure_future(self._send(sink, line, down))
        loop = asyncio.get_running_loop()
        try:
            while data := await source.reader.read(PIECE):
                if self.tap is not None:
                    data = self.tap.to_client(data) if down else self.tap.to_server(data)
                await line.put((loop.time() + self.proxy.weather.delay, data))
            await line.put((loop.time() + self.proxy.weather.delay, None))
            await sending
        except OSError:
            return
        finally:
            sending.cancel()

    async def _send(self, sink: "Stream", line: Line, down: bool) -> None:
        loop = asyncio.get_running_loop()
        while True:
            due, data = await line.get()
            if due > loop.time():
                await asyncio.sleep(due - loop.time())
            if data is None:
                with contextlib.suppress(OSError):
                    sink.writer.write_eof()
                return
            if not data or self.dead or (down and self.deaf_to_client):
                continue
            try:
                await self._write(sink, data)
            except OSError:
                # Whoever was there is gone; the other end is told by the close.
                self.dead = True
                self.near.close()
                self.far.close()

    async def _write(self, sink: "Stream", data: bytes) -> None:
        weather = self.proxy.weather
        size = weather.slice_bytes or len(data)
        for start in range(0, len(data), size):
            piece = data[start : start + size]
            wait = len(piece) / weather.bytes_per_second if weather.bytes_per_second else 0.0
            if wait and weather.shared:
                async with self.proxy.turns[sink is self.near]:
                    await asyncio.sleep(wait)
                wait = 0.0
            tries = 0
            while tries < 5 and self.proxy.random.random() < weather.loss:
                wait += RETRANSMIT_SECONDS * 2**tries
                tries += 1
            if wait:
                await asyncio.sleep(wait)
            sink.writer.write(piece)
            await sink.writer.drain()


@dataclass(eq=False)
class Stream:
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self.writer.close()

    def reset(self) -> None:
        there = self.writer.get_extra_info("socket")
        if there is not None and there.fileno() >= 0:
            there.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, LINGER_NOT)
        self.writer.transport.abort()


class Proxy:
    """`targets` are ports on loopback; a new connection takes any one that answers."""

    def __init__(self, targets: Sequence[int], *, port: int = 0, seed: int = 0) -> None:
        self.targets = list(targets)
        self.port = port
        self.weather = Weather()
        self.random = random.Random(seed)
        self.links: set[Link] = set()
        self.turns = (asyncio.Lock(), asyncio.Lock())
        self.tapping: Tapping | None = None
        self.refusing = False
        """New connections are reset."""
        self.dark = False
        """New connections are taken and never answered."""
        self._held: set[Stream] = set()
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._take, "127.0.0.1", self.port, backlog=4096)
        self.port = self._server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        if self._server is not None:
            self._server.close()
        self.cut()
        for task in list(self._open):
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)

    def cut(self) -> int:
        """Resets every connection there is."""
        cut = list(self.links)
        for link in cut:
            link.reset()
        return len(cut)

    def cut_waiting(self) -> None:
        """Resets those who came while it was dark: their next attempt is answered."""
        for near in self._held:
            near.reset()
        self._held.clear()

    async def say(self, data: bytes) -> None:
        """Something to the first target, past every tap; returns with the first piece of its answer."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.targets[0])
        writer.write(data)
        await reader.read(PIECE)
        writer.close()

    def vanish(self) -> None:
        """What is behind the proxy is gone without a word: nothing on the open connections will ever arrive."""
        for link in self.links:
            link.dead = True

    async def _take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task is not None:
            self._open.add(task)
            task.add_done_callback(self._open.discard)
        near = Stream(reader, writer)
        try:
            if self.refusing:
                near.reset()
                return
            if self.dark:
                await self._hold(near)
                return
            far = await self._far()
            if far is None:
                near.reset()
                return
            link = Link(self, near, far)
            self.links.add(link)
            try:
                await link.run()
            finally:
                self.links.discard(link)
        except (OSError, asyncio.CancelledError):
            # Cancelled only when the proxy closes; asyncio's own callback would report it as a fault.
            near.close()

    async def _hold(self, near: Stream) -> None:
        """Answers nothing until the other end gives up."""
        self._held.add(near)
        while await near.reader.read(PIECE):
            pass
        self._held.discard(near)
        near.close()

    async def _far(self) -> Stream | None:
        # By chance: in turn, people who share a room would come to sit on the same server.
        for target in self.random.sample(self.targets, len(self.targets)):
            with contextlib.suppress(OSError, TimeoutError):
                opening = asyncio.open_connection("127.0.0.1", target)
                return Stream(*await asyncio.wait_for(opening, CONNECT_SECONDS))
        return None
