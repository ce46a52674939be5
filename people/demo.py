"""The demonstration world: one care provider with four units, its staff, and residents. Everybody is fictional.

Loading it again changes nothing that is there. Refused in production by whoever calls it and once more here.
"""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction

from chatserver.core import clock
from people.eid.fictional_people import CHILD, PEOPLE, FictionalPerson
from people.models import (
    Account,
    AccountKind,
    AssignmentMode,
    CareProvider,
    Employment,
    Guardianship,
    OpeningHours,
    Profession,
    ResidentProfile,
    StaffProfile,
    Unit,
    UnitKind,
)
from people.queries import initials

PROVIDER = "Björkdalens närvård"
HEALTH_CENTRE, REHAB, TELEPHONE = "Björkdalens vårdcentral", "Rehab Norr", "Telefonenheten"
OUT_OF_HOURS = "Jourmottagningen i Björkdalen"
PASSWORD = "vardrum-demo"  # noqa: S105 - printed by `make run`; the accounts exist in embedded and test mode only
WEEKDAYS, ALL_DAYS = range(5), range(7)
# Nils has chosen no unit yet, and Fatima is not in the register until she logs in for the first time.
LISTED_NOWHERE, UNKNOWN = "nils-akerman", "fatima-noor"


@dataclass(frozen=True, slots=True)
class DemoStaff:
    user_name: str
    given_name: str
    family_name: str
    profession: Profession
    title_sv: str
    title_en: str
    units: tuple[str, ...]
    languages: tuple[str, ...] = ("sv", "en")
    supervisor: bool = False
    administrator: bool = False
    capacity: int = 8


NURSE = (Profession.NURSE, "Sjuksköterska", "Nurse")
STAFF = (
    DemoStaff("sara.holm", "Sara", "Holm", *NURSE, (HEALTH_CENTRE,), languages=("sv", "en", "ar")),
    DemoStaff("johan.lager", "Johan", "Lager", *NURSE, (HEALTH_CENTRE,)),
    DemoStaff("peter.akesson", "Peter", "Åkesson", Profession.PHYSICIAN, "Läkare", "Physician", (HEALTH_CENTRE,)),
    DemoStaff(
        "helena.strand", "Helena", "Strand", *NURSE, (HEALTH_CENTRE, REHAB, TELEPHONE, OUT_OF_HOURS), supervisor=True
    ),
    DemoStaff(
        "nina.admin",
        "Nina",
        "Berg",
        Profession.ADMINISTRATOR,
        "Administratör",
        "Administrator",
        (HEALTH_CENTRE,),
        administrator=True,
        capacity=0,
    ),
)  # fmt: skip


@transaction.atomic(durable=True)
def load() -> None:
    if settings.PRODUCTION:
        raise RuntimeError("the demonstration world is not for production")
    provider, _ = CareProvider.objects.get_or_create(name=PROVIDER)
    units = {
        HEALTH_CENTRE: _unit(provider, HEALTH_CENTRE, UnitKind.HEALTH_CENTRE, "08-465 004 10", "Ekvägen 4, Björkdalen"),
        REHAB: _unit(provider, REHAB, UnitKind.REHAB, "08-465 004 20", "Ekvägen 6, Björkdalen"),
        TELEPHONE: _unit(provider, TELEPHONE, UnitKind.TELEPHONE, "08-465 004 30", ""),
        OUT_OF_HOURS: _unit(provider, OUT_OF_HOURS, UnitKind.OUT_OF_HOURS, "08-465 004 40", "Ekvägen 2, Björkdalen"),
    }
    _hours(units[HEALTH_CENTRE], WEEKDAYS, 8 * 60, 17 * 60)
    _hours(units[REHAB], WEEKDAYS, 8 * 60, 16 * 60)
    _hours(units[TELEPHONE], ALL_DAYS, 0, 24 * 60)
    _hours(units[OUT_OF_HOURS], ALL_DAYS, 8 * 60, 23 * 60)
    for member in STAFF:
        _staff(member, units)
    residents = {
        person.person_id: _resident(person, None if person.person_id == LISTED_NOWHERE else units[HEALTH_CENTRE])
        for person in (*PEOPLE, CHILD)
        if person.person_id != UNKNOWN
    }
    for child in ("leo-nyberg", "elsa-nyberg"):
        Guardianship.objects.get_or_create(guardian=residents["maria-nyberg"], child=residents[child])


def _unit(provider: CareProvider, name: str, kind: UnitKind, telephone: str, address: str) -> Unit:
    # Both ways, to look at; in a test installation each test says itself whether cases are offered.
    assignment = AssignmentMode.BOTH if settings.MODE == "embedded" else AssignmentMode.WORKLIST
    given = {"kind": kind, "telephone": telephone, "address": address, "assignment": assignment}
    unit, _ = Unit.objects.get_or_create(provider=provider, name=name, defaults=given)
    return unit


def _hours(unit: Unit, weekdays: range, opens: int, closes: int) -> None:
    if unit.opening_hours.exists():
        return
    OpeningHours.objects.bulk_create(
        [OpeningHours(unit=unit, weekday=weekday, opens=opens, closes=closes) for weekday in weekdays]
    )


def _staff(member: DemoStaff, units: dict[str, Unit]) -> None:
    if Account.objects.filter(user_name=member.user_name).exists():
        return
    account = Account.objects.create(
        kind=AccountKind.STAFF,
        user_name=member.user_name,
        given_name=member.given_name,
        family_name=member.family_name,
        password=make_password(PASSWORD),
        created_at=clock.now(),
    )
    StaffProfile.objects.create(
        account=account,
        profession=member.profession,
        title_sv=member.title_sv,
        title_en=member.title_en,
        initials=initials(member.given_name, member.family_name),
        languages=list(member.languages),
        capacity=member.capacity,
    )
    for name in member.units:
        Employment.objects.create(
            account=account,
            unit=units[name],
            supervisor=member.supervisor,
            administrator=member.administrator,
        )


def _resident(person: FictionalPerson, listed_unit: Unit | None) -> Account:
    number = person.personal_number
    profile = ResidentProfile.objects.select_related("account").filter(personal_number=number.digits).first()
    if profile is not None:
        return profile.account
    account = Account(
        kind=AccountKind.RESIDENT,
        given_name=person.given_name,
        family_name=person.family_name,
        created_at=clock.now(),
    )
    account.set_unusable_password()
    account.save()
    ResidentProfile.objects.create(
        account=account,
        personal_number=number.digits,
        birth_date=number.birth_date,
        sex=number.sex,
        listed_unit=listed_unit,
        language=person.language,
        phone=person.phone,
    )
    return account
