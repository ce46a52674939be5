"""The embedded server's protocols around a small application, to be pressed in ways that Vårdrum's own would not allow.

`/echo` answers each frame; `/source` sends frames as long as it may; `/deaf` never takes one. POST answers the body's
size, GET the number of frames that `/source` was allowed to send; `/slow` takes a second for it.
"""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from typing import Any

from chatserver.core import logs
from chatserver.launcher import preflight
from chatserver.launcher.server import EmbeddedServer

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

FRAME = "x" * 10_000
SLOW_SECONDS = 1.0
sent = 0
connections: set[Send] = set()
gone = asyncio.Event()


async def application(scope: dict[str, Any], receive: Receive, send: Send) -> None:
    if scope["type"] == "http":
        await answer(scope, receive, send)
        return
    await receive()
    await send({"type": "websocket.accept"})
    connections.add(send)
    try:
        await SOCKETS[scope["path"]](receive, send)
    finally:
        connections.discard(send)


async def echo(receive: Receive, send: Send) -> None:
    while (message := await receive())["type"] == "websocket.receive":
        await send({"type": "websocket.send", "text": message["text"]})


async def source(receive: Receive, send: Send) -> None:
    global sent
    leaving = asyncio.ensure_future(receive())
    while not leaving.done():
        await send({"type": "websocket.send", "text": FRAME})
        sent += 1
        await asyncio.sleep(0)


async def deaf(_receive: Receive, _send: Send) -> None:
    await gone.wait()


SOCKETS = {"/echo": echo, "/source": source, "/deaf": deaf}


async def answer(scope: dict[str, Any], receive: Receive, send: Send) -> None:
    size, more = 0, True
    while more:
        message = await receive()
        size, more = size + len(message.get("body", b"")), message.get("more_body", False)
    if scope["path"] == "/slow":
        await asyncio.sleep(SLOW_SECONDS)
    text = str(sent if scope["method"] == "GET" else size).encode()
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": text})


class NoRuntime:
    async def start(self, *, with_jobs: bool) -> None:
        del with_jobs

    async def stop(self) -> None:
        gone.set()


async def drain() -> None:
    for send in list(connections):
        await send({"type": "websocket.close", "code": 4012})
    gone.set()


def main() -> None:
    logs.configure("production")
    listener = preflight.listening_socket("127.0.0.1", int(sys.argv[1]))
    EmbeddedServer(application, listener, NoRuntime(), drain, lambda: None, ping_seconds=int(sys.argv[2])).run()


if __name__ == "__main__":
    main()
