"""The gateway for whoever has no socket: `POST events` waits for what comes, `POST commands` takes what is sent.

Plain ASGI like the socket: a request that waits in Django would hold a thread. Nothing is kept between two requests, so
each may go to another worker (docs/adr/0014).
"""

import asyncio
import json
import logging
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any, TypeVar
from uuid import UUID

from django.db import Error as DatabaseError
from pydantic import ValidationError

from chatserver.core import clock
from chatserver.core.actor import Actor
from chatserver.core.commands import refusal_of
from chatserver.core.errors import DomainError, ErrorCode
from chatserver.core.gateway.application import HEARTBEAT_SECONDS, Receive, Scope, Send, cookie_of, origin_of
from chatserver.core.gateway.carrying import Carrying
from chatserver.core.gateway.close_codes import CloseCode
from chatserver.core.gateway.crowd import Crowd
from chatserver.core.gateway.listener import Listener, Recheck
from chatserver.core.gateway.services import Services
from chatserver.core.gateway.tickets import stream_of
from chatserver.core.http import MAX_JSON_BYTES, security_headers
from chatserver.core.wire import (
    PROTOCOL_MAJOR,
    PROTOCOL_MINOR,
    AwaitEvents,
    ErrorBody,
    Follow,
    GiveCommands,
    Welcome,
    Wire,
)

log = logging.getLogger("vardrum.http")

Body = TypeVar("Body", bound=AwaitEvents | GiveCommands)
Serve = Callable[[Scope, Receive, Send], Awaitable[None]]
CLOSED: Mapping[CloseCode, ErrorCode] = {
    CloseCode.LOGIN_ENDED: ErrorCode.NOT_LOGGED_IN,
    CloseCode.REPLACED: ErrorCode.CONFLICT,
    CloseCode.RESTART: ErrorCode.UNAVAILABLE,
}


class Requests:
    def __init__(self, services: Services, cookie_names: Mapping[str, str], crowd: Crowd, recheck: Recheck) -> None:
        self._services = services
        self._cookie_names = cookie_names
        self._crowd = crowd
        self._recheck = recheck

    def addresses(self, audiences: Iterable[str]) -> dict[str, Serve]:
        """The application of each address."""
        return {
            f"/api/{audience}/{name}": self._application(audience, answer)
            for audience in audiences
            for name, answer in (("events", self._events), ("commands", self._commands))
        }

    def _application(self, audience: str, answer: Callable[[Actor, bytes, Receive], Awaitable[str]]) -> Serve:
        async def serve(scope: Scope, receive: Receive, send: Send) -> None:
            started, status, headers = time.monotonic(), 200, security_headers(scope["path"])
            try:
                actor = await self._admitted(audience, scope)
                body = await answer(actor, await _body(scope, receive), receive)
            except DomainError as refusal:
                status, body = refusal.http_status, _refused(refusal)
                if "retry_after" in refusal.params:
                    headers["Retry-After"] = str(refusal.params["retry_after"])
            except DatabaseError as failure:
                log.warning("request.unavailable", extra={"type": type(failure).__name__})
                status, body = 503, _refused(DomainError(ErrorCode.UNAVAILABLE))
            took = round((time.monotonic() - started) * 1000)
            route = scope["path"].strip("/")
            log.info(
                "request.done",
                extra={"method": scope["method"], "route": route, "status": status, "milliseconds": took},
            )
            await _answer(send, status, body, headers)

        return serve

    async def _admitted(self, audience: str, scope: Scope) -> Actor:
        """The same door as the socket's: exact Origin, the audience's own cookie."""
        if scope["method"] != "POST":
            raise DomainError(ErrorCode.NOT_FOUND)
        if origin_of(scope) not in self._services.origins:
            raise DomainError(ErrorCode.ORIGIN_REFUSED)
        if self._crowd.draining:
            raise DomainError(ErrorCode.UNAVAILABLE)
        key = cookie_of(scope, self._cookie_names[audience])
        actor = await self._services.logins.actor_of(key, audience) if key else None
        if actor is None:
            raise DomainError(ErrorCode.NOT_LOGGED_IN)
        return actor

    # --- what is sent ----------------------------------------------------------------------------------------------
    async def _commands(self, actor: Actor, body: bytes, _receive: Receive) -> str:
        given = _read(GiveCommands, body)
        carrying = Carrying(self._services, actor, given.hello.peer_id)
        for frame in given.frames:
            await carrying.carry(frame)
        return _frames(carrying.said, carrying.opened, carrying.closed)

    # --- what comes ------------------------------------------------------------------------------------------------
    async def _events(self, actor: Actor, body: bytes, receive: Receive) -> str:
        wanted = _read(AwaitEvents, body)
        self._services.limits.take(actor.account_id, "events.await")
        listener = Listener(self._services, actor, wanted.hello.peer_id)
        cursors = {stream_of(follow.ticket, listener.login_id): follow.cursor for follow in wanted.follows}
        if not self._crowd.enter(listener):
            raise DomainError(ErrorCode.TOO_MANY_TABS)
        try:
            self._services.hub.enter(listener)
            await self._listen(listener, cursors, wanted.seconds, receive)
            said = await listener.finish(self._recheck)
        finally:
            self._crowd.leave(listener)
            await listener.leave()
            self._services.hub.leave(listener)
        if listener.closed is not None:
            raise DomainError(CLOSED.get(listener.closed, ErrorCode.UNAVAILABLE))
        return _frames([*_greeting(actor, wanted.hello.peer_id, wanted.seconds), *said])

    async def _listen(self, listener: Listener, cursors: Mapping[str, int], seconds: int, receive: Receive) -> None:
        """Until there is news, the time is over or nobody waits for the answer any more."""
        await listener.follow(cursors)
        loop = asyncio.get_running_loop()
        deadline = loop.time() + seconds
        news, gone = asyncio.create_task(listener.news.wait()), asyncio.create_task(_gone(receive))
        try:
            while not (news.done() or gone.done()):
                await listener.beat()
                left = deadline - loop.time()
                if left <= 0:
                    return
                await asyncio.wait(
                    {news, gone}, timeout=min(left, HEARTBEAT_SECONDS), return_when=asyncio.FIRST_COMPLETED
                )
        finally:
            for task in (news, gone):
                task.cancel()
            await asyncio.gather(news, gone, return_exceptions=True)


