"""What people tells the rest of the house. A login that ended is announced, so that its open sockets close."""

from uuid import UUID

from chatserver.core import publish


def login_ended(login_id: UUID) -> None:
    """Announced when the transaction that ended it commits (law 10)."""
    publish.announce_login_end(login_id)
