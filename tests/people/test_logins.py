"""Whom a cookie stands for, signs of life, and the end of logins."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from chatserver.core import clock
from chatserver.core.actor import Actor, ActorKind
from chatserver.core.errors import DomainError, ErrorCode
from chatserver.core.ids import new_id
from chatserver.core.models import AuditEntry
from people import logins, steps
from people.actions import accounts
from people.actions import logins as actions
from people.models import Employment, EndReason, Login
from tests.people import world

pytestmark = pytest.mark.django_db
ANNA = "19920314-9829"


def test_a_residents_cookie_stands_for_the_resident() -> None:
    anna = world.resident(ANNA)
    login = world.logged_in(anna)
    assert logins.actor_of(login.session_key, "resident") == Actor(
        kind=ActorKind.RESIDENT, account_id=anna.id, login_id=login.login_id, name="Anna Lind"
    )


def test_a_staff_cookie_stands_for_the_person_at_the_chosen_unit() -> None:
    unit, other = world.unit(), world.unit("Rehab Norr")
    sara = world.staff("sara.holm", unit, supervisor=True)
    Employment.objects.create(account=sara, unit=other, administrator=True)
    login = world.logged_in(sara, unit)
    assert logins.actor_of(login.session_key, "staff") == Actor(
        kind=ActorKind.STAFF,
        account_id=sara.id,
        login_id=login.login_id,
        name="Sara Holm",
        title="Sjuksköterska",
        profession="nurse",
        unit_id=unit.id,
        roles=frozenset({"supervisor"}),
    )


def test_a_cookie_of_the_one_audience_opens_nothing_of_the_other() -> None:
    unit = world.unit()
    resident = world.logged_in(world.resident(ANNA))
    staff = world.logged_in(world.staff("sara.holm", unit), unit)
    assert logins.actor_of(resident.session_key, "staff") is None
    assert logins.actor_of(staff.session_key, "resident") is None
    assert logins.actor_of("nobody's", "staff") is None


def test_who_no_longer_works_at_the_unit_is_nobody() -> None:
    unit = world.unit()
    sara = world.staff("sara.holm", unit)
    login = world.logged_in(sara, unit)
    Employment.objects.all().delete()
    assert logins.actor_of(login.session_key, "staff") is None


def test_a_locked_account_is_nobody_even_before_its_logins_end() -> None:
    anna = world.resident(ANNA)
    login = world.logged_in(anna)
    anna.locked = True
    anna.save()
    assert logins.actor_of(login.session_key, "resident") is None
    assert not logins.touch(login.login_id)


def test_a_session_has_one_standing_login() -> None:
    anna = world.resident(ANNA)
    login = Login.objects.get(id=world.logged_in(anna).login_id)
    with pytest.raises(IntegrityError), transaction.atomic():
        Login.objects.create(
            account=anna, session_hash=login.session_hash, created_at=clock.now(), last_seen_at=clock.now()
        )


@pytest.mark.parametrize(("audience", "idle"), [("resident", timedelta(minutes=20)), ("staff", timedelta(hours=1))])
def test_idle_for_too_long(audience: str, idle: timedelta) -> None:
    unit = world.unit()
    account = world.resident(ANNA) if audience == "resident" else world.staff("sara.holm", unit)
    login = world.logged_in(account, None if audience == "resident" else unit)
    with clock.shifted(idle - timedelta(seconds=5)):
        assert logins.actor_of(login.session_key, audience) is not None
    with clock.shifted(idle):
        assert logins.actor_of(login.session_key, audience) is None
        assert not logins.touch(login.login_id)


def test_signs_of_life_keep_it_until_the_absolute_limit() -> None:
    login = world.logged_in(world.resident(ANNA))
    for minutes in range(0, 8 * 60, 15):
        with clock.shifted(timedelta(minutes=minutes)):
            assert logins.touch(login.login_id)
    with clock.shifted(timedelta(hours=7, minutes=59)):
        assert logins.actor_of(login.session_key, "resident") is not None
    with clock.shifted(timedelta(hours=8)):
        assert not logins.touch(login.login_id)
        assert logins.actor_of(login.session_key, "resident") is None


def test_a_sign_of_life_is_written_once_a_minute() -> None:
    login_id = world.logged_in(world.resident(ANNA)).login_id
    first = Login.objects.get(id=login_id).last_seen_at
    with clock.shifted(timedelta(seconds=50)):
        assert logins.touch(login_id)
    assert Login.objects.get(id=login_id).last_seen_at == first
    with clock.shifted(timedelta(seconds=60)):
        assert logins.touch(login_id)
    assert Login.objects.get(id=login_id).last_seen_at >= first + timedelta(seconds=60)
    assert not logins.touch(new_id())


def test_the_limits_can_be_set(settings: Settings) -> None:
    login = world.logged_in(world.resident(ANNA))
    settings.LOGIN_SECONDS = {"resident": (60, 600), "staff": (60, 600)}
    with clock.shifted(timedelta(seconds=61)):
        assert logins.actor_of(login.session_key, "resident") is None


def test_overdue_logins_are_ended_and_announced(
    announced: list[UUID], django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    unit = world.unit()
    idle = world.logged_in(world.resident(ANNA)).login_id
    with clock.shifted(timedelta(hours=9)):
        old = world.logged_in(world.staff("sara.holm", unit), unit).login_id
        Login.objects.filter(id=old).update(created_at=clock.now() - timedelta(hours=10))
        fresh = world.logged_in(world.staff("johan.lager", unit), unit).login_id
        Login.objects.filter(id=idle).update(created_at=clock.now() - timedelta(hours=1))
        with django_capture_on_commit_callbacks(execute=True):
            assert actions.end_overdue_logins() == 2
        assert actions.end_overdue_logins() == 0
    assert sorted(announced) == sorted([idle, old])
    reasons = dict(Login.objects.values_list("id", "end_reason"))
    assert reasons == {idle: EndReason.IDLE, old: EndReason.TOO_LONG, fresh: ""}


def test_logging_in_and_out_is_recorded_and_announced_once(
    announced: list[UUID], django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    anna = world.resident(ANNA)
    login_id = actions.log_in_resident(anna.id, "the session", None)
    actor = logins.actor_of("the session", "resident")
    assert actor is not None
    assert actor.login_id == login_id
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            actions.log_out(actor)
    assert announced == [login_id]
    assert logins.actor_of("the session", "resident") is None
    rows = AuditEntry.objects.order_by("at").values_list("action", "kind", "resident_id", "actor_id", "object_id")
    assert list(rows) == [
        ("login.begin", "write", anna.id, anna.id, login_id),
        ("login.end", "write", anna.id, anna.id, login_id),
    ]
    actions.log_out(world.actor_for(anna))


def test_a_new_login_in_the_same_browser_ends_the_earlier(
    announced: list[UUID], django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    first = actions.log_in_resident(world.resident(ANNA).id, "first", None)
    bertil = world.resident("19550608-9811", "Bertil", "Sandgren")
    with django_capture_on_commit_callbacks(execute=True):
        actions.log_in_resident(bertil.id, "second", "first")
    assert announced == [first]
    assert logins.actor_of("first", "resident") is None
    assert Login.objects.get(id=first).end_reason == EndReason.REPLACED


def test_nobody_gets_in_by_a_locked_account_or_at_a_strange_unit() -> None:
    unit, strange = world.unit(), world.unit("Rehab Norr")
    sara = world.staff("sara.holm", unit)
    accounts.lock_account(world.actor_for(sara), sara.id)
    johan = world.staff("johan.lager", unit)
    for account, at in ((sara, unit), (johan, strange)):
        with pytest.raises(DomainError) as refusal:
            actions.log_in_staff(account.id, at.id, "a session", None)
        assert refusal.value.code is ErrorCode.LOGIN_REFUSED
    with pytest.raises(DomainError):
        actions.log_in_resident(johan.id, "a session", None)
    assert not Login.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_steps_need_a_transaction() -> None:
    anna = world.resident(ANNA)
    with pytest.raises(RuntimeError):
        steps.begin_login(anna, None, "hash", world.actor_for(anna), clock.now())
    with pytest.raises(RuntimeError):
        steps.end_logins(Login.objects.all(), EndReason.IDLE, world.actor_for(anna), clock.now())


@pytest.mark.django_db(transaction=True)
def test_an_action_that_fails_announces_nothing(announced: list[UUID]) -> None:
    anna = world.resident(ANNA)
    login = world.logged_in(anna)
    with transaction.atomic():
        steps.end_logins(Login.objects.all(), EndReason.IDLE, world.actor_for(anna), clock.now())
        transaction.set_rollback(True)
    assert announced == []
    assert logins.touch(login.login_id)
