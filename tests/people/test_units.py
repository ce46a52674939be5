"""How a unit's cases find somebody, and who has what is urgent after closing time: set by whoever runs the server."""

import pytest
from django.core.management import CommandError, call_command

from chatserver.core.models import AuditEntry
from people import queries
from people.models import AssignmentMode, CareProvider, Unit
from people.overflow import Overflow
from tests.people import world


@pytest.mark.django_db(transaction=True)
def test_a_unit_offers_from_now_on() -> None:
    unit = world.unit()
    assert not queries.unit(unit.id).offers
    call_command("unit", unit.name, "--assignment", "offer")
    told = queries.unit(unit.id)
    assert (told.assignment, told.offers, told.claims_freely) == (AssignmentMode.OFFER, True, False)
    assert queries.offering_units() == {unit.id}
    assert AuditEntry.objects.get(action="unit.assignment").object_id == unit.id


@pytest.mark.django_db(transaction=True)
def test_a_unit_that_is_not_there_is_told_of() -> None:
    with pytest.raises(CommandError, match="0 units have this name"):
        call_command("unit", "Ingenstans", "--assignment", "both")


@pytest.mark.django_db(transaction=True)
def test_a_unit_names_who_has_what_is_urgent_after_closing_time() -> None:
    unit, other = world.unit(), world.unit("Telefonenheten", always_open=True)
    call_command("unit", unit.name, "--round-the-clock", other.name)
    assert queries.unit(unit.id).round_the_clock_id == other.id
    assert AuditEntry.objects.get(action="unit.round_the_clock").object_id == unit.id
    call_command("unit", unit.name, "--round-the-clock", "")
    assert queries.unit(unit.id).round_the_clock_id is None


@pytest.mark.django_db(transaction=True)
def test_it_is_another_unit_of_the_same_care_provider() -> None:
    unit = world.unit()
    strange = Unit.objects.create(provider=CareProvider.objects.create(name="Annan vård"), name="Kust", kind="rehab")
    for name in (unit.name, strange.name):
        with pytest.raises(CommandError, match="same care provider"):
            call_command("unit", unit.name, "--round-the-clock", name)
    assert queries.unit(unit.id).round_the_clock_id is None


@pytest.mark.django_db(transaction=True)
def test_something_must_be_asked_of_a_unit() -> None:
    with pytest.raises(CommandError, match="--round-the-clock"):
        call_command("unit", world.unit().name)


@pytest.mark.django_db(transaction=True)
def test_a_unit_names_who_helps_with_cases_that_wait() -> None:
    unit, other = world.unit(), world.unit("Telefonenheten", always_open=True)
    call_command("unit", unit.name, "--overflow", other.name)
    assert queries.unit(unit.id).overflow == Overflow(other.id, 0, 0, 50)
    assert AuditEntry.objects.get(action="unit.overflow").object_id == unit.id
    hours, after = ("--overflow-hours", "08:30-24:00"), ("--overflow-after", "80")
    call_command("unit", unit.name, "--overflow", other.name, *hours, *after)
    assert queries.unit(unit.id).overflow == Overflow(other.id, 510, 1440, 80)
    assert [one.id for one in queries.helped_by(other.id)] == [unit.id]
    assert queries.helping_units() == {other.id}
    call_command("unit", unit.name, "--overflow", "")
    assert (queries.unit(unit.id).overflow, queries.helping_units()) == (None, set())


@pytest.mark.django_db(transaction=True)
def test_who_helps_is_another_unit_of_the_same_care_provider() -> None:
    unit = world.unit()
    strange = Unit.objects.create(provider=CareProvider.objects.create(name="Annan vård"), name="Kust", kind="rehab")
    for name in (unit.name, strange.name):
        with pytest.raises(CommandError, match="same care provider"):
            call_command("unit", unit.name, "--overflow", name)
    assert queries.unit(unit.id).overflow is None


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("hours", ["8-16", "08:00-24:30", "25:00-08:00", "08:00"])
def test_hours_that_are_none_are_told_of(hours: str) -> None:
    unit, other = world.unit(), world.unit("Telefonenheten", always_open=True)
    with pytest.raises(CommandError, match="08:00-16:30"):
        call_command("unit", unit.name, "--overflow", other.name, "--overflow-hours", hours)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("after", ["-1", "101"])
def test_no_more_than_all_that_was_promised(after: str) -> None:
    unit, other = world.unit(), world.unit("Telefonenheten", always_open=True)
    with pytest.raises(CommandError, match="from 0 to 100"):
        call_command("unit", unit.name, "--overflow", other.name, "--overflow-after", after)
