"""Guests in a call between two others: coming, going, being taken out, falling silent: with refusals, and twice."""

import json
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from chatserver.core import clock, events
from chatserver.core.actor import Actor
from chatserver.core.errors import ErrorCode
from chatserver.core.ids import new_id
from chatserver.core.models import AuditEntry
from rooms.actions.arriving import leave_room
from rooms.actions.guests import withdraw_guest
from rooms.guest_states import MAX_GUESTS
from rooms.models import Invitation
from rooms.queries import guests as guest_queries
from rooms.streams import room_stream
from rooms.wire import OpenRoom
from signaling import jobs, queries
from signaling.actions import members, parties
from signaling.membership import MAX_IN_CALL
from signaling.models import CallMember, Measured
from signaling.patience import GONE_SECONDS, LEASE_SECONDS
from signaling.peers import Peer, polite_peer
from tests.rooms import world as rooms
from tests.rooms.conftest import opened_room
from tests.rooms.refusals import refused
from tests.rooms.test_two_at_once import acks, at_once, refusals
from tests.rooms.world import World, everything
from tests.signaling.calls import Ringing, end, join, leave, measured, remove, start


@pytest.fixture
def call(world: World, held_id: UUID) -> Ringing:
    return Ringing(world, held_id).established()


@pytest.fixture
def amira(world: World, call: Ringing) -> Actor:
    return guest(world, call)


def guest(world: World, call: Ringing, **changes: Any) -> Actor:
    return rooms.guest_in(world.sara, call.room_id, **({"may_call": True} | changes))


def inside(call: Ringing) -> list[UUID]:
    return [member.account_id for member in call.state.others]


# --- joining -------------------------------------------------------------------------------------------------------
def test_a_guest_joins_and_everybody_is_told_who(call: Ringing, amira: Actor) -> None:
    peer = new_id()
    answer = call.joined(amira, peer)
    assert answer.result == call.call_id
    [member] = call.state.others
    assert (member.account_id, member.peer_id, member.generation) == (amira.account_id, peer, 0)
    assert (call.state.state, call.state.generation) == ("connected", 0)
    frame = json.loads(events.after({room_stream(call.room_id): 0})[-1].frame)
    assert (frame["type"], frame["by"]["name"]) == ("call.joined", amira.name)
    assert frame["call"] == rooms.room(call.room_id).call


def test_everybody_is_told_who_was_taken_out_for_good(world: World, call: Ringing, amira: Actor) -> None:
    call.joined(amira)
    call.left(amira)
    assert (inside(call), call.state.removed) == ([], [])
    call.joined(amira)
    call.removed(world.sara, amira)
    assert (inside(call), call.state.removed) == ([], [amira.account_id])


def test_comings_and_goings_are_in_the_audit_log(world: World, call: Ringing, amira: Actor) -> None:
    call.joined(amira)
    call.left(amira)
    call.joined(amira)
    call.removed(world.sara, amira)
    rows = AuditEntry.objects.filter(object_id=call.call_id).order_by("at", "id")
    assert [(row.action, row.actor_id) for row in rows][-4:] == [
        ("call.join", amira.account_id),
        ("call.leave", amira.account_id),
        ("call.join", amira.account_id),
        ("call.remove", world.sara.account_id),
    ]


def test_only_guests_with_the_right_join(world: World, call: Ringing) -> None:
    for actor in (guest(world, call, may_call=False), world.johan, world.anna, world.sara):
        with refused(ErrorCode.NOT_ALLOWED):
            call.joined(actor)
    with refused(ErrorCode.NOT_FOUND):
        call.joined(world.omar)
    elsewhere = rooms.guest_in(world.sara, world.held_case(), may_call=True)
    waiting = rooms.arrived(rooms.invited(world.sara, call.room_id, may_call=True))
    for actor in (elsewhere, waiting):
        with refused(ErrorCode.NOT_FOUND):
            call.joined(actor)


def test_nobody_joins_what_rings_or_is_over(world: World, held_id: UUID) -> None:
    ringing = Ringing(world, held_id)
    amira = guest(world, ringing)
    with refused(ErrorCode.ILLEGAL_MOVE, state="ringing", move="join"):
        ringing.joined(amira)
    ringing.established().ended(world.sara)
    with refused(ErrorCode.CALL_OVER):
        ringing.joined(amira)


def test_a_call_takes_four_and_no_fifth(world: World, call: Ringing) -> None:
    first, second, third = (guest(world, call) for _ in range(3))
    call.joined(first)
    call.joined(second)
    before = everything()
    with refused(ErrorCode.CALL_FULL, limit=MAX_IN_CALL):
        call.joined(third)
    assert everything() == before
    # Whoever is in it may go on from another page; where one has left there is room.
    call.joined(first)
    call.left(second)
    call.joined(third)
    assert set(inside(call)) == {first.person, third.person}


