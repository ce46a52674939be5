"""People for tests: a unit, its staff, a guardian and her child. Personal numbers are test numbers."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.test import Client

from chatserver.core import clock
from chatserver.core.actor import Actor, ActorKind
from chatserver.core.ids import new_id
from people import digests, personal_number
from people.models import (
    Account,
    AccountKind,
    CareProvider,
    Employment,
    Login,
    OpeningHours,
    Profession,
    ResidentProfile,
    StaffProfile,
    Unit,
    UnitKind,
)

PASSWORD = "a password of tests"
ORIGIN = "http://127.0.0.1:8000"


def browser(address: str = "10.0.0.1") -> Client:
    """A browser with cookies of its own, on our origin."""
    return Client(headers={"origin": ORIGIN}, REMOTE_ADDR=address)


def unit(name: str = "Björkdalens vårdcentral", *, always_open: bool = False) -> Unit:
    provider, _ = CareProvider.objects.get_or_create(name="Björkdalens närvård")
    made = Unit.objects.create(provider=provider, name=name, kind=UnitKind.HEALTH_CENTRE, telephone="08-465 004 10")
    for weekday in range(7 if always_open else 5):
        opens, closes = (0, 1440) if always_open else (8 * 60, 17 * 60)
        OpeningHours.objects.create(unit=made, weekday=weekday, opens=opens, closes=closes)
    return made


def resident(number: str, given_name: str = "Anna", family_name: str = "Lind", listed: Unit | None = None) -> Account:
    parsed = personal_number.parse(number)
    account = Account(kind=AccountKind.RESIDENT, given_name=given_name, family_name=family_name, created_at=clock.now())
    account.set_unusable_password()
    account.save()
    ResidentProfile.objects.create(
        account=account,
        personal_number=parsed.digits,
        birth_date=parsed.birth_date,
        sex=parsed.sex,
        listed_unit=listed,
    )
    return account


def number_for(birth: date, birth_number: int = 990) -> str:
    """A test personal number for somebody born that day, with the right check digit."""
    start = f"{birth:%Y%m%d}{birth_number}"
    for check in range(10):
        try:
            return personal_number.parse(f"{start}{check}").digits
        except personal_number.InvalidPersonalNumber:
            continue
    raise AssertionError("one of ten check digits is right")


def staff(
    user_name: str, *units: Unit, password: str = PASSWORD, supervisor: bool = False, administrator: bool = False
) -> Account:
    given_name, family_name = user_name.title().split(".")
    account = Account.objects.create(
        kind=AccountKind.STAFF,
        user_name=user_name,
        given_name=given_name,
        family_name=family_name,
        password=make_password(password),
        created_at=clock.now(),
    )
    StaffProfile.objects.create(
        account=account,
        profession=Profession.NURSE,
        title_sv="Sjuksköterska",
        title_en="Nurse",
        initials=given_name[0] + family_name[0],
        languages=["sv"],
    )
    for each in units:
        Employment.objects.create(account=account, unit=each, supervisor=supervisor, administrator=administrator)
    return account


@dataclass(frozen=True, slots=True)
class LoggedIn:
    login_id: UUID
    session_key: str


def logged_in(account: Account, at: Unit | None = None) -> LoggedIn:
    """A login without a browser."""
    key = f"session-of-{new_id()}"
    now = clock.now()
    login = Login.objects.create(
        account=account, unit=at, session_hash=digests.of_session_key(key), created_at=now, last_seen_at=now
    )
    return LoggedIn(login.id, key)


def actor_for(account: Account) -> Actor:
    return Actor(kind=ActorKind(account.kind), account_id=account.id, name=account.name)
