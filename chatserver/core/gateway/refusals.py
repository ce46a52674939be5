"""A refusal as the frame that answers a command, over a socket or a request."""

import contextlib
from uuid import UUID

from chatserver.core.errors import DomainError
from chatserver.core.wire import ErrorFrame


def refusal_frame(command_id: object, refusal: DomainError) -> ErrorFrame:
    """`command_id` is what the client sent as one; what is no id is answered without."""
    known: UUID | None = None
    with contextlib.suppress(ValueError):
        known = UUID(str(command_id))
    params = dict(refusal.params)
    return ErrorFrame(type="error", id=known, code=refusal.code, params=params, retryable=refusal.retryable)
