"""Modes with a test e-ID answer on loopback and in test networks alone, whatever address a server was told to take.

VARDRUM_BIND is refused at the start (environment.py), but uvicorn has a `--host` of its own that nothing else looks at.
"""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from chatserver.environment import Bind, Environment, SettingsError, check_bind

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

# "Forbidden", in the range that a WebSocket application may use.
CLOSE_FORBIDDEN = 4403


class OnlyNearby:
    """Turns away whoever came in by an address beyond loopback: 403, or a closed socket."""

    def __init__(self, application: Application, environment: Environment) -> None:
        self._application = application
        self._environment = environment

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        refusal = self._refusal(scope)
        if refusal is None:
            await self._application(scope, receive, send)
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": CLOSE_FORBIDDEN})
        else:
            headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
            await send({"type": "http.response.start", "status": 403, "headers": headers})
            await send({"type": "http.response.body", "body": refusal.encode()})

    def _refusal(self, scope: Scope) -> str | None:
        """`server` is the address of this end of the connection; without a network there is none."""
        server = scope.get("server")
        if server is None or server[1] is None:
            return None
        try:
            check_bind(self._environment, Bind(server[0], server[1]))
        except SettingsError as beyond:
            return str(beyond)
        return None
