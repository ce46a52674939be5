"""Frames on their way to one socket: a bounded line with one reader. asyncio's own queue does this for any number of
readers and writers, and took a seventh of the event loop's time."""

import asyncio
from collections import deque


class Outgoing:
    def __init__(self, limit: int) -> None:
        self.limit = limit
        self._frames: deque[str] = deque()
        self._awaited: asyncio.Future[None] | None = None

    def put(self, frame: str) -> bool:
        """False, and nothing is kept, where the line is full."""
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
