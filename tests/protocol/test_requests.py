"""Whoever has no socket, request by request, through the ASGI application: the same rooms, rules and cursors."""

import asyncio
import contextlib
import json
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import pytest
from asgiref.testing import ApplicationCommunicator

from chatserver import runtime
from chatserver.core.actor import SYSTEM, Actor
from chatserver.core.errors import DomainError
from chatserver.core.events import MAX_BACKLOG
from chatserver.core.gateway.crowd import Crowd
from chatserver.core.gateway.requests import Requests
from chatserver.core.ids import new_id
from chatserver.core.models import AuditEntry
from chatserver.core.work import in_database
from people.actions import accounts
from people.models import Login
from people.sessions import COOKIE_NAMES
from rooms.actions import custody
from rooms.models import Message
from tests.protocol.tabs import ORIGIN, Door, log_in
from tests.protocol.test_membership import turn_13
from tests.rooms import world as rooms_world
from tests.rooms.world import World

WAIT = 15


@dataclass
class Browser:
    """A tab that asks again after each answer, with what it follows."""

    requests: Requests
    audience: str
    key: str
    origin: str = ORIGIN
    peer_id: str = field(default_factory=lambda: str(new_id()))
    follows: dict[str, dict[str, Any]] = field(default_factory=dict)
    heard: list[dict[str, Any]] = field(default_factory=list)

    def call(self, name: str, body: Any, method: str = "POST") -> Any:
        path = f"/api/{self.audience}/{name}"
        headers = [
            (b"origin", self.origin.encode()),
            (b"content-type", b"application/json"),
            (b"cookie", f"{COOKIE_NAMES[self.audience]}={self.key}".encode()),
        ]
        scope = {"type": "http", "method": method, "path": path, "headers": headers}
        serve = self.requests.addresses([self.audience])[path]
        make: Any = ApplicationCommunicator
        return make(serve, {**scope, "body": body})

    async def ask(self, name: str, method: str = "POST", **body: Any) -> tuple[int, Any]:
        call = self.call(name, body, method)
        hello = {"type": "hello", "protocol": 1, "peer_id": self.peer_id}
        await call.send_input({"type": "http.request", "body": json.dumps({"hello": hello, **body}).encode()})
        return await self.answer_of(call)

    async def answer_of(self, call: Any) -> tuple[int, Any]:
        start = await call.receive_output(timeout=WAIT)
        answer = json.loads((await call.receive_output(timeout=WAIT))["body"])
        await call.wait(timeout=WAIT)
        if start["status"] == 200:
            self.take(answer)
        return start["status"], answer

    def take(self, answer: dict[str, Any]) -> None:
        self.follows.update(answer["opened"])
        for stream in answer["closed"]:
            self.follows.pop(stream, None)
        for frame in answer["frames"]:
            self.heard.append(frame)
            if frame["type"] == "stream.ended":
                self.follows.pop(frame["stream"], None)
            elif "sequence" in frame and frame.get("stream") in self.follows and frame["type"] != "ack":
                assert frame["sequence"] == self.follows[frame["stream"]]["cursor"] + 1
                self.follows[frame["stream"]]["cursor"] = frame["sequence"]

    async def events(self, seconds: int = 0) -> list[dict[str, Any]]:
        status, answer = await self.ask("events", follows=list(self.follows.values()), seconds=seconds)
        assert status == 200, answer
        frames: list[dict[str, Any]] = answer["frames"]
        return frames

    async def until(self, kind: str) -> dict[str, Any]:
        for _ in range(10):
            for frame in await self.events(seconds=5):
                if frame["type"] == kind:
                    return frame
        raise AssertionError(f"no {kind}")

    async def give(self, **frame: Any) -> dict[str, Any]:
        status, answer = await self.ask("commands", frames=[{"id": str(new_id()), **frame}])
        assert status == 200, answer
        last: dict[str, Any] = answer["frames"][-1]
        return last

    async def open(self, room_id: UUID) -> dict[str, Any]:
        return await self.give(type="room.open", room_id=str(room_id), cursors=None)

    async def say(self, room_id: UUID, text: str, **changes: Any) -> dict[str, Any]:
        room, message = str(room_id), str(new_id())
        given = {"room_id": room, "shown_room_id": room, "client_message_id": message, "text": text, "picture_id": None}
        return await self.give(type="message.send", **(given | changes))


