"""What other apps and the pages may know about people and units: small frozen values, never rows.

Nothing here checks who asks; the caller has passed its own policy and writes the audit row that covers the read.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import F, QuerySet

from chatserver.core import clock
from chatserver.core.errors import not_found
from chatserver.core.pipeline import Statement
from chatserver.core.questions import Question, ask
from chatserver.core.rows import IN_IDS, Values, as_id, listed, run_all
from people import age, hours, targets
from people.competences import Asked
from people.hours import OpeningState, Span
from people.models import (
    Account,
    AssignmentMode,
    CompetenceRule,
    Employment,
    Guardianship,
    OpeningHours,
    PermanentContact,
    Profession,
    ResidentProfile,
    StaffProfile,
    Unit,
    UnitTarget,
    written_name,
)
from people.overflow import Overflow
from people.personal_number import written
from people.targets import Counted, Promise, Target

NAMES_OF = (
    "SELECT account.id, account.given_name, account.family_name, resident.birth_date "  # noqa: S608 our own models' names
    f"FROM {Account._meta.db_table} account LEFT JOIN {ResidentProfile._meta.db_table} resident "
    f"ON resident.account_id = account.id WHERE account.id {IN_IDS}"
)


@dataclass(frozen=True, slots=True)
class Subject:
    """Somebody a case is about. `personal_number` is written as people write it and is for staff only."""

    id: UUID
    name: str
    given_name: str
    family_name: str
    birth_date: date
    age: int
    age_months: int
    sex: str
    personal_number: str
    protected_identity: bool
    language: str
    phone: str
    listed_unit_id: UUID | None

    @property
    def initials(self) -> str:
        return initials(self.given_name, self.family_name)


class Named(NamedTuple):
    """As much of a person as a line of a list shows. The age is 0 of staff, whose birth is not kept."""

    name: str
    age: int


@dataclass(frozen=True, slots=True)
class StaffMember:
    id: UUID
    name: str
    given_name: str
    title_sv: str
    title_en: str
    profession: str
    initials: str
    languages: tuple[str, ...]
    capacity: int
    # At the unit that was asked about; empty where none was.
    competences: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Contact:
    """A resident's permanent care contact at a unit, who named them and when."""

    member: StaffMember
    named_by: str
    named_at: datetime


@dataclass(frozen=True, slots=True)
class UnitCard:
    """A unit with all that is needed to answer what time means there."""

    id: UUID
    provider_id: UUID
    name: str
    kind: str
    telephone: str
    address: str
    zone: ZoneInfo
    spans: tuple[Span, ...]
    promises: Mapping[int | None, Promise]
    residents_call: bool
    assignment: str
    round_the_clock_id: UUID | None = None
    overflow: Overflow | None = None

    @property
    def offers(self) -> bool:
        """Whether cases are offered here, and not only taken from the list."""
        return self.assignment != AssignmentMode.WORKLIST

    @property
    def claims_freely(self) -> bool:
        """Whether a case may be taken from the list while it is offered to somebody else."""
        return self.assignment != AssignmentMode.OFFER

    @property
    def opening_state(self) -> OpeningState:
        """Open or closed now, by the house's clock."""
        return hours.state(self.spans, self.zone, clock.now())

    def closed_since(self, at: datetime) -> datetime | None:
        """When it closed; None while it is open, and for a unit without hours, which never closes."""
        return hours.last_closing(self.spans, self.zone, at)


def initials(given_name: str, family_name: str) -> str:
    return f"{given_name[:1]}{family_name[:1]}".upper()


# --- residents -----------------------------------------------------------------------------------------------------
def subject(resident_id: UUID) -> Subject:
    """Raises NOT_FOUND if there is no such resident."""
    found = _PROFILE.one_about(resident_id)
    if found is None:
        raise not_found()
    return _subject(found, age.home_date(clock.now()))


_PROFILE = Question(lambda resident: ResidentProfile.objects.select_related("account").filter(account_id=resident))


def subjects(resident_ids: Iterable[UUID]) -> dict[UUID, Subject]:
    """Several at once, for lists; whoever does not exist is left out."""
    today = age.home_date(clock.now())
    rows = ResidentProfile.objects.select_related("account").filter(account_id__in=set(resident_ids))
    return {row.account_id: _subject(row, today) for row in rows}


