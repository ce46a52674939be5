"""A waiting request: a follower of the hub for as long as it waits, that collects frames instead of sending them.

It answers with the first news it gets. Between two requests nobody listens, and cursors bring what was said (law 3).
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from uuid import UUID

from chatserver.core import clock, events
from chatserver.core.actor import Actor
from chatserver.core.events import StoredEvent
from chatserver.core.gateway.close_codes import CloseCode
from chatserver.core.gateway.services import Services
from chatserver.core.gateway.subscription import Subscription
from chatserver.core.hub import Follower
from chatserver.core.wire import Heads, StreamEnded
from chatserver.core.work import in_database

Recheck = Callable[[StoredEvent, list[Follower]], Awaitable[None]]

# What one answer holds at most; the next one goes on after it.
MAX_FRAMES = 500


class Listener:
    def __init__(self, services: Services, actor: Actor, peer_id: UUID) -> None:
        if actor.login_id is None:
            raise ValueError("whoever waits has a login")
        self.actor = actor
        self.login_id: UUID = actor.login_id
        self.peer_id = peer_id
        self.frames: list[str] = []
        self.closed: CloseCode | None = None
        self.news = asyncio.Event()
        self._services = services
        self._subscriptions: dict[str, Subscription] = {}
        self._delivered: list[StoredEvent] = []

    # --- as a follower ---------------------------------------------------------------------------------------------
    def deliver(self, event: StoredEvent) -> None:
        subscription = self._subscriptions.get(event.stream)
        # What does not fit is not passed, so that the cursor stays before it.
        if subscription is not None and len(self.frames) < MAX_FRAMES and subscription.passes(event):
            self._take(event)

    def end_login(self) -> None:
        self.close(CloseCode.LOGIN_ENDED)

    def close(self, code: CloseCode) -> None:
        self.closed = self.closed or code
        self.news.set()

    def hear_signal(self, frame: str, to_peer: UUID | None) -> None:
        if len(self.frames) < MAX_FRAMES and to_peer in (None, self.peer_id):
            self._say(frame)

    async def recheck(self, stream: str) -> None:
        """After a change of custody: a reader who is no longer entitled is told so and hears nothing more."""
        if stream in self._subscriptions and not await in_database(
            self._services.questions.may_follow, self.actor, stream
        ):
            room = stream.partition(":")[2]
            await self._end(*[name for name in self._subscriptions if name in (f"room:{room}", f"staff:{room}")])

    # --- waiting ---------------------------------------------------------------------------------------------------
    async def follow(self, cursors: Mapping[str, int]) -> None:
        """Joins first and reads afterwards, as an opening does; what may not be heard any more is told as ended."""
        for stream in cursors:
            self._subscriptions[stream] = Subscription()
            await self._services.hub.subscribe(stream, self)
        heard, missed = await in_database(self._missed, cursors)
        await self._end(*[stream for stream in cursors if stream not in heard])
        for event in missed:
            self._take(event)
        for stream in heard:
            await self._go_live(stream, max([cursors[stream], *[e.sequence for e in missed if e.stream == stream]]))

    async def _go_live(self, stream: str, cursor: int) -> None:
        subscription = self._subscriptions.get(stream)
        if subscription is None:
            return
        for event in subscription.go_live(cursor):
            self._take(event)
        if stream.startswith("room:"):
            # By the tab and not by the request, so that nobody hears a signal of their own.
            await self._services.relaying.join(UUID(stream[5:]), self.peer_id, self.hear_signal)

    def _missed(self, cursors: Mapping[str, int]) -> tuple[set[str], list[StoredEvent]]:
        heard = {stream for stream in cursors if self._services.questions.may_hear(self.actor, stream)}
        return heard, events.after({stream: cursors[stream] for stream in heard}, MAX_FRAMES)

    async def beat(self) -> None:
        """A sign of life, and whatever no nudge announced; the heads close the answer."""
        heads = await self._services.beats.beat(self.actor, self.peer_id, self._granted())
        if heads is None:
            self.close(CloseCode.LOGIN_ENDED)
        else:
            self._services.hub.heard_heads(heads)

    def _granted(self) -> list[str]:
        return [stream for stream, subscription in self._subscriptions.items() if subscription.live]

    async def finish(self, recheck: Recheck) -> list[str]:
        """The answer. Rights are asked for again after each event in it, since nobody does it between two requests."""
        for event in self._delivered:
            await recheck(event, [self])
        heads = await in_database(events.heads, self._granted())
        return [*self.frames, Heads(type="heads", heads=heads, server_time=clock.now_here()).model_dump_json()]

    async def leave(self) -> None:
        await self._leave(list(self._subscriptions))

    # --- frames ----------------------------------------------------------------------------------------------------
    def _take(self, event: StoredEvent) -> None:
        self._delivered.append(event)
        self._say(event.frame)

    def _say(self, frame: str) -> None:
        self.frames.append(frame)
        self.news.set()

    async def _end(self, *streams: str) -> None:
        # All at once and before anything is waited for: the answer may go out meanwhile, and is the last that is heard.
        for stream in streams:
            self._say(StreamEnded(type="stream.ended", stream=stream).model_dump_json())
        await self._leave(streams)

    async def _leave(self, streams: Iterable[str]) -> None:
        left = [stream for stream in streams if self._subscriptions.pop(stream, None) is not None]
        for stream in left:
            self._services.hub.unsubscribe(stream, self)
            if stream.startswith("room:"):
                await self._services.relaying.leave(UUID(stream[5:]), self.peer_id)
