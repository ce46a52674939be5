"""A room that moves on takes its call along: at once by the shell's wiring, and by a job where that was missed."""

from uuid import UUID

import pytest

from chatserver import wiring
from rooms import announce
from rooms.actions.conclusion import conclude_case
from rooms.actions.custody import reassign_case
from rooms.actions.transfers import accept_transfer, offer_transfer
from signaling import jobs
from signaling.actions import custody
from tests.rooms import transfers
from tests.rooms import world as rooms
from tests.rooms.world import World, come_in
from tests.signaling.calls import Ringing


@pytest.fixture
def ringing(world: World, held_id: UUID) -> Ringing:
    come_in(world.johan)
    return Ringing(world, held_id)


@pytest.fixture
def wired(monkeypatch: pytest.MonkeyPatch) -> None:
    """The apps as the shell connects them, for this test alone: afterwards no round is made by itself."""
    for listeners in ("_listeners", "_queue_listeners", "_guest_listeners"):
        monkeypatch.setattr(announce, listeners, [])
    wiring.connect()


@pytest.mark.usefixtures("wired")
def test_a_conclusion_ends_the_call(world: World, ringing: Ringing) -> None:
    ringing.established()
    conclude_case(world.sara, rooms.conclude(ringing.room_id))
    assert (ringing.state.state, ringing.state.end_reason) == ("ended", "room_concluded")


@pytest.mark.usefixtures("wired")
def test_a_conclusion_ends_the_ringing(world: World, ringing: Ringing) -> None:
    conclude_case(world.sara, rooms.conclude(ringing.room_id))
    assert ringing.story == ["call.rang", "call.ended"]
    assert ringing.state.end_reason == "room_concluded"


@pytest.mark.usefixtures("wired")
def test_a_reassignment_ends_the_old_holders_call(world: World, ringing: Ringing) -> None:
    ringing.established()
    reassign_case(world.helena, rooms.reassign(ringing.room_id, world.johan))
    assert (ringing.state.state, ringing.state.end_reason) == ("ended", "hung_up")


@pytest.mark.usefixtures("wired")
def test_a_reassignment_takes_back_what_still_rings(world: World, ringing: Ringing) -> None:
    reassign_case(world.helena, rooms.reassign(ringing.room_id, world.johan))
    assert (ringing.state.state, ringing.state.end_reason) == ("ended", "cancelled")


@pytest.mark.usefixtures("wired")
def test_another_unit_that_takes_the_case_over_ends_the_call(world: World, ringing: Ringing) -> None:
    ringing.established()
    offer_transfer(world.sara, transfers.offering(ringing.room_id, unit=transfers.other_unit(world)))
    assert ringing.state.state == "connected"
    accept_transfer(world.omar, transfers.accept(ringing.room_id))
    assert (ringing.state.state, ringing.state.end_reason) == ("ended", "hung_up")


def test_the_job_repairs_what_was_missed(world: World, ringing: Ringing) -> None:
    ringing.established()
    conclude_case(world.sara, rooms.conclude(ringing.room_id))
    assert ringing.state.state == "connected"
    jobs.end_where_room_moved_on()
    jobs.end_where_room_moved_on()
    assert (ringing.state.state, ringing.state.end_reason) == ("ended", "room_concluded")
    assert ringing.story.count("call.ended") == 1


def test_nothing_happens_while_the_caller_is_responsible(world: World, ringing: Ringing) -> None:
    ringing.established()
    before = rooms.everything()
    assert not custody.end_if_room_moved_on(ringing.room_id)
    assert rooms.everything() == before