def _subject(row: ResidentProfile, today: date) -> Subject:
    return Subject(
        id=row.account_id,
        name=row.account.name,
        given_name=row.account.given_name,
        family_name=row.account.family_name,
        birth_date=row.birth_date,
        age=age.years(row.birth_date, today),
        age_months=age.months(row.birth_date, today),
        sex=row.sex,
        personal_number=written(row.personal_number),
        protected_identity=row.protected_identity,
        language=row.language,
        phone=row.phone,
        listed_unit_id=row.listed_unit_id,
    )


def listed_unit(resident_id: UUID) -> UUID | None:
    """The unit where the resident is listed, if any."""
    return subject(resident_id).listed_unit_id


def wards(guardian_id: UUID) -> list[Subject]:
    """The children this person may act for today, the eldest first."""
    ids = Guardianship.objects.filter(guardian_id=guardian_id).values_list("child_id", flat=True)
    today = age.home_date(clock.now())
    found = [child for child in subjects(ids).values() if age.guardian_may_act(child.birth_date, today)]
    return sorted(found, key=lambda child: (child.birth_date, child.id))


def permanent_contact(resident_id: UUID, unit_id: UUID) -> Contact | None:
    """Whom the resident has at this unit; None as well while that person does not work there."""
    row = _contacts(unit_id).select_related("account__staff", "named_by").filter(resident_id=resident_id).first()
    if row is None or not works_at(row.account_id, unit_id):
        return None
    return Contact(_staff_member(row.account.staff), row.named_by.name, row.named_at)


def permanent_contacts(resident_ids: Iterable[UUID], unit_id: UUID) -> dict[UUID, UUID]:
    """Who is whose at this unit, whether they are there now or not: residents without one are left out."""
    rows = _contacts(unit_id).filter(resident_id__in=set(resident_ids))
    return dict(rows.values_list("resident_id", "account_id"))


def _contacts(unit_id: UUID) -> QuerySet[PermanentContact]:
    return PermanentContact.objects.filter(unit_id=unit_id, ended_at=None)


# --- staff ---------------------------------------------------------------------------------------------------------
def staff_member(account_id: UUID) -> StaffMember:
    """Raises NOT_FOUND if there is no such staff member."""
    found = staff_members([account_id]).get(account_id)
    if found is None:
        raise not_found()
    return found


def staff_members(account_ids: Iterable[UUID]) -> dict[UUID, StaffMember]:
    """Several at once, for lists; whoever does not exist is left out. Locked accounts keep their names."""
    rows = StaffProfile.objects.select_related("account").filter(account_id__in=set(account_ids))
    return {row.account_id: _staff_member(row) for row in rows}


def staff_of_unit(unit_id: UUID) -> list[StaffMember]:
    """Who works at the unit, by name; locked accounts are left out."""
    rows = StaffProfile.objects.select_related("account").filter(
        account__employments__unit_id=unit_id, account__locked=False
    )
    able = rows.annotate(able=F("account__employments__competences"))
    found = (replace(_staff_member(row), competences=frozenset(row.able)) for row in able)
    return sorted(found, key=lambda member: (member.name, member.id))


def works_at(account_id: UUID, unit_id: UUID) -> bool:
    """Whether this staff member can be given the unit's cases."""
    employed = Employment.objects.filter(account_id=account_id, unit_id=unit_id, account__locked=False)
    return employed.exclude(account__staff__profession=Profession.ADMINISTRATOR).exists()


def competences_at(unit_id: UUID) -> dict[UUID, frozenset[str]]:
    """What each of the unit's people can do beyond their profession; who has none is left out."""
    rows = Employment.objects.filter(unit_id=unit_id).exclude(competences=[])
    return {account_id: frozenset(able) for account_id, able in rows.values_list("account_id", "competences")}


def asked_competences(unit_id: UUID) -> dict[str, Asked]:
    """By the topic that asks for it at the unit."""
    rows = CompetenceRule.objects.filter(unit_id=unit_id).values_list("reason_id", "competence", "until")
    return {reason_id: Asked(competence, until) for reason_id, competence, until in rows}


def units_of_staff(account_id: UUID) -> list[UnitCard]:
    """The units this staff member may log in to, by name."""
    return [_unit(row) for row in _units().filter(employments__account_id=account_id).order_by("name")]


