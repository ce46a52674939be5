"""Why a resident waits and why somebody was asked: the reasons of the rules that decide, and nothing of anybody
else."""

from uuid import UUID

import pytest

from people import queries as people
from rooms.actions.offers import accept_offer
from rooms.gathering import crowd
from rooms.matching.eligibility import Eligible, eligibility
from rooms.queries.waiting import waiting
from tests.laws import offered
from tests.rooms.conftest import opened_room, opened_worklist
from tests.rooms.world import World, come_in, empty_summary


def codes(world: World, case_id: UUID) -> list[str]:
    return [one.code for one in waiting(world.anna, case_id).why]


def test_nobody_is_here_then_somebody_is(world: World) -> None:
    case_id = world.case()
    assert codes(world, case_id) == ["nobody_here"]
    come_in(world.sara)
    assert codes(world, case_id) == ["next"]


def test_whoever_ranks_above_is_counted_and_not_told_of(world: World) -> None:
    come_in(world.sara)
    case_id = world.case()
    world.case(world.maria, priority=1)
    seen = waiting(world.anna, case_id)
    assert [one.code for one in seen.why] == ["ahead", "few_here"]
    assert "Nyberg" not in seen.model_dump_json()
    assert "Maria" not in seen.model_dump_json()


def test_all_hands_are_full(world: World) -> None:
    come_in(world.sara)
    for _ in range(9):
        world.held_case()
    assert codes(world, world.case()) == ["next", "all_busy"]


def test_an_interpreter_is_missing(world: World) -> None:
    come_in(world.sara)
    summary = empty_summary().model_copy(update={"language": "other", "interpreter": True})
    assert codes(world, world.case(summary=summary)) == ["next", "interpreter"]


def test_out_of_the_queue_there_is_no_why(world: World) -> None:
    case_id = world.held_case()
    assert codes(world, case_id) == []


@pytest.mark.parametrize("profession", ["nurse", "physician"])
def test_it_is_the_rule_that_gives_which_explains(world: World, profession: str) -> None:
    """Whoever is told that nobody fits is given to nobody, and the other way round."""
    come_in(world.sara, world.johan)
    case_id = world.case(profession=profession)
    now = crowd(people.unit(world.unit.id))
    need = now.needs[case_id]
    fits = any(isinstance(eligibility(need, one, now.at), Eligible) for one in now.people.values())
    assert ("few_fit" in codes(world, case_id)) is not fits
    assert bool(list(now.given())) is fits


def test_why_somebody_was_asked_stays_when_they_have_accepted(world: World) -> None:
    actor, command = offered.accepting(world)
    on_offer = opened_worklist(actor, world.unit.id)["items"][0]["offer"]["reasons"]
    accept_offer(actor, command)
    custody = opened_room(actor, command.room_id)["staff"]["custody"]
    assert [step["move"] for step in custody] == ["queued", "offered", "accepted"]
    assert [step["reasons"] for step in custody] == [[], on_offer, []]
    assert on_offer != []
