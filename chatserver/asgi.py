"""The ASGI application: HTTP to Django (static files before it), `/ws/<audience>` to the gateway, lifespan to the
runtime. Under Daphne, which has no lifespan, our launcher starts the runtime itself."""

import os
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

import django
from channels.routing import ProtocolTypeRouter
from django.conf import settings
from django.core.asgi import get_asgi_application

from chatserver.core import logs
from chatserver.core.bodies import BoundedBodies

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chatserver.settings")
django.setup()
pages: Any = BoundedBodies(get_asgi_application())

from chatserver import runtime  # noqa: E402 apps are loaded only after setup
from chatserver.nearby import OnlyNearby  # noqa: E402 apps are loaded only after setup

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

RUNTIME = runtime.build()
REQUESTS = RUNTIME.requests.addresses(("resident", "staff"))


async def http(scope: Scope, receive: Receive, send: Send) -> None:
    """Django's, but for the two addresses of whoever has no socket: a wait there must not hold a thread."""
    await REQUESTS.get(scope["path"], pages)(scope, receive, send)


async def lifespan(_scope: Scope, receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            logs.install_hooks()
            await RUNTIME.start(with_jobs=False)
            await send({"type": "lifespan.startup.complete"})
        elif message["type"] == "lifespan.shutdown":
            await RUNTIME.stop()
            await send({"type": "lifespan.shutdown.complete"})
            return


SOCKETS = {f"/ws/{audience}": RUNTIME.gateway.application(audience) for audience in ("resident", "staff", "guest")}


async def websocket(scope: Scope, receive: Receive, send: Send) -> None:
    serve = SOCKETS.get(scope["path"])
    if serve is None:
        await receive()
        await send({"type": "websocket.close", "code": 4404})
        return
    await serve(scope, receive, send)


router = ProtocolTypeRouter({"http": http, "websocket": websocket, "lifespan": lifespan})
application = router if settings.PRODUCTION else OnlyNearby(router, settings.ENVIRONMENT)
