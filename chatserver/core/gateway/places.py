"""How much one connection may have under way. A semaphore does this for any number of those who wait, and looks through
them at each frame; here is one who waits, the connection's reader."""

import asyncio


class Places:
    def __init__(self, many: int) -> None:
        self._left = many
        self._awaited: asyncio.Future[None] | None = None

    def take_now(self) -> bool:
        """False, and nothing is taken, where none is left."""
        if self._left == 0:
            return False
        self._left -= 1
        return True

    async def take(self) -> None:
        while not self.take_now():
            self._awaited = asyncio.get_running_loop().create_future()
            await self._awaited

    def give_back(self) -> None:
        self._left += 1
        if self._awaited is not None and not self._awaited.done():
            self._awaited.set_result(None)
