"""A path between two ends of UDP with set loss, delay and rate, each way alike.

Loss follows a fixed pattern, so that what was set is what happened. The rate is of the datagrams' own bytes.
"""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

# As a home router's: more than this waiting is dropped.
QUEUE_SECONDS = 0.3
Address = tuple[str, int]


@dataclass(frozen=True)
class Faults:
    """`lose_each` = 10 loses every tenth; 0 loses none. Seconds one way; kilobits a second, 0 for no bound."""

    lose_each: int = 0
    delay: float = 0.0
    kbit: int = 0


@dataclass
class Way:
    """One direction: what comes in leaves by `out` to `target`, later, more slowly, or not at all."""

    faults: Faults
    loop: asyncio.AbstractEventLoop
    out: asyncio.DatagramTransport | None = None
    target: Address | None = None
    came: int = 0
    lost: int = 0
    _free_at: float = 0.0

    def take(self, data: bytes) -> None:
        self.came += 1
        if self.faults.lose_each and self.came % self.faults.lose_each == 0:
            self.lost += 1
            return
        now = self.loop.time()
        leaves = now
        if self.faults.kbit:
            leaves = max(now, self._free_at) + len(data) / (self.faults.kbit * 125)
            if leaves - now > QUEUE_SECONDS:
                self.lost += 1
                return
            self._free_at = leaves
        self.loop.call_at(leaves + self.faults.delay, self._send, data)

    def _send(self, data: bytes) -> None:
        if self.out is not None and self.target is not None:
            self.out.sendto(data, self.target)


class _Side(asyncio.DatagramProtocol):
    def __init__(self, onwards: Way, back: Way) -> None:
        self._onwards, self._back = onwards, back

    def connection_made(self, transport: Any) -> None:
        self._back.out = transport

    def datagram_received(self, data: bytes, address: Address) -> None:
        # Answers go to whoever spoke last: a browser may change the port it speaks from.
        self._back.target = address
        self._onwards.take(data)


@dataclass
class Path:
    """`near` and `far` are where the two ends believe the other one to be."""

    near: Address
    far: Address
    up: Way
    down: Way


@contextmanager
def faulty_path(host: str, faults: Faults) -> Iterator[Path]:
    loop = asyncio.new_event_loop()
    up, down = Way(faults, loop), Way(faults, loop)

    async def open_both() -> tuple[Address, Address]:
        near, _ = await loop.create_datagram_endpoint(lambda: _Side(up, down), local_addr=(host, 0))
        far, _ = await loop.create_datagram_endpoint(lambda: _Side(down, up), local_addr=(host, 0))
        return near.get_extra_info("sockname"), far.get_extra_info("sockname")

    async def close_both() -> None:
        for way in (up, down):
            if way.out is not None:
                way.out.close()
                way.out = None
        # The sockets are closed in the loop's next turn.
        await asyncio.sleep(0)

    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    near, far = asyncio.run_coroutine_threadsafe(open_both(), loop).result()
    try:
        yield Path(near, far, up, down)
    finally:
        asyncio.run_coroutine_threadsafe(close_both(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
