"""How much a request may bring. uvicorn and Django take a body of any length before they ask whose it is, one without a
declared length even into memory."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from chatserver.core.errors import DomainError, ErrorCode
from chatserver.core.wire import ErrorBody

Scope = dict[str, Any]
Message = Mapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

# A little above the largest picture, so that the application gets to say what is wrong.
MAX_REQUEST_BYTES = 17 * 1024 * 1024


class BoundedBodies:
    """Refuses by the declared length, and by what really comes where none is declared."""

    def __init__(self, application: Application, most: int = MAX_REQUEST_BYTES) -> None:
        self._application = application
        self._most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if _declared(scope) > self._most:
            await _refuse(send, self._most)
            return
        taken, answered = 0, False

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            # Django drops what it has of a body whose sender is gone.
            return message if taken <= self._most else {"type": "http.disconnect"}

        async def noticed(message: Message) -> None:
            nonlocal answered
            answered = True
            await send(message)

        await self._application(scope, counted, noticed)
        if taken > self._most and not answered:
            await _refuse(send, self._most)


def _declared(scope: Scope) -> int:
    for name, value in scope["headers"]:
        if name == b"content-length":
            return int(value) if value.isdigit() else 0
    return 0


async def _refuse(send: Send, most: int) -> None:
    refusal = DomainError(ErrorCode.TOO_LARGE, limit=most)
    body = ErrorBody(code=refusal.code, params=dict(refusal.params), retryable=refusal.retryable)
    headers = [(b"content-type", b"application/json"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": refusal.http_status, "headers": headers})
    await send({"type": "http.response.body", "body": body.model_dump_json().encode()})
