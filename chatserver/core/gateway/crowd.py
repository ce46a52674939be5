"""Who is connected to this process, over a socket or a waiting request: bounded by person, one place a tab, and told
to leave when the server stops. Counted in memory like rates are, so with several workers each has its own bound."""

import asyncio
import contextlib
from typing import Protocol
from uuid import UUID

from chatserver.core.actor import Actor
from chatserver.core.gateway.close_codes import CloseCode

# Tabs and devices of one person. The rest of a person's sockets are mistakes, or somebody who wants to use us up.
MAX_CONNECTIONS = 24


class Member(Protocol):
    @property
    def actor(self) -> Actor: ...
    @property
    def peer_id(self) -> UUID: ...
    def close(self, code: CloseCode) -> None: ...


class Crowd:
    """Beyond the bound the newest is refused, not the oldest closed: every tab comes back by itself, so tabs that push
    one another out would do so for ever, and whoever writes in one would lose it in the middle of a sentence. What is
    left of a dead line is no obstacle, since the same tab that comes back takes the place of its own old one."""

    def __init__(self, most: int = MAX_CONNECTIONS) -> None:
        self._most = most
        self._members: dict[UUID, dict[UUID, Member]] = {}
        self._empty = asyncio.Event()
        self._empty.set()
        self.draining = False

    def __len__(self) -> int:
        return sum(len(tabs) for tabs in self._members.values())

    def enter(self, member: Member) -> bool:
        """False when this person has as many connections as one may have, or nobody is let in any more."""
        tabs = self._members.get(member.actor.person, {})
        before = tabs.get(member.peer_id)
        if self.draining or (before is None and len(tabs) >= self._most):
            return False
        self._members.setdefault(member.actor.person, tabs)[member.peer_id] = member
        self._empty.clear()
        if before is not None:
            before.close(CloseCode.REPLACED)
        return True

    def leave(self, member: Member) -> None:
        tabs = self._members.get(member.actor.person, {})
        # Whoever was replaced leaves later than its successor came.
        if tabs.get(member.peer_id) is member:
            del tabs[member.peer_id]
        if not tabs:
            self._members.pop(member.actor.person, None)
        if not self._members:
            self._empty.set()

    async def drain(self, seconds: float) -> None:
        """Lets nobody in any more, sends everybody away with 4012 and waits until they have gone, at most `seconds`."""
        self.draining = True
        for member in [member for tabs in self._members.values() for member in tabs.values()]:
            member.close(CloseCode.RESTART)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._empty.wait(), seconds)
