"""Every door x everybody (OWASP ASVS 8.2). A door that is new and not in `doors.py` makes this fail."""

import json
from collections.abc import Mapping
from typing import Any, get_args

import pytest
from django.test import Client
from ninja import NinjaAPI

from chatserver import wiring
from chatserver.core.actor import Actor
from chatserver.core.errors import DomainError
from chatserver.core.ids import new_id
from chatserver.core.wire import Command, ErrorBody, Signal
from chatserver.core.work import in_database
from chatserver.urls import guest_api, resident_api, staff_api
from people.models import Login
from people.sessions import COOKIE_NAMES
from tests.people import world as people_world
from tests.protocol import roles
from tests.protocol.doors import (
    CLOSES,
    COMMANDS,
    GUEST_ROUTES,
    OPENS,
    RESIDENT_ROUTES,
    SIGNALS,
    STAFF_ROUTES,
    Knock,
    Route,
)
from tests.protocol.roles import GUESTS, RESIDENTS, STAFF, House, Things
from tests.protocol.tabs import Door, log_in
from tests.protocol.told import GONE, IN
from tests.rooms import world as rooms_world
from tests.rooms.world import World

Key = tuple[str, str]
REFUSALS = {"not_found": 404, "not_allowed": 403, "not_holder": 409, "not_logged_in": 401}

pytestmark = pytest.mark.either_database


@pytest.fixture
def house(world: World) -> House:
    return roles.build(world)


# --- nothing is forgotten ------------------------------------------------------------------------------------------
def routes_of(api: NinjaAPI) -> set[Key]:
    return {
        (method, path)
        for _, router in api._routers
        for path, view in router.path_operations.items()
        for operation in view.operations
        for method in operation.methods
    }


def test_every_door_has_its_row() -> None:
    assert routes_of(resident_api) == set(RESIDENT_ROUTES)
    assert routes_of(staff_api) == set(STAFF_ROUTES)
    assert routes_of(guest_api) == set(GUEST_ROUTES)
    table = wiring.TABLE
    assert (set(table.commands), set(table.opens)) == (set(COMMANDS), set(OPENS))
    assert (set(table.closes), set(table.signals)) == (set(CLOSES), set(SIGNALS))


# --- over HTTP -----------------------------------------------------------------------------------------------------
def ask(client: Client, audience: str, method: str, route: Route, things: Things) -> Any:
    call = getattr(client, method.lower())
    address = f"/api/{audience}{route.address(things)}"
    if "/uploads" in address:
        return upload(client, method, address)
    return call(address) if method == "GET" else call(address, json.dumps(route.body(things)), "application/json")


def upload(client: Client, method: str, address: str) -> Any:
    """As tus wants it: five bytes of ten."""
    headers = {"Tus-Resumable": "1.0.0", "Upload-Length": "10", "Upload-Offset": "0"}
    return client.generic(method, address, b"bytes", "application/offset+octet-stream", headers=headers)


def refusal_of(answer: Any) -> str:
    """The refusal if the door was shut, IN if it was not."""
    if answer.status_code < 400:
        return IN
    assert answer.status_code != 500, answer.content
    if not answer.content:
        # The answer to HEAD has no words.
        return next(code for code, status in REFUSALS.items() if status == answer.status_code)
    code = ErrorBody.model_validate_json(answer.content).code.value
    assert REFUSALS.get(code, answer.status_code) == answer.status_code
    return code if code in REFUSALS else IN


def browser_with(actor: Actor | None, *audiences: str) -> Client:
    """The same cookie under each name: one that is right for one audience must not open the other's doors."""
    client = people_world.browser()
    if actor is not None:
        key = log_in(actor).session_key
        for audience in audiences:
            client.cookies[COOKIE_NAMES[audience]] = key
    return client


@pytest.mark.parametrize("key", RESIDENT_ROUTES, ids=" ".join)
def test_residents_doors(house: House, key: Key) -> None:
    knock_at_all(house, "resident", RESIDENTS, (*STAFF, *GUESTS), key, RESIDENT_ROUTES[key])


@pytest.mark.parametrize("key", STAFF_ROUTES, ids=" ".join)
def test_staff_doors(house: House, key: Key) -> None:
    knock_at_all(house, "staff", STAFF, (*RESIDENTS, *GUESTS), key, STAFF_ROUTES[key])


@pytest.mark.parametrize("key", GUEST_ROUTES, ids=" ".join)
def test_guests_doors(house: House, key: Key) -> None:
    knock_at_all(house, "guest", GUESTS, (*RESIDENTS, *STAFF), key, GUEST_ROUTES[key])


