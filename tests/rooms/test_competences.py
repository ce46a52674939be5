"""What a unit's topics ask for: who is asked first, when others may take it, and why, as both sides read it."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from chatserver.core import clock
from chatserver.core.errors import ErrorCode
from chatserver.core.models import AuditEntry
from people import queries as people
from people.actions.units import set_competence_rule, set_competences
from people.competences import Asked
from people.models import AssignmentMode, CompetenceRule
from rooms.queries.staff import staff_loads
from rooms.queries.waiting import waiting
from tests.rooms import offers
from tests.rooms import world as rooms
from tests.rooms.refusals import refused
from tests.rooms.world import World, come_in

# A case of priority 3 is promised to be opened within the hour.
HALF = timedelta(minutes=30)


@pytest.fixture
def asking(world: World) -> World:
    """A sore throat asks for Johan's competence; Sara, who has none, would be next, since she can do least else."""
    offers.offering(world, world.sara, world.johan, mode=AssignmentMode.BOTH)
    call_command("unit", world.unit.name, "--asks", "sore_throat=diabetes")
    set_competences(world.helena, world.unit.id, world.johan.person, ["diabetes"])
    return world


def reasons(world: World) -> list[str]:
    [case_id] = world.cases
    return [one["code"] for one in rooms.room(case_id).offer_reasons or []]


# --- who gets it ---------------------------------------------------------------------------------------------------
def test_whoever_has_it_is_asked_and_reads_why(asking: World) -> None:
    case_id = asking.case()
    offers.round_at(asking)
    assert offers.asked(case_id) == asking.johan.person
    assert "has_competence" in reasons(asking)


def test_another_topic_asks_for_nothing(asking: World) -> None:
    case_id = asking.case(reason_id="skin_rash")
    offers.round_at(asking)
    assert offers.asked(case_id) == asking.sara.person


def test_nobody_has_it_and_it_does_not_wait_for_ever(asking: World) -> None:
    offers.gone(asking.johan)
    case_id = asking.case()
    offers.round_at(asking)
    assert offers.asked(case_id) is None
    for minutes, who in ((29, None), (30, asking.sara.person)):
        with clock.shifted(timedelta(minutes=minutes)):
            come_in(asking.sara)
            offers.round_at(asking)
            assert offers.asked(case_id) == who
    assert "competence_waited" in reasons(asking)
    assert "has_competence" not in reasons(asking)


def test_after_that_whoever_has_it_may_take_it_still(asking: World) -> None:
    case_id = asking.case()
    offers.gone(asking.sara)
    with clock.shifted(HALF):
        come_in(asking.johan)
        offers.round_at(asking)
    assert offers.asked(case_id) == asking.johan.person
    assert "has_competence" in reasons(asking)


def test_anybody_may_take_it_from_the_list(asking: World) -> None:
    case_id = asking.case()
    rooms.claim_for(asking.sara, case_id)
    assert rooms.room(case_id).holder_id == asking.sara.person


def test_the_resident_reads_for_whom_and_until_when(asking: World) -> None:
    offers.gone(asking.johan)
    case_id = asking.case()
    [*_, why] = waiting(asking.anna, case_id).why
    assert why.code == "competence_first"
    assert "(diabetes)" in why.says.sv
    assert "50 procent" in why.says.sv
    with clock.shifted(HALF):
        come_in(asking.sara)
        assert "competence_first" not in [one.code for one in waiting(asking.anna, case_id).why]


# --- what is set ---------------------------------------------------------------------------------------------------
def test_a_supervisor_sets_what_their_people_can_do(world: World) -> None:
    set_competences(world.helena, world.unit.id, world.sara.person, ["wound_care", "diabetes"])
    assert people.competences_at(world.unit.id) == {world.sara.person: frozenset({"diabetes", "wound_care"})}
    [shown] = [load for load in staff_loads(world.johan, world.unit.id).staff if load.account_id == world.sara.person]
    assert shown.competences == ["diabetes", "wound_care"]
    written = AuditEntry.objects.get(action="staff.competences")
    assert (written.actor_id, written.object_id) == (world.helena.person, world.sara.person)
    set_competences(world.helena, world.unit.id, world.sara.person, [])
    assert people.competences_at(world.unit.id) == {}


def test_only_a_supervisor_of_the_unit_and_only_what_there_is(world: World) -> None:
    of = (world.unit.id, world.sara.person)
    with refused(ErrorCode.NOT_ALLOWED):
        set_competences(world.sara, *of, ["diabetes"])
    for stranger in (world.omar, world.anna):
        with refused(ErrorCode.NOT_FOUND):
            set_competences(stranger, *of, ["diabetes"])
    with refused(ErrorCode.NOT_FOUND, field="account_id"):
        set_competences(world.helena, world.unit.id, world.omar.person, ["diabetes"])
    for wrong in (["chess"], ["diabetes", "diabetes"]):
        with refused(ErrorCode.CONFLICT, field="competences"):
            set_competences(world.helena, *of, wrong)
    assert people.competences_at(world.unit.id) == {}


def test_a_topic_asks_for_one_until_a_part_of_the_promise(world: World) -> None:
    name = world.unit.name
    call_command("unit", name, "--asks", "cough=asthma_copd", "--asks-until", "80")
    assert people.asked_competences(world.unit.id) == {"cough": Asked("asthma_copd", 80)}
    call_command("unit", name, "--asks", "cough=wound_care")
    assert people.asked_competences(world.unit.id) == {"cough": Asked("wound_care", 50)}
    call_command("unit", name, "--asks", "cough=")
    assert people.asked_competences(world.unit.id) == {}
    assert AuditEntry.objects.filter(action="unit.competence_rule").count() == 3


@pytest.mark.parametrize(
    ("asks", "until"),
    [("cough", "50"), ("=diabetes", "50"), ("cough=chess", "50"), ("cough=diabetes", "0"), ("cough=diabetes", "101")],
)
def test_what_is_no_rule_is_told_of(world: World, asks: str, until: str) -> None:
    with pytest.raises(CommandError, match="--asks"):
        call_command("unit", world.unit.name, "--asks", asks, "--asks-until", until)
    assert not CompetenceRule.objects.exists()


def test_a_unit_that_is_not_there_has_no_rule(world: World) -> None:
    with refused(ErrorCode.NOT_FOUND):
        set_competence_rule(world.helena, world.sara.person, "cough", None)
