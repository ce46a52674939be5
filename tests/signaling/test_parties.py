"""Starting, accepting, declining, going on elsewhere, ending: each with its refusals, and twice."""

import json
from datetime import timedelta
from uuid import UUID

import pytest

from chatserver.core import events
from chatserver.core.errors import ErrorCode
from chatserver.core.ids import new_id
from chatserver.core.models import AuditEntry
from rooms.actions.conclusion import conclude_case
from rooms.streams import room_stream
from signaling.actions import parties
from signaling.models import Call
from signaling.peers import Peer, polite_peer
from signaling.wire import RING_SECONDS
from tests.rooms import world as rooms
from tests.rooms.refusals import refused
from tests.rooms.world import World, room
from tests.signaling.calls import Ringing, accept, end, rejoin, start


@pytest.fixture
def ringing(world: World, held_id: UUID) -> Ringing:
    return Ringing(world, held_id)


# --- starting ------------------------------------------------------------------------------------------------------
def test_a_call_rings_in_the_room(world: World, held_id: UUID) -> None:
    peer = new_id()
    answer = parties.start_call(world.sara, start(held_id, peer, video=False))
    call = Call.objects.get(room_id=held_id)
    assert (answer.stream, answer.result) == (room_stream(held_id), call.id)
    assert (call.state, call.started_by, call.caller_peer, call.video) == (
        "ringing",
        world.sara.account_id,
        peer,
        False,
    )
    assert call.rings_until - call.started_at == timedelta(seconds=RING_SECONDS)
    frame = json.loads(events.after({room_stream(held_id): 0})[-1].frame)
    assert (frame["type"], frame["sequence"]) == ("call.rang", answer.sequence)
    assert frame["call"] == room(held_id).call
    assert (frame["call"]["state"], frame["call"]["polite_peer"], frame["call"]["generation"]) == ("ringing", None, 0)


def test_calls_are_in_the_audit_log(world: World, held_id: UUID) -> None:
    ringing = Ringing(world, held_id).established()
    ringing.ended(world.anna)
    rows = AuditEntry.objects.filter(object_type="call").order_by("at", "id")
    assert [row.action for row in rows] == ["call.start", "call.answer", "call.establish", "call.hang_up"]
    assert {row.object_id for row in rows} == {ringing.call_id}
    assert {row.resident_id for row in rows} == {world.anna.account_id}
    assert [row.actor_id for row in rows] == [
        world.sara.account_id, world.anna.account_id, world.sara.account_id, world.anna.account_id,
    ]  # fmt: skip


def test_only_who_is_responsible_calls(world: World, held_id: UUID) -> None:
    for colleague in (world.johan, world.helena):
        with refused(ErrorCode.NOT_HOLDER):
            parties.start_call(colleague, start(held_id, new_id()))
    with refused(ErrorCode.NOT_FOUND):
        parties.start_call(world.omar, start(held_id, new_id()))
    with refused(ErrorCode.NOT_ALLOWED):
        parties.start_call(world.anna, start(held_id, new_id()))


def test_nobody_calls_in_a_waiting_or_concluded_room(world: World, case_id: UUID) -> None:
    with refused(ErrorCode.NOT_HOLDER):
        parties.start_call(world.sara, start(case_id, new_id()))
    rooms.claim_for(world.sara, case_id)
    conclude_case(world.sara, rooms.conclude(case_id))
    with refused(ErrorCode.ROOM_CLOSED):
        parties.start_call(world.sara, start(case_id, new_id()))


def test_a_room_has_one_call_at_a_time(world: World, ringing: Ringing) -> None:
    with refused(ErrorCode.CALL_BUSY):
        parties.start_call(world.sara, start(ringing.room_id, new_id()))
    ringing.ended(world.sara)
    assert Ringing(world, ringing.room_id).state.state == "ringing"


def test_starting_twice_is_one_call(world: World, held_id: UUID) -> None:
    command = start(held_id, new_id())
    first = parties.start_call(world.sara, command)
    before = rooms.everything()
    assert parties.start_call(world.sara, command) == first
    assert (rooms.everything(), Call.objects.count()) == (before, 1)