def test_the_same_wish_twice_is_one_coming(call: Ringing, amira: Actor) -> None:
    command = join(call.room_id, call.call_id, new_id())
    first = members.join_call(amira, command)
    assert members.join_call(amira, command) == first
    assert call.story.count("call.joined") == 1
    assert call.state.others[0].generation == 0


def test_from_another_page_the_connections_are_built_anew(call: Ringing, amira: Actor) -> None:
    call.joined(amira)
    peer = new_id()
    call.joined(amira, peer)
    [member] = call.state.others
    assert (member.peer_id, member.generation) == (peer, 1)
    assert CallMember.objects.filter(call_id=call.call_id).count() == 1


def test_a_tab_is_one_persons(call: Ringing, amira: Actor) -> None:
    for peer in (call.caller_peer, call.callee_peer):
        with refused(ErrorCode.BAD_REQUEST, field="peer_id"):
            call.joined(amira, peer)


def test_a_partys_new_page_counts_as_theirs_alone(world: World, call: Ringing, amira: Actor) -> None:
    call.joined(amira)
    call.rejoined(world.sara, new_id())
    call.rejoined(world.anna, new_id())
    call.rejoined(world.sara, new_id())
    assert (call.state.generation, call.state.caller_generation, call.state.others[0].generation) == (3, 2, 0)


def test_of_two_the_lower_peer_id_yields(call: Ringing) -> None:
    peers = [call.caller_peer, call.callee_peer]
    assert call.state.polite_peer == min(peers, key=str) == polite_peer(*map(Peer, peers)).id


# --- leaving and being taken out -----------------------------------------------------------------------------------
def test_whoever_leaves_is_out_and_the_call_goes_on(call: Ringing, amira: Actor) -> None:
    call.joined(amira)
    command = leave(call.room_id, call.call_id)
    first = members.leave_call(amira, command)
    assert members.leave_call(amira, command) == first
    assert call.left(amira).sequence is None
    assert (inside(call), call.state.state) == ([], "connected")
    assert call.story[-2:] == ["call.joined", "call.left"]


def test_whoever_is_not_in_it_cannot_leave_or_end_it(world: World, call: Ringing, amira: Actor) -> None:
    with refused(ErrorCode.NOT_FOUND):
        call.left(amira)
    call.joined(amira)
    with refused(ErrorCode.NOT_ALLOWED):
        call.ended(amira)
    with refused(ErrorCode.NOT_ALLOWED):
        parties.start_call(amira, start(call.room_id, new_id()))
    with refused(ErrorCode.NOT_ALLOWED):
        call.left(world.anna)


def test_staff_take_a_guest_out_for_as_long_as_the_call_lasts(world: World, call: Ringing, amira: Actor) -> None:
    call.joined(amira)
    command = remove(call.room_id, call.call_id, amira.person)
    for actor in (world.anna, amira):
        with refused(ErrorCode.NOT_ALLOWED):
            call.removed(actor, amira)
    first = members.remove_from_call(world.johan, command)
    assert members.remove_from_call(world.johan, command) == first
    assert (inside(call), call.state.state) == ([], "connected")
    with refused(ErrorCode.CALL_REMOVED):
        call.joined(amira)
    assert not queries.in_call(amira, call.room_id)
    with refused(ErrorCode.NOT_ALLOWED):
        queries.ice_servers(amira, call.call_id)
    call.ended(world.sara)
    again = Ringing(world, call.room_id).established()
    again.joined(amira)
    assert inside(again) == [amira.person]


def test_nobody_of_that_name_is_not_found(world: World, call: Ringing) -> None:
    with refused(ErrorCode.NOT_FOUND):
        members.remove_from_call(world.sara, remove(call.room_id, call.call_id, new_id()))
    with refused(ErrorCode.NOT_FOUND):
        members.remove_from_call(world.sara, remove(call.room_id, new_id(), new_id()))


def test_the_end_is_for_all(world: World, call: Ringing, amira: Actor) -> None:
    call.joined(amira)
    parties.end_call(world.sara, end(call.room_id, call.call_id))
    assert (inside(call), call.state.state) == ([], "ended")
    assert CallMember.objects.get().state == "over"
    with refused(ErrorCode.CALL_OVER):
        call.reported(amira, "connected")


