"""The bounds that Daphne does not have: on what a socket may send ahead, on what may wait for a slow reader, and on
the size of a request. See docs/limits.md."""

import asyncio
from typing import Any

from daphne.http_protocol import HTTPFactory, WebRequest
from daphne.ws_protocol import WebSocketProtocol

from chatserver.core.bodies import MAX_REQUEST_BYTES

# Frames that the gateway has not taken yet. Above HIGH we stop reading from the connection, so the sender waits.
INBOX_HIGH = 64
INBOX_LOW = 16
# What may lie in memory for a reader that does not read, before it is cut off. Frames are far smaller.
MAX_UNSENT_BYTES = 1024 * 1024
TOO_LARGE_ANSWER = (
    b"HTTP/1.1 413 Content Too Large\r\nContent-Type: application/json\r\n"
    b"Connection: close\r\nContent-Length: 50\r\n\r\n"
    b'{"code":"too_large","params":{},"retryable":false}'
)


class Inbox(asyncio.Queue[dict[str, Any]]):
    """Frames on their way to the application. Never refuses one: it stops the connection from bringing more."""

    def __init__(self, protocol: "BoundedWebSocket") -> None:
        super().__init__()
        self._protocol = protocol
        self._full = False

    def _put(self, item: dict[str, Any]) -> None:
        super()._put(item)
        if not self._full and self.qsize() >= INBOX_HIGH:
            self._full = True
            self._protocol.hold_reading("inbox")

    def _get(self) -> dict[str, Any]:
        item = super()._get()
        if self._full and self.qsize() <= INBOX_LOW:
            self._full = False
            self._protocol.go_on_reading("inbox")
        return item


class BoundedWebSocket(WebSocketProtocol):  # type: ignore[misc]  # Daphne has no types
    """Lets the application wait while the reader is behind, as uvicorn does; Daphne would buffer without end."""

    def connectionMade(self) -> None:
        super().connectionMade()
        self.can_send = asyncio.Event()
        self.can_send.set()
        self._held: set[str] = set()
        # The HTTP channel that brought the connection here registered itself; it has nothing to say any more.
        self.transport.unregisterProducer()
        self.transport.registerProducer(self, True)

    # --- called by the transport when its buffer fills and empties -------------------------------------------------
    def pauseProducing(self) -> None:
        self.can_send.clear()
        # A peer that does not read our answers does not get to ask for more: each ping would add a pong.
        self.hold_reading("outbox")

    def resumeProducing(self) -> None:
        self.can_send.set()
        self.go_on_reading("outbox")

    def stopProducing(self) -> None:
        self.can_send.set()

    # --- reading ---------------------------------------------------------------------------------------------------
    def hold_reading(self, why: str) -> None:
        self._held.add(why)
        self.transport.pauseProducing()

    def go_on_reading(self, why: str) -> None:
        self._held.discard(why)
        if not self._held and self.connected and not self.transport.disconnecting:
            self.transport.resumeProducing()

    # --- writing ---------------------------------------------------------------------------------------------------
    def sendMessage(self, payload: bytes, isBinary: bool = False) -> None:
        """autobahn holds what is sent to the bound of what may come, and drops it. A room's snapshot is longer."""
        self.maxMessagePayloadSize = 0
        try:
            super().sendMessage(payload, isBinary)
        finally:
            self.maxMessagePayloadSize = self.factory.maxMessagePayloadSize

    def sendData(self, data: bytes, sync: bool = False, chopsize: int | None = None) -> None:
        """Every byte of the connection passes here, control frames included."""
        if unsent_bytes(self.transport) > MAX_UNSENT_BYTES:
            self.dropConnection(abort=True)
            return
        super().sendData(data, sync, chopsize)

    def _closeConnection(self, abort: bool = False) -> None:
        # A transport with a producer waits for it before it closes.
        self.transport.unregisterProducer()
        self.can_send.set()
        super()._closeConnection(abort)


def unsent_bytes(transport: Any) -> int:
    """What Twisted's FileDescriptor holds for writing: one buffer being sent, and pieces waiting to join it."""
    return len(transport.dataBuffer) - int(transport.offset) + int(transport._tempDataLen)


class BoundedRequest(WebRequest):  # type: ignore[misc]  # Daphne has no types
    """Daphne stores a body of any size before the application sees the first byte."""

    _received = 0

    def gotLength(self, length: int | None) -> None:
        super().gotLength(length)
        if length is not None and length > MAX_REQUEST_BYTES:
            self.channel.transport.write(TOO_LARGE_ANSWER)
            self.channel.loseConnection()

    def handleContentChunk(self, data: bytes) -> None:
        self._received += len(data)
        if self._received > MAX_REQUEST_BYTES:
            self.channel.transport.abortConnection()
            return
        super().handleContentChunk(data)


class BoundedHTTPFactory(HTTPFactory):  # type: ignore[misc]  # Daphne has no types
    def buildProtocol(self, addr: object) -> Any:
        protocol = super().buildProtocol(addr)
        protocol.requestFactory = BoundedRequest
        return protocol
