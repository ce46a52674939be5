"""What takes rights away ends open logins at once."""

from uuid import UUID

import pytest
from django.core.management import CommandError, call_command
from pytest_django import DjangoCaptureOnCommitCallbacks

from chatserver.core.actor import SYSTEM
from chatserver.core.errors import DomainError, ErrorCode
from chatserver.core.ids import new_id
from chatserver.core.models import AuditEntry
from people import logins, personal_number
from people.actions import accounts
from people.eid.provider import VerifiedPerson
from people.models import Account, EndReason, Login, ResidentProfile
from tests.people import world

pytestmark = pytest.mark.django_db
FATIMA = VerifiedPerson(personal_number.parse("19950203-9945"), "Fatima", "Noor")


def test_an_unknown_resident_gets_an_account_on_the_first_login() -> None:
    account_id = accounts.resident_for(FATIMA)
    assert accounts.resident_for(FATIMA) == account_id
    profile = ResidentProfile.objects.get()
    assert (profile.account_id, profile.personal_number, profile.sex) == (account_id, "199502039945", "female")
    assert not profile.account.has_usable_password()
    assert profile.account.user_name is None
    assert AuditEntry.objects.values_list("action", "resident_id").get() == ("account.create", account_id)


def test_locking_ends_every_login_of_the_account_and_no_other(
    announced: list[UUID], django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    unit = world.unit()
    sara, johan = world.staff("sara.holm", unit), world.staff("johan.lager", unit)
    ended = [world.logged_in(sara, unit).login_id, world.logged_in(sara, unit).login_id]
    other = world.logged_in(johan, unit)
    with django_capture_on_commit_callbacks(execute=True):
        accounts.lock_account(SYSTEM, sara.id)
    assert sorted(announced) == sorted(ended)
    assert set(Login.objects.filter(account=sara).values_list("end_reason", flat=True)) == {EndReason.LOCKED}
    assert logins.actor_of(other.session_key, "staff") is not None
    accounts.unlock_account(SYSTEM, sara.id)
    assert not Account.objects.get(id=sara.id).locked


def test_new_roles_end_the_logins_at_that_unit(
    announced: list[UUID], django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    unit, other = world.unit(), world.unit("Rehab Norr")
    sara = world.staff("sara.holm", unit, other)
    here, there = world.logged_in(sara, unit), world.logged_in(sara, other)
    with django_capture_on_commit_callbacks(execute=True):
        accounts.set_roles(SYSTEM, sara.id, unit.id, supervisor=True, administrator=False)
    assert announced == [here.login_id]
    assert logins.actor_of(there.session_key, "staff") is not None
    again = logins.actor_of(world.logged_in(sara, unit).session_key, "staff")
    assert again is not None
    assert again.is_supervisor


def test_what_does_not_exist_is_not_found() -> None:
    unit = world.unit()
    with pytest.raises(DomainError) as refusal:
        accounts.lock_account(SYSTEM, new_id())
    assert refusal.value.code is ErrorCode.NOT_FOUND
    with pytest.raises(DomainError) as refusal:
        accounts.set_roles(SYSTEM, new_id(), unit.id, supervisor=True, administrator=False)
    assert refusal.value.code is ErrorCode.NOT_FOUND


def test_the_command_locks_and_unlocks() -> None:
    sara = world.staff("sara.holm", world.unit())
    call_command("account", "lock", "Sara.Holm")
    assert Account.objects.get(id=sara.id).locked
    call_command("account", "unlock", "sara.holm")
    assert not Account.objects.get(id=sara.id).locked
    with pytest.raises(CommandError):
        call_command("account", "lock", "nobody")