def test_out_of_the_room_is_out_of_the_call(world: World, call: Ringing) -> None:
    shown_out, left = guest(world, call), guest(world, call)
    for one in (shown_out, left):
        call.joined(one)
    invitation = Invitation.objects.get(account_id=shown_out.person)
    withdraw_guest(world.sara, rooms.withdraw(call.room_id, invitation.id))
    leave_room(left)
    jobs.settle_members()
    assert (inside(call), call.story[-2:]) == ([], ["call.removed", "call.removed"])
    jobs.settle_members()
    assert call.story.count("call.removed") == 2


# --- the lease -----------------------------------------------------------------------------------------------------
def test_whoever_falls_silent_is_out_and_may_come_back(call: Ringing, amira: Actor) -> None:
    call.joined(amira)
    with clock.shifted(timedelta(seconds=LEASE_SECONDS - 1)):
        jobs.settle_members()
        assert CallMember.objects.get().gone_since is None
    with clock.shifted(timedelta(seconds=LEASE_SECONDS)):
        jobs.settle_members()
        assert inside(call) == [amira.person]
    with clock.shifted(timedelta(seconds=LEASE_SECONDS + GONE_SECONDS)):
        jobs.settle_members()
        assert (inside(call), call.story[-1]) == ([], "call.left")
        call.joined(amira)
        assert call.state.others[0].generation == 1


def test_a_report_renews_the_lease_and_is_measured(call: Ringing, amira: Actor) -> None:
    call.joined(amira)
    with clock.shifted(timedelta(seconds=LEASE_SECONDS)):
        jobs.settle_members()
        call.reported(amira, "lost", measured())
        assert CallMember.objects.get().gone_since is None
        jobs.settle_members()
        assert inside(call) == [amira.person]
    assert Measured.objects.get(account_id=amira.person).samples == 1
    # Whether the call itself stands is the two's to say.
    assert call.state.state == "connected"


def test_whoever_is_not_in_it_has_nothing_to_report(call: Ringing, amira: Actor) -> None:
    with refused(ErrorCode.NOT_FOUND):
        call.reported(amira, "connected")
    call.joined(amira)
    call.left(amira)
    with refused(ErrorCode.CALL_OVER):
        call.reported(amira, "connected")


# --- what guests hear ----------------------------------------------------------------------------------------------
def test_a_guest_with_the_right_sees_the_call_and_no_other_guest_does(world: World, call: Ringing) -> None:
    amira, reader = guest(world, call), guest(world, call, may_call=False)
    assert seen_by(amira, call) is not None
    assert seen_by(reader, call) is None
    call.joined(amira)
    told = {actor: [frame["type"] for frame in frames_of(actor, call)] for actor in (amira, reader)}
    assert told[amira][-1] == "call.joined"
    assert "call.joined" not in told[reader]
    call.ended(world.sara)
    assert seen_by(amira, call)["state"] == "ended"


def test_a_call_that_was_over_is_not_told(world: World, call: Ringing) -> None:
    call.ended(world.sara)
    assert seen_by(guest(world, call), call) is None


def seen_by(actor: Actor, call: Ringing) -> Any:
    return opened_room(actor, call.room_id)["room"]["call"]


def frames_of(actor: Actor, call: Ringing) -> list[dict[str, Any]]:
    entry = Invitation.objects.get(account_id=actor.person).entered_sequence or 0
    opening = OpenRoom(type="room.open", id=new_id(), room_id=call.room_id, cursors=None)
    veil = guest_queries.open_room(actor, opening).veil
    assert veil is not None
    return [json.loads(veil(event)) for event in events.after({room_stream(call.room_id): entry})]


def test_a_guest_in_the_call_gets_servers(call: Ringing, amira: Actor) -> None:
    with refused(ErrorCode.NOT_ALLOWED):
        queries.ice_servers(amira, call.call_id)
    call.joined(amira)
    assert queries.ice_servers(amira, call.call_id).good_for > 0


# --- at once -------------------------------------------------------------------------------------------------------
def test_of_many_who_come_at_once_two_are_let_in(world: World, call: Ringing) -> None:
    crowd = [guest(world, call) for _ in range(MAX_GUESTS)]
    outcomes = at_once(*[lambda one=one: call.joined(one) for one in crowd])
    assert len(acks(outcomes)) == MAX_IN_CALL - 2
    assert {refusal.code for refusal in refusals(outcomes)} == {ErrorCode.CALL_FULL}
    assert len(inside(call)) == MAX_IN_CALL - 2


def test_a_coming_and_the_end_do_not_cross(world: World, call: Ringing, amira: Actor) -> None:
    at_once(lambda: call.joined(amira), lambda: call.ended(world.sara))
    assert (call.state.state, inside(call)) == ("ended", [])
    assert not CallMember.objects.filter(state="in").exists()