@dataclass
class House:
    requests: Requests
    door: Door

    async def browser(self, actor: Actor, **changes: Any) -> Browser:
        login = await in_database(log_in, actor)
        return Browser(self.requests, actor.kind.value, login.session_key, **changes)


@pytest.fixture
async def house(door: Door) -> House:
    services = door.gateway._services
    return House(Requests(services, COOKIE_NAMES, door.gateway.crowd, runtime._recheck), door)


# --- a conversation -------------------------------------------------------------------------------------------------
async def test_a_message_goes_both_ways_and_the_other_may_have_a_socket(world: World, house: House) -> None:
    room_id: UUID = await in_database(world.held_case)
    anna, sara = await house.browser(world.anna), await house.door.tab(world.sara)
    assert [frame["type"] for frame in await anna.events()] == ["welcome", "heads"]
    assert (await anna.open(room_id))["type"] == "ack"
    assert anna.heard[-2]["type"] == "room.snapshot"
    await sara.open(room_id)
    waiting = asyncio.create_task(anna.until("message.sent"))
    assert (await sara.say(room_id, "Hej Anna"))["type"] == "ack"
    assert (await waiting)["text"] == "Hej Anna"
    ack = await anna.say(room_id, "Hej")
    assert (ack["type"], ack["sequence"]) == ("ack", anna.follows[f"room:{room_id}"]["cursor"] + 1)
    assert (await sara.until("message.sent", lambda frame: frame["text"] == "Hej"))["sequence"] == ack["sequence"]
    assert (await anna.until("message.sent"))["text"] == "Hej"


async def test_what_was_said_between_two_requests_comes_with_the_next_and_nothing_twice(
    world: World, house: House
) -> None:
    room_id: UUID = await in_database(world.held_case)
    anna = await house.browser(world.anna)
    await anna.open(room_id)
    for number in range(MAX_BACKLOG + 3):
        await in_database(rooms_world.send, world.sara, room_id, str(number))
    texts: list[str] = []
    while len(texts) < MAX_BACKLOG + 3:
        frames = await anna.events(seconds=5)
        texts += [frame["text"] for frame in frames if frame["type"] == "message.sent"]
    assert texts == [str(number) for number in range(MAX_BACKLOG + 3)]
    heads = (await anna.events())[-1]
    assert heads["heads"] == {stream: follow["cursor"] for stream, follow in anna.follows.items()}


async def test_a_lost_answer_costs_nothing(world: World, house: House) -> None:
    """The same command again is answered as before; the same cursor again gives the same events."""
    room_id: UUID = await in_database(world.held_case)
    anna = await house.browser(world.anna)
    await anna.open(room_id)
    room = str(room_id)
    frame = {
        "type": "message.send", "id": str(new_id()), "room_id": room, "shown_room_id": room,
        "client_message_id": str(new_id()), "text": "En gång", "picture_id": None,
    }  # fmt: skip
    first, second = [(await anna.ask("commands", frames=[frame]))[1]["frames"] for _ in range(2)]
    assert first == second
    assert await in_database(Message.objects.count) == 1
    before = json.loads(json.dumps(anna.follows))
    once = await anna.events()
    anna.follows = before
    assert [f for f in await anna.events() if f["type"] == "message.sent"] == [
        f for f in once if f["type"] == "message.sent"
    ]


async def test_frames_of_one_request_are_carried_out_in_order_and_a_refusal_ends_none(
    world: World, house: House
) -> None:
    room_id: UUID = await in_database(world.case)
    sara = await house.browser(world.sara)
    room = str(room_id)
    status, answer = await sara.ask(
        "commands",
        frames=[
            {"type": "case.claim", "id": str(new_id()), "room_id": room},
            {"type": "case.claim", "id": str(new_id()), "room_id": str(new_id())},
            {"type": "thing.unknown", "id": str(new_id())},
            {"type": "worklist.open", "id": str(new_id()), "unit_id": str(world.unit.id), "cursor": None},
            {"type": "note.add", "id": str(new_id()), "room_id": room, "text": "Ring"},
            {"type": "worklist.close", "id": str(new_id()), "unit_id": str(world.unit.id)},
        ],
    )
    assert status == 200
    said = [frame.get("code", frame["type"]) for frame in answer["frames"]]
    assert said == ["ack", "not_found", "unknown_command", "worklist.snapshot", "ack", "ack", "ack"]
    assert (answer["opened"], answer["closed"]) == ({}, [f"worklist:{world.unit.id}"])