# --- accepting -----------------------------------------------------------------------------------------------------
def test_an_answer_names_both_peers_and_who_yields(world: World, ringing: Ringing) -> None:
    ringing.accepted()
    state = ringing.state
    assert (state.state, state.answered_by, state.callee_peer) == (
        "connecting", world.anna.account_id, ringing.callee_peer,
    )  # fmt: skip
    assert state.polite_peer == polite_peer(Peer(ringing.caller_peer), Peer(ringing.callee_peer)).id
    assert ringing.story == ["call.rang", "call.accepted"]


def test_a_guardian_answers_for_a_child(world: World) -> None:
    case_id = world.child_case()
    rooms.claim_for(world.sara, case_id)
    ringing = Ringing(world, case_id)
    ringing.accepted(world.maria)
    assert ringing.state.answered_by == world.maria.account_id


def test_the_second_tab_is_told_that_somebody_answered(world: World, ringing: Ringing) -> None:
    ringing.accepted()
    with refused(ErrorCode.CONFLICT, state="connecting"):
        ringing.accepted(world.anna, new_id())
    assert ringing.state.callee_peer == ringing.callee_peer


def test_an_ended_call_cannot_be_accepted(world: World, ringing: Ringing) -> None:
    ringing.ended(world.sara)
    with refused(ErrorCode.CALL_OVER):
        ringing.accepted()


def test_staff_do_not_answer_their_own_units_calls(world: World, ringing: Ringing) -> None:
    with refused(ErrorCode.NOT_ALLOWED):
        ringing.accepted(world.sara)
    with refused(ErrorCode.NOT_HOLDER):
        ringing.accepted(world.johan)


def test_strangers_see_no_call(world: World, ringing: Ringing) -> None:
    for stranger in (world.maria, world.omar):
        with refused(ErrorCode.NOT_FOUND):
            ringing.accepted(stranger)
        with refused(ErrorCode.NOT_FOUND):
            ringing.ended(stranger)
        with refused(ErrorCode.NOT_FOUND):
            ringing.reported(stranger, "connected")


def test_a_call_of_another_room_does_not_exist(world: World, ringing: Ringing) -> None:
    other = world.held_case()
    with refused(ErrorCode.NOT_FOUND):
        parties.accept_call(world.anna, accept(other, ringing.call_id, new_id()))
    with refused(ErrorCode.NOT_FOUND):
        parties.end_call(world.sara, end(other, ringing.call_id))


def test_one_tab_cannot_be_both_ends(world: World, ringing: Ringing) -> None:
    with refused(ErrorCode.BAD_REQUEST, field="peer_id"):
        ringing.accepted(world.anna, ringing.caller_peer)


def test_accepting_twice_is_one_answer(world: World, ringing: Ringing) -> None:
    command = accept(ringing.room_id, ringing.call_id, ringing.callee_peer)
    first = parties.accept_call(world.anna, command)
    before = rooms.everything()
    assert parties.accept_call(world.anna, command) == first
    assert rooms.everything() == before


# --- declining and ending ------------------------------------------------------------------------------------------
def test_declining_ends_the_ringing(world: World, ringing: Ringing) -> None:
    ringing.declined()
    assert (ringing.state.state, ringing.state.end_reason) == ("ended", "declined")
    assert ringing.story == ["call.rang", "call.ended"]
    with refused(ErrorCode.CALL_OVER):
        ringing.declined()


def test_a_call_that_is_on_is_not_declined(world: World, ringing: Ringing) -> None:
    ringing.accepted()
    with refused(ErrorCode.ILLEGAL_MOVE, state="connecting", move="decline"):
        ringing.declined()


def test_the_caller_does_not_decline(world: World, ringing: Ringing) -> None:
    with refused(ErrorCode.NOT_ALLOWED):
        ringing.declined(world.sara)