def _greeting(actor: Actor, peer_id: UUID, seconds: int) -> list[str]:
    if seconds:
        return []
    welcome = Welcome(
        type="welcome",
        protocol=f"{PROTOCOL_MAJOR}.{PROTOCOL_MINOR}",
        connection_id=peer_id,
        account_id=actor.person,
        heartbeat_seconds=HEARTBEAT_SECONDS,
        server_time=clock.now_here(),
    )
    return [welcome.model_dump_json()]


# --- bodies and answers -------------------------------------------------------------------------------------------
async def _body(scope: Scope, receive: Receive) -> bytes:
    """JSON that says it is JSON, of a size that somebody may have typed."""
    kinds = [value for name, value in scope["headers"] if name == b"content-type"]
    if [kind.partition(b";")[0].strip().lower() for kind in kinds] != [b"application/json"]:
        raise DomainError(ErrorCode.BAD_REQUEST, field="body")
    taken = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise DomainError(ErrorCode.BAD_REQUEST, field="body")
        taken += message.get("body", b"")
        if len(taken) > MAX_JSON_BYTES:
            raise DomainError(ErrorCode.TOO_LARGE, limit=MAX_JSON_BYTES)
        if not message.get("more_body"):
            return bytes(taken)


def _read(kind: type[Body], body: bytes) -> Body:
    try:
        given: Body = kind.model_validate_json(body)  # type: ignore[assignment]  # mypy widens a bound that is a union
    except ValidationError as refusal:
        raise refusal_of(refusal) from None
    if given.hello.protocol != PROTOCOL_MAJOR:
        raise DomainError(ErrorCode.PROTOCOL_TOO_OLD)
    return given


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _frames(said: list[str], opened: Mapping[str, Follow] | None = None, closed: Iterable[str] = ()) -> str:
    """A `Frames`. The frames are encoded already, as they are stored."""
    follows = {stream: follow.model_dump() for stream, follow in (opened or {}).items()}
    return f'{{"frames":[{",".join(said)}],"opened":{json.dumps(follows)},"closed":{json.dumps(list(closed))}}}'


def _refused(refusal: DomainError) -> str:
    body: Wire = ErrorBody(code=refusal.code, params=dict(refusal.params), retryable=refusal.retryable)
    return body.model_dump_json()


async def _answer(send: Send, status: int, body: str, headers: Mapping[str, str]) -> None:
    content = body.encode()
    named: dict[str, Any] = {**headers, "Content-Type": "application/json", "Content-Length": str(len(content))}
    encoded = [(name.lower().encode(), value.encode()) for name, value in named.items()]
    await send({"type": "http.response.start", "status": status, "headers": encoded})
    await send({"type": "http.response.body", "body": content})