def knock_at_all(
    house: House, audience: str, own: tuple[str, ...], others: tuple[str, ...], key: Key, route: Route
) -> None:
    method, _ = key
    if route.told is None:
        assert ask(people_world.browser(), audience, method, route, house.things("owner")).status_code < 500
        return
    told: dict[str, str] = {}
    for role in own:
        things = house.things(role)
        told[role] = refusal_of(ask(browser_with(house.actor(role), audience), audience, method, route, things))
    assert told == {role: route.told[role] for role in own}
    things = house.things("owner")
    strangers = [people_world.browser(), browser_ended(house.actor(own[0]), audience)]
    strangers += [browser_with(house.actor(role), "resident", "staff", "guest") for role in others]
    for stranger in strangers:
        assert refusal_of(ask(stranger, audience, method, route, things)) == "not_logged_in"


def browser_ended(actor: Actor, audience: str) -> Client:
    client = browser_with(actor, audience)
    Login.objects.filter(account_id=actor.person).update(ended_at="2026-01-01T00:00:00Z")
    return client


# --- over the socket -----------------------------------------------------------------------------------------------
def frame_of(kind: type[Any], knock: Knock, things: Things) -> dict[str, Any]:
    name = get_args(kind.model_fields["type"].annotation)[0]
    made = {"type": name, **knock.frame(things)}
    return {"id": new_id(), **made} if issubclass(kind, Command) else made


@pytest.mark.parametrize("kind", [*COMMANDS, *OPENS], ids=lambda kind: kind.__name__)
def test_commands_and_openings(house: House, kind: type[Command]) -> None:
    knock = {**COMMANDS, **OPENS}[kind]
    handle = wiring.TABLE.commands[kind] if kind in COMMANDS else wiring.TABLE.opens[kind].fetch
    told: dict[str, str] = {}
    for role in (*RESIDENTS, *STAFF, *GUESTS):
        things = house.things(role)
        command = kind.model_validate(frame_of(kind, knock, things))
        before = rooms_world.everything()
        try:
            handle(house.actor(role), command)
            told[role] = IN
        except DomainError as refusal:
            told[role] = refusal.code.value if refusal.code.value in REFUSALS else IN
            assert rooms_world.everything() == before
    assert told == dict(knock.told)


@pytest.mark.parametrize("kind", SIGNALS, ids=lambda kind: kind.__name__)
async def test_signals(house: House, door: Door, kind: type[Signal]) -> None:
    """Each role opens the room if it may, and sends the signal."""
    knock = SIGNALS[kind]
    assert await told_by_socket(house, door, kind, knock) == dict(knock.told)


async def told_by_socket(house: House, door: Door, kind: type[Signal], knock: Knock) -> Mapping[str, str]:
    told: dict[str, str] = {}
    for role in (*RESIDENTS, *STAFF, *GUESTS):
        things = await in_database(house.things, role)
        frame = await in_database(frame_of, kind, knock, things)
        tab = await door.tab(house.actor(role))
        opened = await tab.open(things.room_id)
        assert (opened["type"] == "ack") == (knock.told[role] != GONE)
        await tab.tell(json.loads(json.dumps(frame, default=str)))
        # A signal that passes is not answered. What comes after two ways to the database and back would have been.
        if knock.told[role] == IN:
            await tab.heartbeat()
            await tab.open(things.room_id)
        else:
            await tab.until("error")
        errors = [frame["code"] for frame in tab.heard if frame["type"] == "error" and frame["id"] is None]
        told[role] = errors[0] if errors else IN
    return told


@pytest.mark.parametrize("kind", CLOSES, ids=lambda kind: kind.__name__)
async def test_closing_what_one_has_not_open_tells_nothing(house: House, door: Door, kind: type[Command]) -> None:
    things = await in_database(house.things, "owner")
    stranger = await door.tab(house.actor("other_resident"))
    frame = json.loads(json.dumps(frame_of(kind, CLOSES[kind], things), default=str))
    await stranger.tell(frame)
    answer = await stranger.until("ack")
    assert (answer["stream"], answer["sequence"], answer["result"]) == (None, None, None)


async def test_no_socket_opens_without_a_login_that_stands(house: House, door: Door) -> None:
    resident, staff = house.actor("owner"), house.actor("holder")
    assert await door.refused("resident", (await in_database(log_in, staff)).session_key) == 4401
    assert await door.refused("staff", (await in_database(log_in, resident)).session_key) == 4401
    ended = (await in_database(log_in, resident)).session_key
    await in_database(Login.objects.update, ended_at="2026-01-01T00:00:00Z")
    assert await door.refused("resident", ended) == 4401
