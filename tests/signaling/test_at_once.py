"""Parties that act at the same moment: the room's lock settles it, and the story has one end."""

from uuid import UUID

import pytest

from chatserver.core.errors import ErrorCode
from chatserver.core.ids import new_id
from chatserver.core.wire import Ack
from rooms.actions.conclusion import conclude_case
from signaling.actions import custody, observations, parties
from signaling.models import Call
from tests.rooms import world as rooms
from tests.rooms.test_two_at_once import acks, at_once, refusals
from tests.rooms.world import World
from tests.signaling.calls import Ringing, accept, start


@pytest.fixture
def ringing(world: World, held_id: UUID) -> Ringing:
    return Ringing(world, held_id)


def test_of_many_tabs_that_accept_one_has_the_call(world: World, ringing: Ringing) -> None:
    peers = [new_id() for _ in range(6)]
    outcomes = at_once(*[lambda peer=peer: ringing.accepted(world.anna, peer) for peer in peers])
    assert len(acks(outcomes)) == 1
    assert {refusal.code for refusal in refusals(outcomes)} == {ErrorCode.CONFLICT}
    assert ringing.state.callee_peer in peers
    assert ringing.story == ["call.rang", "call.accepted"]


def test_two_starts_are_one_call(world: World, held_id: UUID) -> None:
    outcomes = at_once(*[lambda: parties.start_call(world.sara, start(held_id, new_id()))] * 4)
    assert len(acks(outcomes)) == 1
    assert {refusal.code for refusal in refusals(outcomes)} == {ErrorCode.CALL_BUSY}
    assert Call.objects.filter(room_id=held_id).count() == 1


def test_the_same_answer_from_two_workers_is_one_answer(world: World, ringing: Ringing) -> None:
    command = accept(ringing.room_id, ringing.call_id, ringing.callee_peer)
    outcomes = at_once(*[lambda: parties.accept_call(world.anna, command)] * 4)
    assert len(acks(outcomes)) == 4
    assert len({ack.sequence for ack in acks(outcomes)}) == 1


def test_an_answer_and_a_taking_back_have_one_outcome(world: World, ringing: Ringing) -> None:
    at_once(ringing.accepted, lambda: ringing.ended(world.sara))
    assert ringing.story in (["call.rang", "call.ended"], ["call.rang", "call.accepted", "call.ended"])
    assert ringing.state.end_reason in ("cancelled", "hung_up")


def test_both_hang_up_and_it_ends_once(world: World, ringing: Ringing) -> None:
    ringing.established()
    outcomes = at_once(lambda: ringing.ended(world.sara), lambda: ringing.ended(world.anna))
    assert len(acks(outcomes)) == 2
    assert ringing.story.count("call.ended") == 1


def test_a_conclusion_a_reaction_and_a_report_do_not_cross(world: World, ringing: Ringing) -> None:
    ringing.established()
    at_once(
        lambda: conclude_case(world.sara, rooms.conclude(ringing.room_id)),
        lambda: ringing.reported(world.anna, "lost"),
    )
    assert custody.end_if_room_moved_on(ringing.room_id)
    assert not custody.end_if_room_moved_on(ringing.room_id)
    assert ringing.story[-1] == "call.ended"
    assert ringing.story.count("call.ended") == 1


def test_two_workers_miss_a_call_once(ringing: Ringing) -> None:
    Call.objects.filter(id=ringing.call_id).update(rings_until="2020-01-01T00:00:00Z")
    missed: list[bool] = []
    at_once(*[lambda: judged(ringing, missed)] * 2)
    assert sorted(missed) == [False, True]
    assert ringing.story == ["call.rang", "call.ended"]


def judged(ringing: Ringing, missed: list[bool]) -> Ack:
    missed.append(observations.miss_call(ringing.room_id, ringing.call_id))
    return Ack(type="ack", id=ringing.call_id, stream=None, sequence=None, result=None)
