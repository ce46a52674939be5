"""How much one connection may have under way. A semaphore does this for any number of those who wait, and looks through
them at each frame; here is one who waits, the connection's reader."""

import asyncio


class Places:
    def __init__(self, many: int) -> None:
        self._left = many
        self._awaited: asyncio.Future[None] | None = None

    @property
    def are_free(self) -> bool:
        """For whoever does not wait: not before the reader that does."""
        return self._left > 0 and self._awaited is None

    async def wait(self) -> None:
        """Until there is one."""
        try:
            while self._left == 0:
                self._awaited = asyncio.get_running_loop().create_future()
                await self._awaited
        finally:
            self._awaited = None

    def take(self) -> None:
        self._left -= 1

    def give_back(self) -> None:
        self._left += 1
        if self._awaited is not None and not self._awaited.done():
            self._awaited.set_result(None)
