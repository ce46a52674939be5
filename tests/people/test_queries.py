"""What other apps are told about people and units."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from chatserver.core.errors import DomainError, ErrorCode
from chatserver.core.ids import new_id
from people import queries
from people.hours import OpeningState, Span
from people.models import Employment, UnitTarget
from people.targets import DEFAULTS, Counted, Promise, Target
from tests.people import world

pytestmark = pytest.mark.django_db


def test_a_subject_is_what_staff_see_of_a_resident() -> None:
    unit = world.unit()
    anna = world.resident("19920314-9829", listed=unit)
    subject = queries.subject(anna.id)
    assert (subject.name, subject.initials, subject.sex) == ("Anna Lind", "AL", "female")
    assert (subject.personal_number, subject.birth_date) == ("19920314-9829", date(1992, 3, 14))
    assert subject.age == subject.age_months // 12
    assert not subject.protected_identity
    assert queries.listed_unit(anna.id) == unit.id
    assert queries.listed_unit(world.resident("19550608-9811").id) is None
    assert list(queries.subjects([anna.id, anna.id, new_id()])) == [anna.id]
    assert queries.name_of(anna.id) == "Anna Lind"


def test_staff_by_unit_without_those_who_are_locked_out() -> None:
    unit, other = world.unit(), world.unit("Rehab Norr")
    sara, johan = world.staff("sara.holm", unit, other), world.staff("johan.lager", unit)
    locked = world.staff("lina.kask", unit)
    locked.locked = True
    locked.save()
    assert [member.name for member in queries.staff_of_unit(unit.id)] == ["Johan Lager", "Sara Holm"]
    assert [member.id for member in queries.staff_of_unit(other.id)] == [sara.id]
    member = queries.staff_member(sara.id)
    assert (member.title_sv, member.title_en, member.profession) == ("Sjuksköterska", "Nurse", "nurse")
    assert (member.initials, member.languages, member.capacity) == ("SH", ("sv",), 8)
    assert queries.staff_member(locked.id).name == "Lina Kask"
    assert queries.works_at(johan.id, unit.id)
    assert not queries.works_at(johan.id, other.id)
    assert not queries.works_at(locked.id, unit.id)
    assert [each.name for each in queries.units_of_staff(sara.id)] == ["Björkdalens vårdcentral", "Rehab Norr"]


def test_one_person_is_listed_once_at_a_unit() -> None:
    unit = world.unit()
    sara = world.staff("sara.holm", unit)
    Employment.objects.filter(account=sara).update(supervisor=True)
    assert len(queries.staff_of_unit(unit.id)) == 1


def test_a_unit_has_its_hours_and_the_default_promises() -> None:
    unit = world.unit(always_open=True)
    card = queries.unit(unit.id)
    assert card.zone == ZoneInfo("Europe/Stockholm")
    assert card.spans[0] == Span(0, 0, 1440)
    assert card.opening_state == OpeningState(True, None, None)
    assert card.promises == DEFAULTS
    assert [each.id for each in queries.units()] == [unit.id]


def test_a_units_own_promise_takes_the_place_of_the_default() -> None:
    unit = world.unit()
    for priority in (0, 2):
        UnitTarget.objects.create(
            unit=unit,
            priority=priority,
            opened_counted=Counted.OPEN_MINUTES,
            opened_amount=10,
            assessed_counted=Counted.SAME_DAY,
        )
    own = Promise(Target(Counted.OPEN_MINUTES, 10), Target(Counted.SAME_DAY))
    promises = queries.unit(unit.id).promises
    assert promises[2] == promises[None] == own
    assert promises[1] == DEFAULTS[1]


@pytest.mark.parametrize(
    "question", [queries.subject, queries.staff_member, queries.unit, queries.name_of, queries.listed_unit]
)
def test_what_does_not_exist_is_not_found(question: object) -> None:
    assert callable(question)
    with pytest.raises(DomainError) as refusal:
        question(new_id())
    assert refusal.value.code is ErrorCode.NOT_FOUND
