"""Frames on their way to one socket: a bounded line with one reader. asyncio's own queue does this for any number of
readers and writers, and took a seventh of the event loop's time."""

import asyncio
from collections import deque

from chatserver.core.gateway.direct import WriteNow


class Outgoing:
    def __init__(self, limit: int, write_now: WriteNow | None = None) -> None:
        self.limit = limit
        self._write_now = write_now
        self._frames: deque[str] = deque()
        self._awaited: asyncio.Future[None] | None = None

    def put(self, frame: str) -> bool:
        """False, and nothing is kept, where the line is full."""
        if self._write_now is not None and self._is_all_sent() and self._write_now(frame):
            return True
        if len(self._frames) >= self.limit:
            return False
        self._frames.append(frame)
        if self._awaited is not None and not self._awaited.done():
            self._awaited.set_result(None)
        return True

    async def get(self) -> str:
        while not self._frames:
            self._awaited = asyncio.get_running_loop().create_future()
            await self._awaited
        return self._frames.popleft()

    def _is_all_sent(self) -> bool:
        """The reader has nothing in its hands that a frame could come before."""
        return self._awaited is not None and not self._awaited.done()
