"""The line of somebody far out: 50 kbit/s, 600 ms there and back, every tenth packet sent again. Before a real server.

The proxy runs in a thread of its own, so that a test in a browser can wait in the meantime.
"""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from tests.chaos.proxy import Proxy, Weather
from tests.support.processes import free_port
from tests.support.servers import Deployment, embedded

Result = TypeVar("Result")
# 1400 bytes are what a packet carries.
BAD = Weather(delay=0.3, loss=0.1, bytes_per_second=50_000 / 8, slice_bytes=1_400, shared=True)
STOP_SECONDS = 10.0


@dataclass
class BadLine:
    """A good line until `turn_bad`."""

    deployment: Deployment
    """As whoever is on the good line reaches it."""
    origin: str
    _proxy: Proxy
    _loop: asyncio.AbstractEventLoop

    def turn_bad(self) -> None:
        self._on_its_loop(lambda: setattr(self._proxy, "weather", BAD))

    def cut(self) -> int:
        """Resets all connections; gives how many there were."""
        return self._on_its_loop(self._proxy.cut)

    def take_away(self) -> None:
        """Nothing gets through any more: what there is is cut, and whatever is begun is refused."""
        self._on_its_loop(lambda: setattr(self._proxy, "targets", [free_port()]))
        self.cut()

    def give_back(self) -> None:
        port = self.deployment.server(0).port
        self._on_its_loop(lambda: setattr(self._proxy, "targets", [port]))
        self.cut()

    def _on_its_loop(self, call: Callable[[], Result]) -> Result:
        async def called() -> Result:
            return call()

        return asyncio.run_coroutine_threadsafe(called(), self._loop).result(STOP_SECONDS)


@contextmanager
def bad_line(folder: Path) -> Iterator[BadLine]:
    port, near = free_port(), free_port()
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    good, bad = Proxy([], port=port), Proxy([], port=near)
    origins = ",".join(f"http://127.0.0.1:{one}" for one in (port, near))
    with embedded(folder, VARDRUM_ORIGINS=origins) as deployment:
        for proxy in (good, bad):
            proxy.targets = [deployment.server(0).port]
            asyncio.run_coroutine_threadsafe(proxy.start(), loop).result(STOP_SECONDS)
        try:
            server = deployment.server(0)
            reached = type(deployment)((type(server)(port, server.process),), None, deployment.environment, folder)
            yield BadLine(reached, f"http://127.0.0.1:{near}", bad, loop)
        finally:
            for proxy in (good, bad):
                asyncio.run_coroutine_threadsafe(proxy.close(), loop).result(STOP_SECONDS)
            loop.call_soon_threadsafe(loop.stop)
            thread.join(STOP_SECONDS)
            loop.close()
