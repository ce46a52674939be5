"""The ASGI end of the socket: exact Origin, login from the cookie, hello before anything else, closing with a reason.

Plain ASGI below Channels' routing: a consumer's dispatch handles one frame at a time and closes database connections
at each of them, and commands of different rooms must not wait for one another (docs/adr/0001).
"""

import asyncio
import contextlib
import json
import logging
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any

from pydantic import ValidationError

from chatserver.core import clock
from chatserver.core.actor import Actor
from chatserver.core.gateway.close_codes import CloseCode
from chatserver.core.gateway.connection import Connection
from chatserver.core.gateway.crowd import Crowd
from chatserver.core.gateway.direct import Direct, direct_of
from chatserver.core.gateway.services import Services
from chatserver.core.wire import PROTOCOL_MAJOR, PROTOCOL_MINOR, Hello, Welcome

log = logging.getLogger("vardrum.gateway")

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

HEARTBEAT_SECONDS = 10
# Two heartbeats lost and a little: the tab is asleep, gone or cut off.
SILENCE_SECONDS = 35
HELLO_SECONDS = 10
CLOSE_SECONDS = 2
# Cookies and routers forget; a socket is renewed well before a group membership or a login can expire.
MAX_AGE_SECONDS = 8 * 3600


class Gateway:
    """Open connections of this process; `drain` ends them on a restart."""

    def __init__(self, services: Services, cookie_names: Mapping[str, str]) -> None:
        self._services = services
        self._cookie_names = cookie_names
        self.crowd = Crowd()

    @property
    def draining(self) -> bool:
        return self.crowd.draining

    def application(self, audience: str) -> Callable[[Scope, Receive, Send], Awaitable[None]]:
        async def serve(scope: Scope, receive: Receive, send: Send) -> None:
            await self._serve(audience, scope, receive, send)

        return serve

    async def drain(self, seconds: float = 5.0) -> None:
        """Refuses new sockets, closes the open ones with 4012 and waits until they have ended, at most `seconds`."""
        await self.crowd.drain(seconds)

    async def _serve(self, audience: str, scope: Scope, receive: Receive, send: Send) -> None:
        await receive()
        if self.draining or origin_of(scope) not in self._services.origins:
            await send({"type": "websocket.close", "code": 4403})
            return
        actor = await self._actor(audience, scope)
        if actor is None:
            # Accepted first: only then can the browser read why it was closed.
            await send({"type": "websocket.accept"})
            await send({"type": "websocket.close", "code": int(CloseCode.LOGIN_ENDED)})
            return
        await send({"type": "websocket.accept"})
        hello = await _hello(receive)
        if hello is None or hello.protocol != PROTOCOL_MAJOR:
            await send({"type": "websocket.close", "code": int(CloseCode.PROTOCOL)})
            return
        direct = direct_of(scope)
        connection = Connection(self._services, actor, hello.peer_id, direct.write if direct is not None else None)
        if not self.crowd.enter(connection):
            await send({"type": "websocket.close", "code": int(CloseCode.TOO_MANY)})
            return
        try:
            await self._talk(connection, direct, receive, send)
        finally:
            self.crowd.leave(connection)

    async def _actor(self, audience: str, scope: Scope) -> Actor | None:
        key = cookie_of(scope, self._cookie_names[audience])
        if not key:
            return None
        return await self._services.logins.actor_of(key, audience)

    async def _talk(self, connection: Connection, direct: Direct | None, receive: Receive, send: Send) -> None:
        self._services.hub.enter(connection)
        # The first beat counts before the client's own: a nurse who reconnects has her lease at once.
        await self._services.beats.beat(connection.actor, connection.id, ())
        connection.send(_welcome(connection))
        if direct is not None:
            direct.read_with(connection.receive_now)
        reader: asyncio.Future[None] = asyncio.ensure_future(_read(connection, receive))
        writer = asyncio.ensure_future(_write(connection, send))
        silence = asyncio.ensure_future(_notice_silence(connection))
        closing = connection.closing
        either: set[asyncio.Future[Any]] = {reader, closing}
        try:
            await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED, timeout=MAX_AGE_SECONDS)
            code = closing.result() if closing.done() else None
            if code is None and not reader.done():
                code = CloseCode.RESTART
            if code is not None:
                # A reader that reads nothing would hold the close frame for ever; the server cuts it instead.
                with contextlib.suppress(TimeoutError, OSError):
                    closing_frame = send({"type": "websocket.close", "code": int(code)})
                    await asyncio.wait_for(closing_frame, CLOSE_SECONDS)
        finally:
            helpers = (reader, writer, silence)
            for helper in helpers:
                helper.cancel()
            await asyncio.gather(*helpers, return_exceptions=True)
            self._services.hub.leave(connection)
            await connection.end()


def _welcome(connection: Connection) -> Welcome:
    account_id = connection.actor.account_id
    if account_id is None:
        raise ValueError("a socket belongs to an account")
    return Welcome(
        type="welcome",
        protocol=f"{PROTOCOL_MAJOR}.{PROTOCOL_MINOR}",
        connection_id=connection.id,
        account_id=account_id,
        heartbeat_seconds=HEARTBEAT_SECONDS,
        server_time=clock.now_here(),
    )


async def _hello(receive: Receive) -> Hello | None:
    try:
        message = await asyncio.wait_for(receive(), HELLO_SECONDS)
        return Hello.model_validate(json.loads(message.get("text") or ""))
    except (TimeoutError, ValueError, ValidationError, RecursionError):
        return None


async def _read(connection: Connection, receive: Receive) -> None:
    """Until the client leaves or says what is no frame."""
    while True:
        message = await receive()
        connection.heard()
        if message["type"] == "websocket.disconnect":
            return
        text = message.get("text")
        if text is None:
            connection.close(CloseCode.BAD_FRAMES)
            return
        await connection.receive(text)


async def _notice_silence(connection: Connection) -> None:
    """One timer a connection, not one a frame: it looks again when the last frame it knows of is old enough."""
    left: float = SILENCE_SECONDS
    while left > 0:
        await asyncio.sleep(left)
        left = SILENCE_SECONDS - connection.silent_seconds
    connection.close(CloseCode.SILENT)


async def _write(connection: Connection, send: Send) -> None:
    while True:
        await send({"type": "websocket.send", "text": await connection.outgoing.get()})


def origin_of(scope: Scope) -> str:
    values = [value for name, value in scope["headers"] if name == b"origin"]
    return values[0].decode("latin-1") if len(values) == 1 else ""


def cookie_of(scope: Scope, name: str) -> str:
    jar: SimpleCookie = SimpleCookie()
    for header, value in scope["headers"]:
        if header == b"cookie":
            with contextlib.suppress(CookieError):
                jar.load(value.decode("latin-1"))
    return jar[name].value if name in jar else ""