async def test_typing_reaches_who_waits_and_never_its_sender(world: World, house: House) -> None:
    room_id: UUID = await in_database(world.held_case)
    anna, sara, johan = [await house.browser(actor) for actor in (world.anna, world.sara, world.johan)]
    for browser in (anna, sara, johan):
        await browser.open(room_id)
    waiting = asyncio.create_task(anna.until("typing.shown"))
    own = asyncio.create_task(sara.events(seconds=3))
    while not waiting.done():
        # It is lost on whoever does not wait yet.
        await sara.ask("commands", frames=[{"type": "typing.show", "room_id": str(room_id)}])
    # Of staff, the first name alone: whole names may be hidden in a room.
    assert (await waiting)["name"] == world.sara.name.partition(" ")[0]
    assert "typing.shown" not in [frame["type"] for frame in await own]
    assert (await johan.give(type="typing.show", room_id=str(room_id)))["code"] == "bad_request"
    _, refused = await johan.ask("commands", frames=[{"type": "typing.show", "room_id": str(room_id)}])
    assert refused["frames"][0]["code"] == "not_allowed"


# --- who is let in --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["events", "commands"])
async def test_the_door_is_the_sockets(world: World, house: House, name: str) -> None:
    body: dict[str, Any] = {"follows": [], "seconds": 0} if name == "events" else {"frames": [{"type": "x"}]}
    anna = await house.browser(world.anna)
    foreign = await house.browser(world.anna, origin="https://evil.example")
    staff = await house.browser(world.sara)
    ended = await house.browser(world.maria)
    await in_database(Login.objects.filter(account_id=world.maria.person).update, ended_at="2026-01-01T00:00:00Z")
    stranger = Browser(house.requests, "resident", staff.key)
    assert (await anna.ask(name, **body))[0] == 200
    told = [(await one.ask(name, **body)) for one in (foreign, ended, stranger)]
    assert [(status, answer["code"]) for status, answer in told] == [
        (403, "origin_refused"),
        (401, "not_logged_in"),
        (401, "not_logged_in"),
    ]
    assert (await anna.ask(name, method="GET", **body))[0] == 404
    assert (await anna.ask(name, hello={"type": "hello", "protocol": 99, "peer_id": anna.peer_id}, **body))[0] == 426
    assert (await anna.ask(name, **body, more="x" * 300_000))[0] == 413
    assert (await anna.ask(name, **body, more="x"))[0] == 422


async def test_nothing_is_heard_without_an_opening_that_was_recorded(world: World, house: House) -> None:
    room_id: UUID = await in_database(world.held_case)
    sara, johan = await house.browser(world.sara), await house.browser(world.johan)
    await sara.open(room_id)
    assert await in_database(AuditEntry.objects.filter(action="room.open", actor_id=world.sara.person).count) == 1
    # Johan may read the room, but has not opened it: a ticket of Sara's and one of his own making are none.
    for given in (sara.follows[f"room:{room_id}"]["ticket"], f"room:{room_id}"):
        johan.follows = {f"room:{room_id}": {"ticket": given, "cursor": 0}}
        status, answer = await johan.ask("events", follows=list(johan.follows.values()), seconds=0)
        assert (status, answer["code"], answer["params"]) == (422, "bad_request", {"field": "follows"})
    assert (await (await house.browser(world.maria)).open(room_id))["code"] == "not_found"


async def test_rates_and_tabs_have_the_sockets_bounds(world: World, house: House) -> None:
    room_id: UUID = await in_database(world.held_case)
    house.requests._crowd = Crowd(most=1)
    anna = await house.browser(world.anna)
    first = asyncio.create_task(anna.events(seconds=20))
    while not len(house.requests._crowd):
        await in_database(lambda: None)
    other = await house.browser(world.anna)
    status, answer = await other.ask("events", follows=[], seconds=0)
    assert (status, answer["code"], answer["retryable"]) == (429, "too_many_tabs", True)
    first.cancel()
    with contextlib.suppress(DomainError):
        while True:
            house.door.gateway._services.limits.take(world.anna.account_id, "message.send")
    answer = await anna.say(room_id, "Hej")
    assert answer["code"] == "too_many"
    assert answer["params"]["retry_after"] >= 1