def _staff_member(row: StaffProfile) -> StaffMember:
    return StaffMember(
        id=row.account_id,
        name=row.account.name,
        given_name=row.account.given_name,
        title_sv=row.title_sv,
        title_en=row.title_en,
        profession=row.profession,
        initials=row.initials,
        languages=tuple(row.languages),
        capacity=row.capacity,
    )


def name_of(account_id: UUID) -> str:
    """Anybody's name, resident or staff. Raises NOT_FOUND."""
    found = named([account_id], clock.now()).get(account_id)
    if found is None:
        raise not_found()
    return found.name


def named(account_ids: Iterable[UUID], at: datetime) -> dict[UUID, Named]:
    """Anybody, as old as they are then; whoever does not exist is left out. Locked accounts keep their names."""
    [found] = run_all([names_asked(account_ids)])
    return names_told(found, at)


def names_asked(account_ids: Iterable[UUID]) -> Statement:
    """For whoever has more to ask at the same time (docs/adr/0016); `names_told` makes names of the rows."""
    return NAMES_OF, [listed(account_ids)]


def names_told(rows: Iterable[Values], at: datetime) -> dict[UUID, Named]:
    today = age.home_date(at)
    return {
        as_id(account_id): Named(
            name=written_name(given_name, family_name), age=age.years(born, today) if born is not None else 0
        )
        for account_id, given_name, family_name, born in rows
    }


# --- units ---------------------------------------------------------------------------------------------------------
def unit(unit_id: UUID) -> UnitCard:
    """Raises NOT_FOUND if there is no such unit."""
    found, spans, promised = ask(unit_id, _UNIT, _SPANS, _TARGETS)
    if not found:
        raise not_found()
    return _card(found[0], spans, promised)


def units_beside(unit_id: UUID) -> set[UUID]:
    """The units of the same care provider, this one included."""
    return set(Unit.objects.filter(provider__units=unit_id).values_list("id", flat=True))


def offering_units() -> set[UUID]:
    """Where cases are offered: one small question, which every change of a queue asks."""
    return set(Unit.objects.exclude(assignment=AssignmentMode.WORKLIST).values_list("id", flat=True))


def helped_by(unit_id: UUID) -> list[UnitCard]:
    """The units that name this one as the one that helps them, by name."""
    return [_unit(row) for row in _units().filter(overflow_id=unit_id).order_by("name")]


def helping_units() -> set[UUID]:
    """The units that help another one."""
    return set(Unit.objects.filter(helps__isnull=False).values_list("id", flat=True))


def units() -> list[UnitCard]:
    """All units, by name."""
    return [_unit(row) for row in _units().order_by("name")]


def _units() -> QuerySet[Unit]:
    return Unit.objects.prefetch_related("opening_hours", "targets")


_UNIT = Question(lambda unit_id: Unit.objects.filter(id=unit_id))
_SPANS = Question(lambda unit_id: OpeningHours.objects.filter(unit_id=unit_id))
_TARGETS = Question(lambda unit_id: UnitTarget.objects.filter(unit_id=unit_id))


def _unit(row: Unit) -> UnitCard:
    return _card(row, row.opening_hours.all(), row.targets.all())


def _card(row: Unit, spans: Iterable[OpeningHours], promised: Iterable[UnitTarget]) -> UnitCard:
    own = {target.priority or None: _promise(target) for target in promised}
    return UnitCard(
        id=row.id,
        provider_id=row.provider_id,
        name=row.name,
        kind=row.kind,
        telephone=row.telephone,
        address=row.address,
        zone=ZoneInfo(row.time_zone),
        spans=tuple(Span(span.weekday, span.opens, span.closes) for span in spans),
        promises={**targets.DEFAULTS, **own},
        residents_call=row.residents_call,
        assignment=row.assignment,
        round_the_clock_id=row.round_the_clock_id,
        overflow=_overflow(row),
    )


def _overflow(row: Unit) -> Overflow | None:
    if row.overflow_id is None:
        return None
    return Overflow(row.overflow_id, row.overflow_opens, row.overflow_closes, row.overflow_after)


def _promise(row: UnitTarget) -> Promise:
    return Promise(
        opened=Target(Counted(row.opened_counted), row.opened_amount),
        assessed=Target(Counted(row.assessed_counted), row.assessed_amount),
    )
