"""Addresses under /api/resident: login by e-ID, who one is and acts for, and the units, which need no login."""

from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Status

from chatserver.core import audit, clock
from chatserver.core.actor import Actor
from chatserver.core.errors import not_found
from people import age, logins, queries, wire
from people.actions import accounts, eid
from people.actions import logins as login_actions
from people.api import browser
from people.auth import ActorRequest, resident_auth
from people.eid.for_tests import EidForTests
from people.eid.provider import EidProvider
from people.models import AccountKind
from people.queries import Subject, UnitCard

RESIDENT = AccountKind.RESIDENT.value
resident_router = Router()


# --- units ---------------------------------------------------------------------------------------------------------
@resident_router.get("/units", response=wire.Units)
def units(request: HttpRequest) -> wire.Units:
    return wire.Units(units=[_unit_info(unit) for unit in queries.units()])


def _unit_info(unit: UnitCard) -> wire.UnitInfo:
    state = unit.opening_state
    return wire.UnitInfo.model_validate(
        {
            "id": unit.id,
            "name": unit.name,
            "kind": unit.kind,
            "telephone": unit.telephone,
            "address": unit.address,
            "time_zone": unit.zone.key,
            "is_open": state.is_open,
            "closes_at": state.closes_at,
            "opens_at": state.opens_at,
            "hours": [
                wire.WeekdayHours(weekday=span.weekday, opens=span.opens, closes=span.closes) for span in unit.spans
            ],
        }
    )


# --- login ---------------------------------------------------------------------------------------------------------
@resident_router.get("/eid/providers", response=wire.EidChoices)
def eid_providers(request: HttpRequest) -> wire.EidChoices:
    return wire.EidChoices(providers=[_eid_choice(provider) for provider in eid.providers().values()])


def _eid_choice(provider: EidProvider) -> wire.EidChoice:
    people = provider.people if isinstance(provider, EidForTests) else ()
    today = age.home_date(clock.now())
    return wire.EidChoice(
        provider=provider.name,
        is_test=provider.is_test,
        people=[
            wire.FictionalChoice(
                person_id=person.person_id,
                name=f"{person.given_name} {person.family_name}",
                age=age.years(person.personal_number.birth_date, today),
            )
            for person in people
        ],
    )


@resident_router.post("/eid/{provider}/start", response=wire.EidStarted)
def start_eid(request: HttpRequest, provider: str, body: wire.StartEid) -> wire.EidStarted:
    chosen = _provider(provider)
    order_id = eid.start_order(chosen, browser.session_key(request), body.return_to)
    return wire.EidStarted(order_id=order_id, send_to=chosen.start(order_id))


@resident_router.post("/eid/test/login", response=wire.ResidentLoggedIn)
def log_in_by_test_eid(request: HttpRequest, body: wire.ChooseFictional) -> wire.ResidentLoggedIn:
    provider = _provider(EidForTests.name)
    session_key = browser.session_key(request)
    order_id = body.order_id or eid.start_order(provider, session_key, body.return_to)
    person, return_to = eid.complete_order(provider, order_id, session_key, body.person_id)
    account_id = accounts.resident_for(person)
    login_actions.log_in_resident(account_id, *browser.renew_session(request, RESIDENT))
    return wire.ResidentLoggedIn(me=_me(queries.subject(account_id)), return_to=return_to)


def _provider(name: str) -> EidProvider:
    found = eid.providers().get(name)
    if found is None:
        raise not_found()
    return found


@resident_router.post("/logout", response={204: None})
def log_out(request: HttpRequest) -> Status[None]:
    actor = logins.actor_of(request.session.session_key or "", RESIDENT)
    if actor is not None:
        login_actions.log_out(actor)
    request.session.flush()
    return Status(204, None)


# --- who -----------------------------------------------------------------------------------------------------------
@resident_router.get("/me", response=wire.ResidentMe, auth=resident_auth)
def me(request: ActorRequest) -> wire.ResidentMe:
    person = queries.subject(_own_id(request.actor))
    _audit_read(request.actor, "resident.me", person.id)
    return _me(person)


@resident_router.get("/subjects", response=wire.SubjectChoices, auth=resident_auth)
def subjects(request: ActorRequest) -> wire.SubjectChoices:
    own_id = _own_id(request.actor)
    people = [queries.subject(own_id), *queries.wards(own_id)]
    for person in people:
        _audit_read(request.actor, "resident.subjects", person.id)
    return wire.SubjectChoices(subjects=[_subject_choice(person, own_id) for person in people])


def _own_id(actor: Actor) -> UUID:
    if actor.account_id is None:
        raise not_found()
    return actor.account_id


def _me(person: Subject) -> wire.ResidentMe:
    return wire.ResidentMe(
        account_id=person.id,
        name=person.name,
        given_name=person.given_name,
        age=person.age,
        language=person.language,
        phone=person.phone,
        listed_unit_id=person.listed_unit_id,
    )


def _subject_choice(person: Subject, own_id: UUID) -> wire.SubjectChoice:
    return wire.SubjectChoice(
        id=person.id,
        name=person.name,
        given_name=person.given_name,
        age=person.age,
        is_self=person.id == own_id,
        listed_unit_id=person.listed_unit_id,
    )


def _audit_read(actor: Actor, action: str, resident_id: UUID) -> None:
    audit.record(
        actor,
        action,
        kind="read",
        resident_id=resident_id,
        unit_id=None,
        object_type="account",
        object_id=resident_id,
    )
