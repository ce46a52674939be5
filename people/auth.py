"""How an HTTP request names its actor: one class an audience, for django-ninja's `auth`. Refuses with a code."""

from django.http import HttpRequest
from ninja.security.base import AuthBase

from chatserver.core.actor import Actor
from chatserver.core.errors import DomainError, ErrorCode
from people import logins
from people.models import AccountKind


class ActorRequest(HttpRequest):
    """A request that has passed one of the classes below."""

    actor: Actor
    auth: Actor


class LoginAuth(AuthBase):
    """The cookie of this audience, and no other, opens the door."""

    openapi_type = "apiKey"
    openapi_in = "cookie"
    openapi_name = "login"
    audience: str

    def __call__(self, request: HttpRequest) -> Actor:
        key = request.session.session_key
        actor = logins.actor_of(key, self.audience) if key else None
        if actor is None or actor.login_id is None:
            raise DomainError(ErrorCode.NOT_LOGGED_IN)
        logins.touch(actor.login_id)
        request.actor = actor  # type: ignore[attr-defined]  # Ninja's request takes what we add
        return actor


class ResidentAuth(LoginAuth):
    audience = AccountKind.RESIDENT.value


class StaffAuth(LoginAuth):
    audience = AccountKind.STAFF.value


class GuestAuth(LoginAuth):
    audience = AccountKind.GUEST.value


resident_auth = ResidentAuth()
staff_auth = StaffAuth()
guest_auth = GuestAuth()
