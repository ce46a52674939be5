"""One open socket: a bounded queue out, commands in order within a room and side by side between rooms.

It owns its subscriptions and ends them with itself. See docs/architecture.md, "Realtime".
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from django.db import Error as DatabaseError

from chatserver.core import clock
from chatserver.core.actor import Actor
from chatserver.core.commands import HEARTBEAT, Opened, parsed
from chatserver.core.errors import DomainError, ErrorCode
from chatserver.core.events import StoredEvent
from chatserver.core.gateway import screening
from chatserver.core.gateway.close_codes import CloseCode
from chatserver.core.gateway.direct import WriteNow
from chatserver.core.gateway.outgoing import Outgoing
from chatserver.core.gateway.places import Places
from chatserver.core.gateway.refusals import refusal_frame
from chatserver.core.gateway.services import Services
from chatserver.core.gateway.subscription import Subscription
from chatserver.core.ids import new_id
from chatserver.core.wire import MAX_FRAME_BYTES, Ack, Command, Heads, Signal, StreamEnded, Wire
from chatserver.core.work import in_database

log = logging.getLogger("vardrum.gateway")

# Holds the longest resume (events.MAX_BACKLOG) and then some; whoever is further behind resumes cheaper by cursor.
MAX_OUTGOING = 1_500
MAX_IN_FLIGHT = 32
MAX_STREAMS = 64


@dataclass(frozen=True, slots=True)
class _UnderWay:
    """The newest command of a room. Those `together` are carried out in the order in which they are handed in."""

    done: asyncio.Future[Any]
    together: bool


class Connection:
    def __init__(self, services: Services, actor: Actor, peer_id: UUID, write_now: WriteNow | None = None) -> None:
        if actor.login_id is None:
            raise ValueError("a socket belongs to a login")
        self.id = new_id()
        self.actor = actor
        self.login_id: UUID = actor.login_id
        self.peer_id = peer_id
        self.outgoing = Outgoing(MAX_OUTGOING, write_now)
        self.closing: asyncio.Future[CloseCode] = asyncio.get_running_loop().create_future()
        self._heard_at = time.monotonic()
        self._services = services
        self._subscriptions: dict[str, Subscription] = {}
        self._under_way: dict[UUID, _UnderWay] = {}
        self._places = Places(MAX_IN_FLIGHT)
        self._running: set[asyncio.Future[Any]] = set()

    # --- out -----------------------------------------------------------------------------------------------------
    def send(self, frame: Wire | str) -> None:
        if not self.outgoing.put(frame if isinstance(frame, str) else frame.model_dump_json()):
            self.close(CloseCode.TOO_SLOW)

    def close(self, code: CloseCode) -> None:
        if not self.closing.done():
            self.closing.set_result(code)

    def deliver(self, event: StoredEvent) -> None:
        subscription = self._subscriptions.get(event.stream)
        if subscription is not None and subscription.passes(event):
            self.send(subscription.frame_of(event))

    def end_login(self) -> None:
        self.close(CloseCode.LOGIN_ENDED)

    def hear_signal(self, frame: str, to_peer: UUID | None) -> None:
        if to_peer is None or to_peer == self.peer_id:
            self.send(frame)

    # --- in ------------------------------------------------------------------------------------------------------
    def heard(self) -> None:
        """Something came from the client."""
        self._heard_at = time.monotonic()

    @property
    def silent_seconds(self) -> float:
        return time.monotonic() - self._heard_at

    async def receive(self, text: str) -> None:
        """Takes one frame when there is room for it; errors become error frames."""
        await self._places.wait()
        self._take(text)

    def receive_now(self, text: str) -> bool:
        """The same of a frame before which none waits; False, and nothing is done, where this one would have to."""
        if not self._places.are_free:
            return False
        self.heard()
        self._take(text)
        return True

    def _take(self, text: str) -> None:
        if self.closing.done():
            return
        if is_too_long(text):
            self.close(CloseCode.BAD_FRAMES)
            return
        try:
            decoded = self._understood(text)
        except DomainError as refusal:
            frame = parsed(text)
            self._refuse(frame.get("id") if frame is not None else None, refusal)
            return
        self._places.take()
        if decoded is None:
            # Beats are answered together, some time after they came; what comes next does not wait for that.
            self._run(self._beat())
        elif isinstance(decoded, Command):
            self._begin(decoded)
        elif isinstance(decoded, Signal):
            self._run(self._carry_out(None, partial(self._signal, decoded)))

    def _understood(self, text: str) -> Wire | None:
        """The command or signal in a frame; nothing for a heartbeat, which says no more."""
        kind = self._services.decoder.kind_of(text)
        # Before anything else: nonsense and heartbeats cost as much as the rest.
        self._services.limits.take(self.actor.account_id, kind)
        return None if kind == HEARTBEAT else self._services.decoder.decode_text(kind, text)

    def _begin(self, command: Command) -> None:
        """Commands of one room one after the other as they came, rooms side by side."""
        key = getattr(command, "room_id", None) or getattr(command, "unit_id", None) or self.id
        before = self._under_way.get(key)
        together = (before is None or before.together) and self._services.writer.takes(self.actor, command)
        if together:
            # The hot path: no task for each message, and nothing to wait for.
            done: asyncio.Future[Any] = self._services.writer.hand_in(self.actor, command)
            done.add_done_callback(partial(self._answer, command, key))
            self._running.add(done)
        else:
            done = self._run(self._carry_out(command.id, partial(self._in_turn, before, command)))
            done.add_done_callback(partial(self._let_next, key))
        self._under_way[key] = _UnderWay(done, together)

    def _run(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._running.add(task)
        task.add_done_callback(self._done)
        return task

    def _done(self, work: asyncio.Future[Any]) -> None:
        self._running.discard(work)
        self._places.give_back()

    def _let_next(self, key: UUID, done: asyncio.Future[Any]) -> None:
        under_way = self._under_way.get(key)
        if under_way is not None and under_way.done is done:
            del self._under_way[key]

    def _answer(self, command: Command, key: UUID, answer: asyncio.Future[Ack]) -> None:
        self._done(answer)
        self._let_next(key, answer)
        if answer.cancelled():
            return
        failure = answer.exception()
        if failure is None:
            self.send(answer.result())
        else:
            self._fail(command.id, failure)

    def _refuse(self, command_id: object, refusal: DomainError) -> None:
        self.send(refusal_frame(command_id, refusal))

    def _fail(self, command_id: UUID | None, failure: BaseException) -> None:
        """One command's failure must not end the others. Only its type is safe to log."""
        kind = {"type": type(failure).__name__}
        if isinstance(failure, DomainError):
            self._refuse(command_id, failure)
        elif isinstance(failure, DatabaseError):
            log.warning("command.unavailable", extra=kind)
            self._refuse(command_id, DomainError(ErrorCode.UNAVAILABLE))
        else:
            log.error("command.failed", exc_info=failure, extra=kind)
            self._refuse(command_id, DomainError(ErrorCode.INTERNAL))

    async def _carry_out(self, command_id: UUID | None, work: Callable[[], Awaitable[None]]) -> None:
        try:
            await work()
        except Exception as failure:
            self._fail(command_id, failure)

    async def _in_turn(self, before: _UnderWay | None, command: Command) -> None:
        if before is not None:
            await asyncio.wait([before.done])
        self.send(await self._command(command))

    async def _command(self, command: Command) -> Ack:
        table = self._services.table
        kind = type(command)
        if kind in table.commands:
            return await self._services.writer.carry_out(self.actor, command)
        if kind in table.opens:
            return await self._open(command)
        for stream in table.closes[kind](command):
            await self._end(stream)
        return Ack(type="ack", id=command.id, stream=None, sequence=None, result=None)

    # --- streams -------------------------------------------------------------------------------------------------
    async def _open(self, command: Command) -> Ack:
        """Joins first, reads afterwards: an event between the two is held back, not missed. What is followed already
        stays joined: while Redis is deaf, to leave and to join would each wait for it, and a client that a heartbeat
        told of news would wait as well."""
        opening = self._services.table.opens[type(command)]
        streams = opening.streams(self.actor, command)
        if len(self._subscriptions) + len(streams) > MAX_STREAMS:
            raise DomainError(ErrorCode.TOO_MANY_OPEN, limit=MAX_STREAMS)
        for stream in streams:
            self._subscriptions[stream] = Subscription()
        try:
            await asyncio.gather(*[self._services.hub.subscribe(stream, self) for stream in streams])
            opened = await self._services.opens.fetch(self.actor, command)
        except BaseException:
            for stream in streams:
                await self._end(stream)
            raise
        await self._go_live(streams, opened)
        return Ack(type="ack", id=command.id, stream=None, sequence=None, result=None)

    async def _go_live(self, streams: list[str], opened: Opened) -> None:
        for frame in opened.frames:
            self.send(frame)
        for stream in streams:
            if stream not in opened.cursors:
                await self._end(stream)
                continue
            subscription = self._subscriptions.get(stream)
            if subscription is None:
                # Custody changed since `fetch` looked, and the recheck has ended this stream already.
                continue
            subscription.speaks, subscription.veil = opened.speaks, opened.veil
            for event in subscription.go_live(opened.cursors[stream]):
                self.send(subscription.frame_of(event))
            if stream.startswith("room:"):
                await self._services.relaying.join(UUID(stream[5:]), self.id, self.hear_signal)

    async def _end(self, stream: str) -> None:
        if self._subscriptions.pop(stream, None) is not None:
            self._services.hub.unsubscribe(stream, self)
            if stream.startswith("room:"):
                await self._services.relaying.leave(UUID(stream[5:]), self.id)

    async def recheck(self, stream: str) -> None:
        """After a change of custody: a reader who is no longer entitled is told so and hears nothing more."""
        subscription = self._subscriptions.get(stream)
        if subscription is None:
            return
        if await in_database(self._services.questions.may_follow, self.actor, stream):
            subscription.speaks = await in_database(self._services.questions.may_speak, self.actor, stream)
        else:
            room = stream.partition(":")[2]
            for ended in [name for name in self._subscriptions if name in (f"room:{room}", f"staff:{room}")]:
                await self._end(ended)
                self.send(StreamEnded(type="stream.ended", stream=ended))

    async def _signal(self, signal: Signal) -> None:
        subscription = self._subscriptions.get(f"room:{signal.room_id}")
        if subscription is None or not subscription.live:
            raise DomainError(ErrorCode.NOT_FOUND)
        if self.actor.is_guest and not signal.needs_voice and not await self._in_call(signal.room_id):
            raise DomainError(ErrorCode.NOT_ALLOWED)
        if signal.needs_voice and not await self._speaks(subscription, signal.room_id):
            raise DomainError(ErrorCode.NOT_ALLOWED)
        found = await screening.relayed(self._services.table, self.actor, signal, self.peer_id)
        if found is not None:
            await self._services.relaying.send(signal.room_id, self.id, found.frame.model_dump_json(), found.to_peer)

    async def _in_call(self, room_id: UUID) -> bool:
        """A guest has a say in a call while they are in it, asked each time: somebody may have taken them out."""
        return await in_database(self._services.questions.in_call, self.actor, room_id)

    async def _speaks(self, subscription: Subscription, room_id: UUID) -> bool:
        """A yes is from the last change of custody. A no may be older than this actor's own claim, so it is asked for
        again; that costs only those who may not speak, within their rate."""
        if not subscription.speaks:
            stream = f"room:{room_id}"
            subscription.speaks = await in_database(self._services.questions.may_speak, self.actor, stream)
        return subscription.speaks

    async def _beat(self) -> None:
        """Renews leases and answers with the heads in the database: a deaf hub costs one heartbeat."""
        # Only of streams that were granted: a head would tell a stranger that a room exists.
        granted = [stream for stream, subscription in self._subscriptions.items() if subscription.live]
        try:
            heads = await self._services.beats.beat(self.actor, self.id, granted)
        except DatabaseError as failure:
            log.warning("heartbeat.unavailable", extra={"type": type(failure).__name__})
            return
        if heads is None:
            self.close(CloseCode.LOGIN_ENDED)
            return
        self._services.hub.heard_heads(heads)
        self.send(Heads(type="heads", heads=heads, server_time=clock.now_here()))

    async def end(self) -> None:
        """Lets running commands finish for a moment, then gives everything back."""
        if self._running:
            await asyncio.wait(self._running, timeout=5.0)
        for task in self._running:
            task.cancel()
        for stream in list(self._subscriptions):
            await self._end(stream)


def is_too_long(text: str) -> bool:
    """In bytes as UTF-8, which has at most four of them for a character."""
    return len(text) > MAX_FRAME_BYTES // 4 and len(text.encode()) > MAX_FRAME_BYTES
