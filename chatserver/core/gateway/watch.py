"""Ends the sockets of logins that are over, whatever became of the announcement: Redis may be away, the login may have
ended by a command line, and a client that sends no heartbeat is not asked (law 10)."""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Iterable
from uuid import UUID

from django.db import Error as DatabaseError

from chatserver.core.hub import Hub
from chatserver.core.work import in_database

log = logging.getLogger("vardrum.gateway")

# An open socket is to be cut within five seconds of its login's end.
WATCH_SECONDS = 3.0
# Some 50 take a millisecond or two of the interpreter, which messages wait for.
AT_ONCE = 50


class LoginWatch:
    """One question a round for all sockets of the process. `standing` gives which of the logins are not over."""

    def __init__(
        self, hub: Hub, standing: Callable[[Iterable[UUID]], set[UUID]], every_seconds: float = WATCH_SECONDS
    ) -> None:
        self._hub = hub
        self._standing = standing
        self._every_seconds = every_seconds
        self._stopping = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        self._stopping.set()
        if self._task is not None:
            await self._task

    async def _run(self) -> None:
        while not self._stopping.is_set():
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), self._every_seconds)
            await self.look()

    async def look(self) -> None:
        """One round. While the database does not answer nobody is cut off: it would refuse them all."""
        entered = self._hub.logins()
        for first in range(0, len(entered), AT_ONCE):
            some = entered[first : first + AT_ONCE]
            try:
                standing = await in_database(self._standing, some)
            except DatabaseError as failure:
                log.warning("logins.unknown", extra={"failure": type(failure).__name__})
                return
            self._hub.end_logins(login_id for login_id in some if login_id not in standing)
