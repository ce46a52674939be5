"""Daphne's protocols under a life cycle of our own: start the runtime, serve, drain, stop.

Daphne makes its loop and installs its reactor when it is imported, so nothing but the `serve_embedded` command imports
this module, and that command says before which loop it shall be.
"""

import asyncio
import logging
import signal
import socket
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, Protocol

from daphne.server import Server
from daphne.ws_protocol import WebSocketFactory
from twisted.internet import reactor as installed_reactor
from twisted.logger import LogPublisher, globalLogBeginner

from chatserver.core.wire import MAX_FRAME_BYTES
from chatserver.launcher.bounds import BoundedHTTPFactory, BoundedWebSocket, Inbox

log = logging.getLogger("vardrum.server")
# Twisted chooses the reactor at run time, so no checker knows its type.
reactor: Any = installed_reactor

PING_SECONDS = 10
HANDSHAKE_SECONDS = 5
IN_FLIGHT_SECONDS = 10.0
FAREWELL_SECONDS = 3.0
LOOK_SECONDS = 0.05

Scope = dict[str, Any]


class Runtime(Protocol):
    """What the launcher needs of chatserver/runtime.py."""

    async def start(self, *, with_jobs: bool) -> None: ...
    async def stop(self) -> None: ...


class EmbeddedServer(Server):  # type: ignore[misc]  # Daphne has no types
    """One process with everything in it. `ready` is called once connections are accepted."""

    def __init__(
        self,
        application: Callable[..., Awaitable[None]],
        listener: socket.socket,
        runtime: Runtime,
        drain: Callable[[], Awaitable[None]],
        ready: Callable[[], None],
        ping_seconds: int = PING_SECONDS,
    ) -> None:
        super().__init__(
            application,
            endpoints=["a socket that is already listening"],
            signal_handlers=False,
            ping_interval=ping_seconds,
            ping_timeout=ping_seconds,
            websocket_max_message_size=MAX_FRAME_BYTES,
            websocket_max_frame_size=MAX_FRAME_BYTES,
            websocket_handshake_timeout=HANDSHAKE_SECONDS,
            server_name="",
        )
        self.failure: BaseException | None = None
        self._listener = listener
        self._runtime = runtime
        self._close_sockets = drain
        self._ready = ready
        self._stopping = asyncio.Event()

    def run(self) -> None:
        """Until told to stop. A failure of starting is left in `failure`."""
        self.connections: dict[Any, dict[str, Any]] = {}
        self.http_factory = BoundedHTTPFactory(self)
        self.ws_factory = WebSocketFactory(self, server=None)
        self.ws_factory.protocol = BoundedWebSocket
        self.ws_factory.setProtocolOptions(
            autoPingTimeout=self.ping_timeout,
            # The gateway compares the Origin itself, and exactly.
            allowNullOrigin=True,
            openHandshakeTimeout=self.websocket_handshake_timeout,
            maxMessagePayloadSize=self.websocket_max_message_size,
            maxFramePayloadSize=self.websocket_max_frame_size,
        )
        # Twisted's own log quotes what it received; ours says what happened.
        nobody: Any = LogPublisher()
        globalLogBeginner.beginLoggingTo([nobody], redirectStandardIO=False, discardBuffer=True)
        reactor.callLater(0, self._begin)
        reactor.run(installSignalHandlers=False)

    def _begin(self) -> None:
        self._life = asyncio.ensure_future(self._live())
        self._life.add_done_callback(self._over)

    def _over(self, life: "asyncio.Future[None]") -> None:
        self.failure = life.exception()
        reactor.stop()

    async def _live(self) -> None:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self._told_to_stop)
        await self._runtime.start(with_jobs=True)
        port = reactor.adoptStreamPort(self._listener.fileno(), self._listener.family, self.http_factory)
        self._listener.close()
        reactor.callLater(1, self.application_checker)
        reactor.callLater(2, self.timeout_checker)
        self._ready()
        await self._stopping.wait()
        log.info("server.draining")
        await self._drain()
        port.stopListening()
        await self._runtime.stop()
        log.info("server.stopped")

    def _told_to_stop(self) -> None:
        if self._stopping.is_set():
            # Told twice: somebody does not want to wait.
            reactor.stop()
        self._stopping.set()

    async def _drain(self) -> None:
        """Sockets are told to come back (4012) while `/readyz` says no; then requests under way are finished."""
        await self._close_sockets()
        await self._until(lambda: not self._open_sockets(), FAREWELL_SECONDS)
        await self._until(lambda: not self._in_flight(), IN_FLIGHT_SECONDS)

    async def _until(self, reached: Callable[[], bool], seconds: float) -> None:
        loop = asyncio.get_running_loop()
        deadline = loop.time() + seconds
        # Daphne tells nobody when a connection or an application ends.
        while not reached() and loop.time() < deadline:  # noqa: ASYNC110
            await asyncio.sleep(LOOK_SECONDS)

    def _open_sockets(self) -> list[Any]:
        return [
            protocol
            for protocol, details in self.connections.items()
            if isinstance(protocol, BoundedWebSocket) and "disconnected" not in details
        ]

    def _in_flight(self) -> list[Any]:
        running = [details.get("application_instance") for details in self.connections.values()]
        return [instance for instance in running if instance is not None and not instance.done()]

    # --- Daphne's own hooks ----------------------------------------------------------------------------------------
    def create_application(self, protocol: Any, scope: Scope) -> "asyncio.Queue[dict[str, Any]] | None":
        """As Daphne's, with an inbox that has a bound for sockets."""
        if protocol not in self.connections:
            return None
        inbox = Inbox(protocol) if isinstance(protocol, BoundedWebSocket) else asyncio.Queue[dict[str, Any]]()
        instance = self.application(
            scope={"asgi": {"version": "3.0"}, **scope},
            receive=inbox.get,
            send=partial(self.handle_reply, protocol),
        )
        self.connections[protocol]["application_instance"] = asyncio.ensure_future(instance)
        return inbox

    async def handle_reply(self, protocol: Any, message: dict[str, Any]) -> None:
        if isinstance(protocol, BoundedWebSocket) and message["type"] == "websocket.send":
            await protocol.can_send.wait()
            if protocol.state in (protocol.STATE_CLOSING, protocol.STATE_CLOSED):
                # Closed while waiting; the application hears of it by its next frame in.
                return
        await super().handle_reply(protocol, message)
