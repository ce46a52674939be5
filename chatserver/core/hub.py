"""One hub a process: who here follows which stream, and what has been delivered. It is a hint-driven reader of the
event log; if every nudge is lost, the heartbeats' heads still bring each event (law 3)."""

import asyncio
import logging
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from typing import Protocol, TypeVarTuple, Unpack
from uuid import UUID

from django.db import Error as DatabaseError

from chatserver.core import events
from chatserver.core.events import StoredEvent
from chatserver.core.gathering import Gathering
from chatserver.core.nudges import Nudges
from chatserver.core.work import in_database

log = logging.getLogger("vardrum.hub")

LOGIN_TOPIC = "login:"
RETRY_SECONDS = 0.5
MAX_HEADS_TOGETHER = 500


class Follower(Protocol):
    """A connection. `deliver` must not wait; it returns False when the follower is no longer entitled."""

    login_id: UUID

    def deliver(self, event: StoredEvent) -> None: ...
    def end_login(self) -> None: ...


Told = TypeVarTuple("Told")
Recheck = Callable[[StoredEvent, list[Follower]], Awaitable[None]]


async def _heads(streams: Sequence[str]) -> list[int]:
    found = await in_database(events.heads, streams)
    return [found[stream] for stream in streams]


class Hub:
    def __init__(self, nudges: Nudges, recheck: Recheck) -> None:
        self._nudges = nudges
        self._recheck = recheck
        self._followers: dict[str, set[Follower]] = {}
        self._logins: dict[UUID, set[Follower]] = defaultdict(set)
        self._delivered: dict[str, int] = {}
        self._wanted: dict[str, int] = {}
        self._news = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._pump: asyncio.Task[None] | None = None
        self._heads: Gathering[str, int] = Gathering(_heads, MAX_HEADS_TOGETHER)
        self._unchecked: deque[tuple[StoredEvent, list[Follower]]] = deque()

    async def start(self) -> None:
        self._loop = asyncio.get_running_loop()
        await self._nudges.start(self._heard)
        self._pump = asyncio.create_task(self._run())

    async def stop(self) -> None:
        if self._pump is not None:
            self._pump.cancel()
            await asyncio.gather(self._pump, return_exceptions=True)
        await self._nudges.stop()

    # --- from any thread ---------------------------------------------------------------------------------------
    def announce(self, stream: str, head: int) -> None:
        """A commit of this process: delivered here at once, told to the other processes."""
        self._from_thread(self._committed, stream, head)

    def announce_events(self, committed: Sequence[StoredEvent]) -> None:
        """The same for many at once, with their frames."""
        self._from_thread(self._committed_events, committed)

    def announce_login_end(self, login_id: UUID) -> None:
        self._from_thread(self._committed, f"{LOGIN_TOPIC}{login_id}", 0)

    def _from_thread(self, function: Callable[[Unpack[Told]], None], *told: *Told) -> None:
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(function, *told)

    # --- in the loop -------------------------------------------------------------------------------------------
    def _committed(self, topic: str, head: int) -> None:
        self._heard(topic, head)
        self._nudges.publish(topic, head)

    def _committed_events(self, committed: Sequence[StoredEvent]) -> None:
        for event in committed:
            if not self._deliver_at_once(event):
                self._heard(event.stream, event.sequence)
            self._nudges.publish(event.stream, event.sequence)

    def _deliver_at_once(self, event: StoredEvent) -> bool:
        """Only what comes next in its stream, and not while somebody's right to follow is being asked for again."""
        if self._unchecked or self._delivered.get(event.stream) != event.sequence - 1:
            return False
        self._delivered[event.stream] = event.sequence
        for follower in list(self._followers.get(event.stream, ())):
            follower.deliver(event)
        return True

    def _heard(self, topic: str, head: int) -> None:
        if topic.startswith(LOGIN_TOPIC):
            self.end_logins([UUID(topic.removeprefix(LOGIN_TOPIC))])
        elif topic in self._delivered and head > self._delivered[topic]:
            self._wanted[topic] = max(head, self._wanted.get(topic, 0))
            self._news.set()

    def logins(self) -> list[UUID]:
        """The logins that have a socket here."""
        return list(self._logins)

    def end_logins(self, login_ids: Iterable[UUID]) -> None:
        for login_id in login_ids:
            for follower in list(self._logins.get(login_id, ())):
                follower.end_login()

    def heard_heads(self, heads: Mapping[str, int]) -> None:
        """What a heartbeat read from the database; repairs every lost nudge."""
        for stream, head in heads.items():
            self._heard(stream, head)

    def enter(self, follower: Follower) -> None:
        self._logins[follower.login_id].add(follower)

    def leave(self, follower: Follower) -> None:
        entered = self._logins[follower.login_id]
        entered.discard(follower)
        if not entered:
            self._logins.pop(follower.login_id, None)

    async def subscribe(self, stream: str, follower: Follower) -> None:
        """After this returns, every event committed from now on reaches the follower."""
        if stream not in self._delivered:
            head = await self._heads.ask(stream)
            # Somebody else may have joined meanwhile, and may have been told more since.
            self._delivered.setdefault(stream, head)
        self._followers.setdefault(stream, set()).add(follower)

    def unsubscribe(self, stream: str, follower: Follower) -> None:
        followers = self._followers.get(stream)
        if followers is None:
            return
        followers.discard(follower)
        if not followers:
            del self._followers[stream]
            self._delivered.pop(stream, None)
            self._wanted.pop(stream, None)

    async def _run(self) -> None:
        while True:
            await self._news.wait()
            self._news.clear()
            try:
                await self._deliver_news()
            except DatabaseError as failure:
                log.warning("hub.unread", extra={"failure": type(failure).__name__})
                await asyncio.sleep(RETRY_SECONDS)
                self._news.set()
            except Exception:
                # A fault in one follower must not make the whole process deaf. Its recheck is not tried again.
                log.exception("hub.failed")
                if self._unchecked:
                    self._unchecked.popleft()
                self._news.set()

    async def _deliver_news(self) -> None:
        await self._check_entitlements()
        behind = {stream: self._delivered[stream] for stream in self._wanted if stream in self._delivered}
        found = await in_database(events.after, behind)
        for event in found:
            if event.sequence != self._delivered.get(event.stream, -1) + 1:
                continue
            self._delivered[event.stream] = event.sequence
            followers = list(self._followers.get(event.stream, ()))
            self._unchecked.append((event, followers))
            for follower in followers:
                follower.deliver(event)
            await self._check_entitlements()
        self._forget_what_came(behind, complete=len(found) < events.MAX_BACKLOG)
        if self._wanted:
            self._news.set()

    async def _check_entitlements(self) -> None:
        """Before the next event is delivered. One that the database could not answer is asked again (law 10)."""
        while self._unchecked:
            await self._recheck(*self._unchecked[0])
            self._unchecked.popleft()

    def _forget_what_came(self, behind: Mapping[str, int], *, complete: bool) -> None:
        for stream, head in list(self._wanted.items()):
            delivered = self._delivered.get(stream)
            # A stream that gave nothing though all was read has been purged, or the nudge was wrong.
            nothing_there = complete and delivered == behind.get(stream)
            if delivered is None or delivered >= head or nothing_there:
                del self._wanted[stream]
