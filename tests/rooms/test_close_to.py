"""Whoever has declined a case as too close to them is asked about none of those persons' again."""

from datetime import timedelta
from uuid import UUID

import pytest

from chatserver.core import clock
from chatserver.core.actor import Actor
from people.models import AssignmentMode
from rooms import wire
from rooms.actions.offers import decline_offer
from rooms.matching.terms import REST
from tests.rooms.offers import asked, decline, offering, round_at
from tests.rooms.world import World, come_in, room


@pytest.fixture
def at_work(world: World) -> World:
    offering(world, world.sara, mode=AssignmentMode.OFFER)
    return world


def declined_by_sara(
    world: World, reason: wire.DeclineReason, author: Actor | None = None, of: UUID | None = None
) -> UUID:
    case_id = world.case(author, of)
    round_at(world)
    assert asked(case_id) == world.sara.account_id
    decline_offer(world.sara, decline(case_id, reason))
    return case_id


def test_the_resident_s_next_case_is_another_s(at_work: World) -> None:
    first = declined_by_sara(at_work, "close")
    with clock.shifted(REST * 2):
        come_in(at_work.sara)
        later = at_work.case()
        round_at(at_work)
        assert room(later).state == "waiting"
        come_in(at_work.johan, at_work.helena)
        round_at(at_work)
        assert {asked(first), asked(later)} == {at_work.johan.account_id, at_work.helena.account_id}


def test_of_a_child_s_case_the_guardian_is_close_too(at_work: World) -> None:
    declined_by_sara(at_work, "close", at_work.maria, at_work.leo_id)
    with clock.shifted(REST * 2):
        come_in(at_work.sara)
        of_her_own, of_another = at_work.case(at_work.maria), at_work.case(at_work.anna)
        round_at(at_work)
        assert (room(of_her_own).state, asked(of_another)) == ("waiting", at_work.sara.account_id)


@pytest.mark.parametrize("reason", ["busy", "competence", "other"])
def test_any_other_reason_is_of_that_case_alone(at_work: World, reason: wire.DeclineReason) -> None:
    declined_by_sara(at_work, reason)
    with clock.shifted(REST + timedelta(seconds=1)):
        come_in(at_work.sara)
        later = at_work.case()
        round_at(at_work)
        assert asked(later) == at_work.sara.account_id