def test_ending_while_it_rings_is_taking_back_or_declining(world: World, ringing: Ringing) -> None:
    ringing.ended(world.sara)
    assert ringing.state.end_reason == "cancelled"
    again = Ringing(world, ringing.room_id)
    again.ended(world.anna)
    assert again.state.end_reason == "declined"


@pytest.mark.parametrize("who", ["sara", "anna"])
def test_either_party_hangs_up(world: World, ringing: Ringing, who: str) -> None:
    ringing.established()
    ringing.ended(getattr(world, who))
    assert (ringing.state.state, ringing.state.end_reason) == ("ended", "hung_up")
    assert ringing.call.ended_at is not None
    assert ringing.story == ["call.rang", "call.accepted", "call.established", "call.ended"]


def test_hanging_up_what_has_ended_changes_nothing(world: World, ringing: Ringing) -> None:
    ringing.established().ended(world.sara)
    before = rooms.everything()
    assert ringing.ended(world.anna).sequence is None
    assert rooms.everything() == before
    assert ringing.state.end_reason == "hung_up"


def test_a_colleague_does_not_end_a_call(world: World, ringing: Ringing) -> None:
    for colleague in (world.johan, world.helena):
        with refused(ErrorCode.NOT_ALLOWED):
            ringing.ended(colleague)


def test_ending_twice_is_one_end(world: World, ringing: Ringing) -> None:
    command = end(ringing.room_id, ringing.call_id)
    first = parties.end_call(world.sara, command)
    before = rooms.everything()
    assert parties.end_call(world.sara, command) == first
    assert rooms.everything() == before


# --- going on elsewhere --------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("who", "side"), [("sara", "caller_peer"), ("anna", "callee_peer")])
def test_a_party_goes_on_in_another_tab(world: World, ringing: Ringing, who: str, side: str) -> None:
    ringing.established()
    peer = new_id()
    ringing.rejoined(getattr(world, who), peer)
    state = ringing.state
    assert (getattr(state, side), state.generation, state.state) == (peer, 1, "reconnecting")
    assert state.callee_peer is not None
    assert state.polite_peer == polite_peer(Peer(state.caller_peer), Peer(state.callee_peer)).id
    ringing.reported(world.sara, "connected")
    assert ringing.state.state == "connected"
    assert ringing.story[-2:] == ["call.rejoined", "call.established"]


def test_a_new_connection_has_its_own_time(world: World, ringing: Ringing) -> None:
    ringing.established()
    ringing.reported(world.anna, "lost")
    lost_at = ringing.call.unsettled_since
    ringing.rejoined(world.anna, ringing.callee_peer)
    rejoined_at = ringing.call.unsettled_since
    assert lost_at is not None
    assert rejoined_at is not None
    assert rejoined_at > lost_at


def test_the_caller_may_reload_while_it_rings(world: World, ringing: Ringing) -> None:
    peer = new_id()
    ringing.rejoined(world.sara, peer)
    assert (ringing.state.state, ringing.state.caller_peer) == ("ringing", peer)
    ringing.accepted()
    assert ringing.state.state == "connecting"


def test_only_a_party_goes_on(world: World, ringing: Ringing) -> None:
    with refused(ErrorCode.NOT_FOUND):
        ringing.rejoined(world.anna, new_id())
    ringing.accepted()
    with refused(ErrorCode.NOT_FOUND):
        ringing.rejoined(world.johan, new_id())
    with refused(ErrorCode.BAD_REQUEST, field="peer_id"):
        ringing.rejoined(world.anna, ringing.caller_peer)
    ringing.ended(world.sara)
    with refused(ErrorCode.CALL_OVER):
        ringing.rejoined(world.anna, new_id())


def test_going_on_twice_is_one_new_connection(world: World, ringing: Ringing) -> None:
    ringing.accepted()
    command = rejoin(ringing.room_id, ringing.call_id, new_id())
    first = parties.rejoin_call(world.anna, command)
    before = rooms.everything()
    assert parties.rejoin_call(world.anna, command) == first
    assert (rooms.everything(), ringing.state.generation) == (before, 1)
