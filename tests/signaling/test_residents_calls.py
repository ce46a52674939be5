"""Calls that the resident begins, where the unit allows it, and both sides ringing at once: one call each time."""

import os
import random
from uuid import UUID

import pytest

from chatserver.core.errors import ErrorCode
from chatserver.core.ids import new_id
from people.models import Unit
from signaling import queries
from signaling.actions import custody, observations, parties
from signaling.models import Call
from tests.rooms import world as rooms
from tests.rooms.conftest import opened_room
from tests.rooms.refusals import refused
from tests.rooms.test_two_at_once import acks, at_once
from tests.rooms.world import World
from tests.signaling.calls import accept, decline, end, report, start

# In a room; VARDRUM_TEST_GLARE=1000 takes as many rooms as make the full count.
ROUNDS = 25
ROOMS = -(-int(os.environ.get("VARDRUM_TEST_GLARE", ROUNDS)) // ROUNDS)


@pytest.fixture
def open_house(world: World) -> World:
    Unit.objects.filter(id=world.unit.id).update(residents_call=True)
    return world


def rung_by_anna(world: World, room_id: UUID) -> Call:
    parties.start_call(world.anna, start(room_id, new_id()))
    return Call.objects.get(room_id=room_id, state="ringing")


def test_the_unit_says_whether_residents_call(world: World) -> None:
    held_id = world.held_case()
    with refused(ErrorCode.NOT_ALLOWED):
        parties.start_call(world.anna, start(held_id, new_id()))
    assert opened_room(world.anna, held_id)["room"]["residents_call"] is False
    Unit.objects.filter(id=world.unit.id).update(residents_call=True)
    assert opened_room(world.anna, held_id)["room"]["residents_call"] is True
    call = rung_by_anna(world, held_id)
    assert (call.by_resident, call.started_by) == (True, world.anna.account_id)


def test_it_rings_for_whoever_is_responsible(open_house: World, held_id: UUID) -> None:
    world, call = open_house, rung_by_anna(open_house, held_id)
    with refused(ErrorCode.NOT_ALLOWED):
        parties.accept_call(world.anna, accept(held_id, call.id, new_id()))
    with refused(ErrorCode.NOT_HOLDER):
        parties.accept_call(world.johan, accept(held_id, call.id, new_id()))
    with refused(ErrorCode.NOT_ALLOWED):
        parties.end_call(world.johan, end(held_id, call.id))
    with refused(ErrorCode.NOT_ALLOWED):
        queries.ice_servers(world.johan, call.id)
    assert queries.ice_servers(world.sara, call.id) is not None
    parties.accept_call(world.sara, accept(held_id, call.id, new_id()))
    observations.report_call(world.sara, report(held_id, call.id, "connected"))
    call.refresh_from_db()
    assert (call.state, call.answered_by) == ("connected", world.sara.account_id)


def test_staff_decline_and_the_resident_takes_back(open_house: World, held_id: UUID) -> None:
    first = rung_by_anna(open_house, held_id)
    parties.decline_call(open_house.sara, decline(held_id, first.id))
    second = rung_by_anna(open_house, held_id)
    parties.end_call(open_house.anna, end(held_id, second.id))
    reasons = Call.objects.filter(room_id=held_id).order_by("started_at").values_list("end_reason", flat=True)
    assert list(reasons) == ["declined", "cancelled"]


def test_a_ringing_call_follows_the_case_and_an_answered_one_ends_with_its_party(
    open_house: World, held_id: UUID
) -> None:
    world, call = open_house, rung_by_anna(open_house, held_id)
    rooms.come_in(world.johan)
    rooms.come_in(world.sara)
    rooms.reassign_by(world.helena, held_id, world.johan)
    assert not custody.end_if_room_moved_on(held_id)
    assert queries.rooms_that_moved_on() == []
    with refused(ErrorCode.NOT_HOLDER):
        parties.accept_call(world.sara, accept(held_id, call.id, new_id()))
    parties.accept_call(world.johan, accept(held_id, call.id, new_id()))
    assert not custody.end_if_room_moved_on(held_id)
    rooms.reassign_by(world.helena, held_id, world.sara)
    assert queries.rooms_that_moved_on() == [held_id]
    assert custody.end_if_room_moved_on(held_id)
    call.refresh_from_db()
    assert call.end_reason == "hung_up"


def test_of_two_wishes_one_call(open_house: World, held_id: UUID) -> None:
    """The second to come answers the first; which one that is does not matter."""
    call = rung_by_anna(open_house, held_id)
    peer = new_id()
    answer = parties.start_call(open_house.sara, start(held_id, peer))
    call.refresh_from_db()
    assert (answer.result, call.state, call.callee_peer) == (call.id, "connecting", peer)
    with refused(ErrorCode.CALL_BUSY):
        parties.start_call(open_house.anna, start(held_id, new_id()))


def test_one_tab_does_not_answer_itself(open_house: World, held_id: UUID) -> None:
    call = rung_by_anna(open_house, held_id)
    with refused(ErrorCode.BAD_REQUEST, field="peer_id"):
        parties.start_call(open_house.sara, start(held_id, call.caller_peer))


@pytest.mark.parametrize("number", range(ROOMS))
def test_both_press_call_again_and_again_and_it_is_one_call_each_time(
    open_house: World, held_id: UUID, number: int
) -> None:
    world = open_house
    for turn in range(number * ROUNDS, (number + 1) * ROUNDS):
        peers = {"sara": new_id(), "anna": new_id()}
        wishes = [
            lambda who=who, peer=peer: parties.start_call(getattr(world, who), start(held_id, peer))
            for who, peer in peers.items()
        ]
        random.Random(turn).shuffle(wishes)
        answers = acks(at_once(*wishes))
        call = Call.objects.exclude(state="ended").get(room_id=held_id)
        assert [answer.result for answer in answers] == [call.id, call.id]
        assert {call.caller_peer, call.callee_peer} == set(peers.values())
        parties.end_call(world.sara, end(held_id, call.id))
    assert Call.objects.filter(room_id=held_id).count() == ROUNDS


@pytest.mark.parametrize(
    ("told", "voice"),
    [({}, True), ({"may_call": False}, False), ({"may_call": None}, True), ({"language": "swl"}, False)],
)
def test_nobody_who_signs_or_asked_to_be_written_to_is_led_to_a_voice_call(
    world: World, told: dict[str, object], voice: bool
) -> None:
    case_id = world.case(summary=rooms.empty_summary(**told))
    assert opened_room(world.anna, case_id)["room"]["voice"] is voice
