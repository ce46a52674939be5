"""A guardian acts for a child until the thirteenth birthday, and not a minute longer."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoCaptureOnCommitCallbacks

from chatserver.core import clock
from chatserver.core.actor import SYSTEM
from chatserver.core.models import AuditEntry
from people import age, policy, queries
from people.actions import guardianships
from people.models import Account, EndReason, Guardianship, Login
from tests.people import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def maria() -> Account:
    return world.resident("19880502-9801", "Maria", "Nyberg")


def years_before(today: date, years: int) -> date:
    """The same day so many years earlier; the day after 28 February where there is no 29th."""
    try:
        return today.replace(year=today.year - years)
    except ValueError:
        return date(today.year - years, 3, 1)


def turns_13_tomorrow(guardian: Account) -> Account:
    tomorrow = age.home_date(clock.now()) + timedelta(days=1)
    number = world.number_for(years_before(tomorrow, age.OWN_VOICE_AGE))
    child = world.resident(number, "Leo", "Nyberg")
    Guardianship.objects.create(guardian=guardian, child=child)
    return child


def test_one_acts_for_oneself_and_ones_child_and_for_nobody_else(maria: Account) -> None:
    leo = turns_13_tomorrow(maria)
    anna = world.resident("19920314-9829")
    sara = world.staff("sara.holm", world.unit())
    assert policy.may_act_for(world.actor_for(maria), maria.id)
    assert policy.may_act_for(world.actor_for(maria), leo.id)
    assert not policy.may_act_for(world.actor_for(maria), anna.id)
    assert not policy.may_act_for(world.actor_for(leo), maria.id)
    assert not policy.may_act_for(world.actor_for(anna), leo.id)
    assert not policy.may_act_for(world.actor_for(sara), leo.id)
    assert not policy.may_act_for(SYSTEM, leo.id)


def test_at_thirteen_everything_of_the_guardians_closes(maria: Account) -> None:
    leo = turns_13_tomorrow(maria)
    assert [child.id for child in queries.wards(maria.id)] == [leo.id]
    with clock.shifted(timedelta(days=1)):
        assert not policy.may_act_for(world.actor_for(maria), leo.id)
        assert policy.may_act_for(world.actor_for(leo), leo.id)
        assert queries.wards(maria.id) == []


def test_the_guardians_open_pages_close_once(
    maria: Account, announced: list[UUID], django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    leo = turns_13_tomorrow(maria)
    login = world.logged_in(maria)
    others = world.logged_in(world.resident("19920314-9829"))
    assert guardianships.close_outgrown() == 0
    with clock.shifted(timedelta(days=1)):
        with django_capture_on_commit_callbacks(execute=True):
            assert guardianships.close_outgrown() == 1
        assert guardianships.close_outgrown() == 0
    assert announced == [login.login_id]
    reasons = dict(Login.objects.values_list("id", "end_reason"))
    assert reasons == {login.login_id: EndReason.GUARDIANSHIP_ENDED, others.login_id: ""}
    assert AuditEntry.objects.filter(action="guardianship.close", resident_id=leo.id).count() == 1


def test_a_younger_child_of_the_same_year_stays_open(maria: Account) -> None:
    today = age.home_date(clock.now())
    child = world.resident(world.number_for(years_before(today, 12)), "Elsa", "Nyberg")
    Guardianship.objects.create(guardian=maria, child=child)
    assert guardianships.close_outgrown() == 0


def test_nobody_is_their_own_guardian(maria: Account) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Guardianship.objects.create(guardian=maria, child=maria)
