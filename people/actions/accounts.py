"""Accounts: making a resident's on the first login, locking, roles. What takes rights away ends open logins at once."""

from uuid import UUID

from django.db import IntegrityError, transaction

from chatserver.core import audit, clock
from chatserver.core.actor import SYSTEM, Actor
from chatserver.core.errors import not_found
from people import steps
from people.eid.provider import VerifiedPerson
from people.models import Account, AccountKind, Employment, EndReason, Login, ResidentProfile


def resident_for(person: VerifiedPerson) -> UUID:
    """The account of whom the e-ID vouches for, made if this is the first time."""
    try:
        return _found_or_made(person)
    except IntegrityError:
        # Two first logins at once: the unique number let one of them make the account, and the other finds it.
        return _found_or_made(person)


@transaction.atomic(durable=True)
def _found_or_made(person: VerifiedPerson) -> UUID:
    number = person.personal_number
    known = ResidentProfile.objects.filter(personal_number=number.digits).values_list("account_id", flat=True).first()
    if known is not None:
        return known
    account = Account(
        kind=AccountKind.RESIDENT,
        given_name=person.given_name,
        family_name=person.family_name,
        created_at=clock.now(),
    )
    account.set_unusable_password()
    account.save()
    ResidentProfile.objects.create(
        account=account, personal_number=number.digits, birth_date=number.birth_date, sex=number.sex
    )
    _record(SYSTEM, "account.create", account)
    return account.id


@transaction.atomic(durable=True)
def lock_account(actor: Actor, account_id: UUID) -> None:
    """From now on nobody gets in by this account, and whoever is in by it is out."""
    account = _locked_row(account_id)
    account.locked = True
    account.save(update_fields=["locked"])
    steps.end_logins(Login.objects.filter(account=account), EndReason.LOCKED, actor, clock.now())
    _record(actor, "account.lock", account)


@transaction.atomic(durable=True)
def unlock_account(actor: Actor, account_id: UUID) -> None:
    account = _locked_row(account_id)
    account.locked = False
    account.save(update_fields=["locked"])
    _record(actor, "account.unlock", account)


@transaction.atomic(durable=True)
def set_roles(actor: Actor, account_id: UUID, unit_id: UUID, *, supervisor: bool, administrator: bool) -> None:
    """A login keeps the roles it began with, so the logins at that unit end and the next one has the new roles."""
    employment = Employment.objects.select_for_update().filter(account_id=account_id, unit_id=unit_id).first()
    if employment is None:
        raise not_found()
    employment.supervisor, employment.administrator = supervisor, administrator
    employment.save(update_fields=["supervisor", "administrator"])
    logins = Login.objects.filter(account_id=account_id, unit_id=unit_id)
    steps.end_logins(logins, EndReason.ROLES_CHANGED, actor, clock.now())
    audit.record(
        actor,
        "account.roles",
        kind="write",
        resident_id=None,
        unit_id=unit_id,
        object_type="account",
        object_id=account_id,
    )


def _locked_row(account_id: UUID) -> Account:
    account = Account.objects.select_for_update().filter(id=account_id).first()
    if account is None:
        raise not_found()
    return account


def _record(actor: Actor, action: str, account: Account) -> None:
    audit.record(
        actor,
        action,
        kind="write",
        resident_id=account.id if account.kind == AccountKind.RESIDENT else None,
        unit_id=actor.unit_id,
        object_type="account",
        object_id=account.id,
    )