# --- the end of a right ---------------------------------------------------------------------------------------------
async def test_a_transfer_ends_what_the_old_holder_hears(world: World, house: House) -> None:
    room_id: UUID = await in_database(world.held_case)
    sara = await house.browser(world.sara)
    await sara.open(room_id)
    assert set(sara.follows) == {f"room:{room_id}", f"staff:{room_id}"}
    await in_database(rooms_world.come_in, world.johan)
    waiting = asyncio.create_task(sara.until("stream.ended"))
    helena = await house.browser(world.helena)
    moved = await helena.give(
        type="case.reassign", room_id=str(room_id), to_account_id=str(world.johan.person), reason="Byte"
    )
    assert moved["type"] == "ack"
    await waiting
    await sara.events()
    assert sara.follows == {}
    # She may read along as the colleague she is now.
    assert (await sara.open(room_id))["type"] == "ack"
    await in_database(rooms_world.send, world.johan, room_id, "Hej, jag tar över")
    assert (await sara.until("message.sent"))["text"] == "Hej, jag tar över"


async def test_both_ends_are_in_the_same_answer(world: World, house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever it takes to leave the first: the answer may go out meanwhile, and what comes too late nobody hears."""
    room_id: UUID = await in_database(world.held_case)
    sara = await house.browser(world.sara)
    await sara.open(room_id)
    relaying = house.door.gateway._services.relaying
    leave = relaying.leave

    async def slowly(*who: UUID) -> None:
        for _ in range(20):
            await in_database(lambda: None)
        await leave(*who)

    monkeypatch.setattr(relaying, "leave", slowly)
    waiting = asyncio.create_task(sara.until("stream.ended"))
    await in_database(rooms_world.come_in, world.johan)
    helena = await house.browser(world.helena)
    await helena.give(type="case.reassign", room_id=str(room_id), to_account_id=str(world.johan.person), reason="Byte")
    await waiting
    assert sara.follows == {}


async def test_a_transfer_between_two_requests_ends_it_too(world: World, house: House) -> None:
    room_id: UUID = await in_database(world.held_case)
    sara = await house.browser(world.sara)
    await sara.open(room_id)
    await in_database(rooms_world.come_in, world.johan)
    moved = rooms_world.reassign(room_id, world.johan)
    await in_database(custody.reassign_case, world.helena, moved)
    await in_database(rooms_world.send, world.johan, room_id, "Hej")
    ended = [frame["stream"] for frame in await sara.events() if frame["type"] == "stream.ended"]
    assert sorted(ended) == [f"room:{room_id}", f"staff:{room_id}"]
    assert sara.follows == {}


async def test_a_right_that_is_lost_between_two_requests_is_asked_for_again(world: World, house: House) -> None:
    case_id: UUID = await in_database(world.child_case)
    maria = await house.browser(world.maria)
    assert (await maria.open(case_id))["type"] == "ack"
    await in_database(turn_13, world.leo_id)
    await in_database(rooms_world.claim_for, world.sara, case_id)
    await in_database(rooms_world.send, world.sara, case_id, "Till Leo själv")
    assert [frame["type"] for frame in await maria.events()] == ["welcome", "stream.ended", "heads"]


async def test_a_login_that_ends_ends_the_waiting_request(world: World, house: House) -> None:
    sara = await house.browser(world.sara)
    waiting = asyncio.create_task(sara.ask("events", follows=[], seconds=20))
    while not len(house.requests._crowd):
        await in_database(lambda: None)
    await in_database(accounts.lock_account, SYSTEM, world.sara.person)
    status, answer = await waiting
    assert (status, answer["code"]) == (401, "not_logged_in")


async def test_a_server_that_stops_lets_nobody_wait(world: World, house: House) -> None:
    anna = await house.browser(world.anna)
    waiting = asyncio.create_task(anna.ask("events", follows=[], seconds=20))
    while not len(house.requests._crowd):
        await in_database(lambda: None)
    await house.door.gateway.drain()
    assert (await waiting)[0] == 503
    assert (await anna.ask("events", follows=[], seconds=20))[0] == 503


async def test_who_hangs_up_leaves_nothing_behind(world: World, house: House) -> None:
    room_id: UUID = await in_database(world.held_case)
    anna = await house.browser(world.anna)
    await anna.open(room_id)
    hello = {"type": "hello", "protocol": 1, "peer_id": anna.peer_id}
    call = anna.call("events", {})
    body = {"hello": hello, "follows": list(anna.follows.values()), "seconds": 20}
    await call.send_input({"type": "http.request", "body": json.dumps(body).encode()})
    while not house.door.hub._followers:
        await in_database(lambda: None)
    await call.send_input({"type": "http.disconnect"})
    await call.wait(timeout=WAIT)
    assert (house.door.hub._followers, len(house.requests._crowd)) == ({}, 0)
