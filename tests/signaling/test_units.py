"""How a unit wants its calls: who may say so, what comes of it, and that it is written down."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings as configured
from django.test import Client
from pytest_django import Settings

from chatserver.core.actor import ADMINISTRATOR, SUPERVISOR, Actor
from chatserver.core.errors import ErrorCode
from chatserver.core.ids import new_id
from chatserver.core.limits import RATES
from chatserver.core.models import AuditEntry, Event
from rooms.streams import room_stream
from signaling import policy, queries
from signaling.actions import parties
from signaling.actions.units import set_unit_calls
from signaling.models import Call, UnitCalls
from signaling.queries.units import unit_calls
from signaling.wire import SetUnitCalls
from tests.rooms import world as rooms
from tests.rooms.conftest import opened_room
from tests.rooms.refusals import refused
from tests.rooms.test_api import browser_of
from tests.rooms.test_two_at_once import at_once
from tests.rooms.world import World
from tests.signaling.calls import Ringing, accept, end, start
from tests.signaling.test_api import SERVERS

RUNG, NOT_RUNG = (SetUnitCalls(relay_only=False, residents_call=may) for may in (True, False))
RELAYED, DIRECT = SetUnitCalls(relay_only=True), SetUnitCalls(relay_only=False)


@pytest.fixture(autouse=True)
def relay(world: World, settings: Settings) -> None:
    del world
    settings.ROOT_URLCONF = "tests.signaling.urls"
    settings.ENVIRONMENT = replace(configured.ENVIRONMENT, ice_servers=SERVERS, turn_secret="a secret of tests")


def without_relay(settings: Settings) -> None:
    settings.ENVIRONMENT = replace(configured.ENVIRONMENT, ice_servers=SERVERS[:1])


def recorded() -> list[str]:
    found = AuditEntry.objects.filter(action__startswith="unit.").order_by("id")
    return list(found.values_list("action", flat=True))


def administrator(world: World) -> Actor:
    return replace(world.sara, roles=frozenset({ADMINISTRATOR}))


# --- who -------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("roles", "may"),
    [((), False), ((SUPERVISOR,), True), ((ADMINISTRATOR,), True), ((SUPERVISOR, ADMINISTRATOR), True)],
)
def test_who_may_say_how_a_unit_has_its_calls(roles: tuple[str, ...], may: bool) -> None:
    assert policy.may_set(roles) is may


def test_whoever_leads_the_unit_or_looks_after_it_decides(world: World) -> None:
    set_unit_calls(world.helena, RELAYED)
    set_unit_calls(administrator(world), DIRECT)
    assert recorded() == ["unit.relay_only", "unit.relay_dropped"]
    for stranger in (world.sara, world.omar):
        with refused(ErrorCode.NOT_ALLOWED):
            set_unit_calls(stranger, RELAYED)
        with refused(ErrorCode.NOT_ALLOWED):
            unit_calls(stranger)
    with refused(ErrorCode.UNIT_REQUIRED):
        set_unit_calls(replace(world.helena, unit_id=None), RELAYED)
    with refused(ErrorCode.UNIT_REQUIRED):
        set_unit_calls(world.anna, RELAYED)
    assert UnitCalls.objects.get().relay_only is False


# --- what ------------------------------------------------------------------------------------------------------------
def test_until_somebody_decides_calls_go_as_they_find_their_way(world: World) -> None:
    assert unit_calls(world.helena).model_dump() == {
        "relay_only": False,
        "has_relay": True,
        "residents_call": False,
        "changed_at": None,
        "changed_by": None,
    }


def test_the_next_call_of_the_unit_goes_through_the_relay_and_no_other_unit_s(world: World) -> None:
    call = Ringing(world, world.held_case())
    before = queries.ice_servers(world.anna, call.call_id)
    assert (before.relay_only, len(before.ice_servers)) == (False, 2)
    set_unit_calls(replace(world.omar, roles=frozenset({SUPERVISOR})), RELAYED)
    assert not queries.ice_servers(world.anna, call.call_id).relay_only
    set_unit_calls(world.helena, RELAYED)
    after = queries.ice_servers(world.anna, call.call_id)
    assert (after.relay_only, [server.urls for server in after.ice_servers]) == (True, [["turn:turn.example:3478"]])


def test_it_says_when_and_by_whom(world: World) -> None:
    set_unit_calls(world.helena, RELAYED)
    shown = unit_calls(administrator(world))
    assert (shown.relay_only, shown.changed_by) == (True, "Helena Strand")
    [entry] = AuditEntry.objects.filter(action="unit.relay_only")
    assert (entry.actor_id, entry.unit_id, entry.object_id) == (world.helena.person, world.unit.id, world.unit.id)
    assert (entry.resident_id, shown.changed_at) == (None, UnitCalls.objects.get().changed_at)


def test_the_same_wish_again_is_written_once(world: World) -> None:
    set_unit_calls(world.helena, RELAYED)
    shown = unit_calls(world.helena)
    set_unit_calls(administrator(world), RELAYED)
    assert (recorded(), unit_calls(world.helena)) == (["unit.relay_only"], shown)
    events = Event.objects.count()
    set_unit_calls(world.helena, DIRECT)
    # No stream shows it: it is asked for with each call.
    assert Event.objects.count() == events


def test_two_who_wish_the_same_at_once_are_written_once(world: World) -> None:
    def wish(actor: Actor) -> Callable[[], None]:
        return lambda: set_unit_calls(actor, RELAYED)

    assert at_once(wish(world.helena), wish(administrator(world)), wish(world.helena)) == [None, None, None]
    assert recorded() == ["unit.relay_only"]


# --- who rings -------------------------------------------------------------------------------------------------------
def test_residents_of_the_unit_may_ring_from_then_on_and_of_no_other_unit(world: World) -> None:
    held_id = world.held_case()
    set_unit_calls(replace(world.omar, roles=frozenset({SUPERVISOR})), RUNG)
    with refused(ErrorCode.NOT_ALLOWED):
        parties.start_call(world.anna, start(held_id, new_id()))
    set_unit_calls(world.helena, RUNG)
    assert opened_room(world.anna, held_id)["room"]["residents_call"] is True
    parties.start_call(world.anna, start(held_id, new_id()))
    ringing = Call.objects.get(room_id=held_id)
    set_unit_calls(world.helena, NOT_RUNG)
    # What rings goes on; the next one is not begun.
    parties.accept_call(world.sara, accept(held_id, ringing.id, new_id()))
    parties.end_call(world.sara, end(held_id, ringing.id))
    assert opened_room(world.anna, held_id)["room"]["residents_call"] is False
    with refused(ErrorCode.NOT_ALLOWED):
        parties.start_call(world.anna, start(held_id, new_id()))


def test_every_room_that_somebody_has_is_told_and_no_other(world: World, held_id: UUID) -> None:
    waiting = world.case()
    for wish in (RUNG, RUNG, NOT_RUNG):
        set_unit_calls(world.helena, wish)
    told = [(event.stream, json.loads(event.frame)) for event in Event.objects.filter(type="unit.residents_call")]
    assert [(stream, frame["residents_call"], frame["by"]["name"]) for stream, frame in told] == [
        (room_stream(held_id), may, world.unit.name) for may in (True, False)
    ]
    set_unit_calls(world.helena, RUNG)
    for_now = opened_room(world.anna, waiting)["room"]
    assert (for_now["state"], for_now["residents_call"]) == ("waiting", False)
    rooms.claim_for(world.sara, waiting)
    assert opened_room(world.anna, waiting)["room"]["residents_call"] is True


def test_who_rings_is_written_down_too_and_once(world: World) -> None:
    for wish in (RUNG, RUNG, NOT_RUNG, NOT_RUNG):
        set_unit_calls(world.helena, wish)
    assert recorded() == ["unit.residents_call", "unit.residents_call_ended"]
    shown = unit_calls(world.helena)
    assert (shown.residents_call, shown.changed_by) == (False, "Helena Strand")


def test_a_wish_that_says_nothing_of_who_rings_leaves_it(world: World) -> None:
    set_unit_calls(world.helena, RUNG)
    set_unit_calls(world.helena, RELAYED)
    shown = unit_calls(world.helena)
    assert (shown.residents_call, shown.relay_only) == (True, True)
    assert recorded() == ["unit.residents_call", "unit.relay_only"]


def test_both_at_once_are_two_lines_of_the_log(world: World) -> None:
    set_unit_calls(world.helena, SetUnitCalls(relay_only=True, residents_call=True))
    assert recorded() == ["unit.relay_only", "unit.residents_call"]


def test_strangers_let_nobody_ring(world: World) -> None:
    for stranger in (world.sara, world.omar):
        with refused(ErrorCode.NOT_ALLOWED):
            set_unit_calls(stranger, RUNG)
    assert not unit_calls(world.helena).residents_call


def test_of_a_wish_that_is_refused_nothing_holds(world: World, settings: Settings) -> None:
    without_relay(settings)
    with refused(ErrorCode.CONFLICT, field="relay_only"):
        set_unit_calls(world.helena, SetUnitCalls(relay_only=True, residents_call=True))
    assert (recorded(), unit_calls(world.helena).residents_call) == ([], False)
    set_unit_calls(world.helena, RUNG)
    assert unit_calls(world.helena).residents_call


def test_two_who_let_residents_ring_at_once_are_written_once(world: World) -> None:
    def wish(actor: Actor) -> Callable[[], None]:
        return lambda: set_unit_calls(actor, RUNG)

    assert at_once(wish(world.helena), wish(administrator(world)), wish(world.helena)) == [None, None, None]
    assert recorded() == ["unit.residents_call"]


# --- without a relay -------------------------------------------------------------------------------------------------
def test_no_unit_is_sent_to_a_relay_that_is_not_there(world: World, settings: Settings) -> None:
    without_relay(settings)
    assert unit_calls(world.helena).has_relay is False
    with refused(ErrorCode.CONFLICT, field="relay_only"):
        set_unit_calls(world.helena, RELAYED)


def test_out_of_a_relay_that_is_gone_there_is_a_way(world: World, settings: Settings) -> None:
    set_unit_calls(world.helena, RELAYED)
    without_relay(settings)
    # Still the wish: calls fail rather than show an address.
    set_unit_calls(world.helena, RELAYED)
    assert unit_calls(world.helena).relay_only
    set_unit_calls(world.helena, DIRECT)
    assert not unit_calls(world.helena).relay_only


# --- over HTTP -------------------------------------------------------------------------------------------------------
def put(client: Client, *, relay_only: bool) -> Any:
    return client.put("/api/staff/unit/calls", {"relay_only": relay_only}, content_type="application/json")


def test_the_whole_way_over_http(world: World) -> None:
    answer = put(browser_of(world.helena), relay_only=True)
    assert (answer.status_code, answer.json()["relay_only"]) == (200, True)
    assert browser_of(world.helena).get("/api/staff/unit/calls").json() == answer.json()
    assert browser_of(world.sara).get("/api/staff/unit/calls").status_code == 403


def test_nobody_fills_the_log(world: World) -> None:
    helena = browser_of(world.helena)
    burst = RATES["unit.calls"].burst
    answers = [put(helena, relay_only=number % 2 == 0).status_code for number in range(burst + 1)]
    assert answers == [200] * burst + [429]
    assert len(recorded()) == burst
