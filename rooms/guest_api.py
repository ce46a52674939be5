"""The HTTP edge of guests: /api/guest, and what staff need to invite them. The conversation goes over the socket."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router, Status

from chatserver.core.errors import DomainError, ErrorCode, not_found
from chatserver.core.limits import SHARED
from people import logins
from people.api import browser
from people.auth import ActorRequest, guest_auth, staff_auth
from people.backoff import neighbourhood
from people.models import AccountKind
from rooms import wire
from rooms.actions import arriving
from rooms.actions import guests as guest_actions
from rooms.answers import as_file
from rooms.queries import guests

GUEST = AccountKind.GUEST.value
guest_router = Router()
inviting_router = Router(auth=staff_auth)


# --- staff ---------------------------------------------------------------------------------------------------------
@inviting_router.post("/rooms/{room_id}/guests", response=wire.GuestInvited)
def invite_guest(request: ActorRequest, room_id: UUID, body: wire.InviteGuest) -> wire.GuestInvited:
    SHARED.take(request.actor.person, "guest.invite")
    return guest_actions.invite_guest(request.actor, room_id, body)


# --- guests, before they are let in --------------------------------------------------------------------------------
@guest_router.post("/look", response=wire.GuestGreeting)
def look(request: HttpRequest, body: wire.GuestKey) -> wire.GuestGreeting:
    """Whom the invitation is for. It is not used up by looking: pages that preview links look too."""
    return guests.greeting(_invitation(request, body))


@guest_router.post("/enter", response=wire.GuestMe)
def enter(request: HttpRequest, body: wire.EnterAsGuest) -> wire.GuestMe:
    invitation_id = _invitation(request, body.key)
    guests.require_unused(invitation_id)
    account_id = arriving.arrive(invitation_id, *browser.renew_session(request, GUEST))
    return guests.me(account_id)


def _invitation(request: HttpRequest, key: wire.GuestKey) -> UUID:
    SHARED.take(f"address {neighbourhood(browser.address(request))}", "guest.try")
    if (key.token is None) == (key.code is None):
        raise DomainError(ErrorCode.BAD_REQUEST, field="key")
    if key.token is not None:
        return guests.of_token(key.token)
    found = arriving.try_code(key.code or "")
    if found is None:
        raise not_found()
    return found


# --- guests --------------------------------------------------------------------------------------------------------
@guest_router.get("/me", response=wire.GuestMe)
def me(request: HttpRequest) -> wire.GuestMe:
    """By the browser alone: whoever is no guest any more is told why."""
    account_id = logins.guest_of(request.session.session_key or "")
    if account_id is None:
        raise DomainError(ErrorCode.NOT_LOGGED_IN)
    return guests.me(account_id)


@guest_router.post("/leave", response={204: None}, auth=guest_auth)
def leave(request: ActorRequest) -> Status[None]:
    arriving.leave_room(request.actor)
    return Status(204, None)


@guest_router.get("/rooms/{room_id}/messages", response=wire.History, auth=guest_auth)
def messages(request: ActorRequest, room_id: UUID, before: int | None = None) -> wire.History:
    return guests.page(request.actor, room_id, before)


@guest_router.get("/files/{file_id}", auth=guest_auth)
def file_bytes(request: ActorRequest, file_id: UUID) -> HttpResponse:
    return as_file(*guests.open_file(request.actor, file_id))
