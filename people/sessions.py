"""Three cookies in one browser: residents, staff and guests each have their own, chosen by the path. See
docs/architecture.md, 5.

A path that belongs to none gets an empty session that is never stored.
"""

from collections.abc import Mapping

from django.conf import settings
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from people.models import AccountKind

PREFIXES: Mapping[str, tuple[str, ...]] = {
    AccountKind.RESIDENT.value: ("/api/resident", "/ws/resident", "/eid"),
    AccountKind.STAFF.value: ("/api/staff", "/ws/staff"),
    AccountKind.GUEST.value: ("/api/guest", "/ws/guest"),
}


def audience_of(path: str) -> str | None:
    """Which of them a path belongs to; '/api/staffing' belongs to none."""
    for audience, prefixes in PREFIXES.items():
        if any(path == prefix or path.startswith(f"{prefix}/") for prefix in prefixes):
            return audience
    return None


def cookie_name(audience: str) -> str:
    """With the __Host- prefix browsers refuse the cookie from a subdomain, for a path, or without TLS."""
    prefix = "__Host-" if settings.SESSION_COOKIE_SECURE else ""
    return f"{prefix}vardrum_{audience}"


COOKIE_NAMES: Mapping[str, str] = {audience: cookie_name(audience) for audience in PREFIXES}


def session_key_of(cookies: Mapping[str, str], audience: str) -> str | None:
    """The session key among a request's or a socket's cookies."""
    return cookies.get(cookie_name(audience)) or None


class LoginMiddleware(SessionMiddleware):
    """Django's session middleware with the cookie chosen by path, never for a whole domain."""

    def process_request(self, request: HttpRequest) -> None:
        audience = audience_of(request.path)
        key = session_key_of(request.COOKIES, audience) if audience else None
        request.session = self.SessionStore(key)

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        audience = audience_of(request.path)
        if audience is None:
            return response
        patch_vary_headers(response, ("Cookie",))
        session, name = request.session, cookie_name(audience)
        if session.is_empty():
            if name in request.COOKIES:
                response.delete_cookie(name, path="/", samesite="Lax")
            return response
        if session.modified and response.status_code < 500:
            _save(request)
            response.set_cookie(
                name,
                session.session_key or "",
                max_age=session.get_expiry_age(),
                path="/",
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
        return response


def _save(request: HttpRequest) -> None:
    try:
        request.session.save()
    except UpdateError:
        raise SessionInterrupted("The session was ended by another request of the same browser.") from None
