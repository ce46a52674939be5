"""What shows at a later request that a stream was opened, by this login and with its row in the audit log. Any worker
can read it, so that waiting requests need no stickiness; it grants nothing that has been lost meanwhile."""

from uuid import UUID

from django.core import signing

from chatserver.core.errors import DomainError, ErrorCode

SALT = "vardrum.follow"
# As long as a socket may live.
TICKET_SECONDS = 8 * 3600


def ticket(login_id: UUID, stream: str) -> str:
    return signing.dumps([login_id.hex, stream], salt=SALT)


def stream_of(given: str, login_id: UUID) -> str:
    """The stream of a ticket. A forged one, an old one and somebody else's say the same: open it anew."""
    try:
        owner, stream = signing.loads(given, salt=SALT, max_age=TICKET_SECONDS)
    except signing.BadSignature:
        raise DomainError(ErrorCode.BAD_REQUEST, field="follows") from None
    if owner != login_id.hex:
        raise DomainError(ErrorCode.BAD_REQUEST, field="follows")
    return str(stream)
