"""Addresses under /api/staff: login by password, the choice of a unit, who one is at it."""

from datetime import datetime, timedelta
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Status

from chatserver.core import clock
from chatserver.core.actor import Actor
from chatserver.core.errors import DomainError, ErrorCode, not_found
from chatserver.core.limits import SHARED
from chatserver.core.wire import Localized
from people import logins, queries, wire
from people.actions import logins as login_actions
from people.actions import passwords
from people.actions import units as unit_actions
from people.api import browser
from people.auth import ActorRequest, staff_auth
from people.models import AccountKind
from people.queries import UnitCard

STAFF = AccountKind.STAFF.value
# Between the password and the choice of a unit. Kept in the session, whose key was renewed with the password.
WHO, SINCE = "password_of", "password_at"
CHOICE_LIFETIME = timedelta(minutes=5)
staff_router = Router()


@staff_router.post("/login", response=wire.StaffLoginAnswer)
def log_in(request: HttpRequest, body: wire.StaffLogin) -> wire.StaffLoggedIn | wire.UnitWanted:
    account_id = passwords.staff_by_password(body.user_name, body.password, browser.address(request))
    units = queries.units_of_staff(account_id)
    if not units:
        raise DomainError(ErrorCode.LOGIN_REFUSED)
    if body.unit_id is None and len(units) > 1:
        return _ask_for_unit(request, account_id, units)
    return _log_in(request, account_id, body.unit_id or units[0].id)


@staff_router.post("/login/unit", response=wire.StaffLoggedIn)
def choose_unit(request: HttpRequest, body: wire.ChooseUnit) -> wire.StaffLoggedIn:
    account_id = request.session.get(WHO)
    if account_id is None or clock.now() - datetime.fromisoformat(request.session[SINCE]) > CHOICE_LIFETIME:
        raise DomainError(ErrorCode.NOT_LOGGED_IN)
    return _log_in(request, UUID(account_id), body.unit_id)


def _ask_for_unit(request: HttpRequest, account_id: UUID, units: list[UnitCard]) -> wire.UnitWanted:
    _, earlier = browser.renew_session(request, STAFF)
    if earlier is not None:
        login_actions.end_login_of_session(earlier)
    request.session[WHO], request.session[SINCE] = str(account_id), clock.now().isoformat()
    request.session.set_expiry(int(CHOICE_LIFETIME.total_seconds()))
    return wire.UnitWanted(step="choose_unit", units=[_unit_choice(unit) for unit in units])


def _log_in(request: HttpRequest, account_id: UUID, unit_id: UUID) -> wire.StaffLoggedIn:
    login_actions.log_in_staff(account_id, unit_id, *browser.renew_session(request, STAFF))
    actor = logins.actor_of(str(request.session.session_key), STAFF)
    if actor is None:
        raise DomainError(ErrorCode.LOGIN_REFUSED)
    return wire.StaffLoggedIn(step="logged_in", me=_me(actor))


@staff_router.post("/logout", response={204: None})
def log_out(request: HttpRequest) -> Status[None]:
    actor = logins.actor_of(request.session.session_key or "", STAFF)
    if actor is not None:
        login_actions.log_out(actor)
    request.session.flush()
    return Status(204, None)


@staff_router.get("/me", response=wire.StaffMe, auth=staff_auth)
def me(request: ActorRequest) -> wire.StaffMe:
    return _me(request.actor)


@staff_router.put("/people/{account_id}/competences", response={204: None}, auth=staff_auth)
def set_competences(request: ActorRequest, account_id: UUID, body: wire.SetCompetences) -> Status[None]:
    """At the unit that the supervisor chose at login."""
    actor = request.actor
    if actor.unit_id is None:
        raise not_found()
    SHARED.take(actor.person, "competences.set")
    unit_actions.set_competences(actor, actor.unit_id, account_id, body.competences)
    return Status(204, None)


def _me(actor: Actor) -> wire.StaffMe:
    if actor.account_id is None or actor.unit_id is None:
        raise not_found()
    member = queries.staff_member(actor.account_id)
    return wire.StaffMe.model_validate(
        {
            "account_id": member.id,
            "name": member.name,
            "given_name": member.given_name,
            "title": Localized(sv=member.title_sv, en=member.title_en),
            "profession": member.profession,
            "initials": member.initials,
            "languages": list(member.languages),
            "capacity": member.capacity,
            "unit": _unit_choice(queries.unit(actor.unit_id)),
            "units": [_unit_choice(unit) for unit in queries.units_of_staff(actor.account_id)],
            "roles": sorted(actor.roles),
        }
    )


def _unit_choice(unit: UnitCard) -> wire.UnitChoice:
    return wire.UnitChoice.model_validate({"id": unit.id, "name": unit.name, "kind": unit.kind})
