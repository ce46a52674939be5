"""What HTTP knows about the browser: its session and its address."""

from django.http import HttpRequest

from people import policy


def session_key(request: HttpRequest) -> str:
    """The browser's session, begun now if it has none. A key the server did not make is never taken over."""
    session = request.session
    if session.session_key is None or not session.exists(session.session_key):
        session.create()
    return str(session.session_key)


def renew_session(request: HttpRequest, audience: str) -> tuple[str, str | None]:
    """A new session for a new login, with the key it replaces: what was known of the old one is worth nothing."""
    earlier = request.session.session_key
    request.session.flush()
    request.session.create()
    request.session.set_expiry(int(policy.login_limits(audience).absolute.total_seconds()))
    return str(request.session.session_key), earlier


def address(request: HttpRequest) -> str:
    """Behind a proxy the server is started so that this is the client's address, not the proxy's."""
    return str(request.META.get("REMOTE_ADDR", ""))
