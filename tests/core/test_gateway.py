"""The socket itself, over ASGI, with a table of no app: who gets in, what is answered, what is let through."""

import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal
from uuid import UUID, uuid4

import pytest
from asgiref.sync import sync_to_async
from channels.testing import WebsocketCommunicator
from django.db import transaction
from pydantic import Field

from chatserver.core import clock, events, publish
from chatserver.core.actor import SYSTEM, Actor, ActorKind
from chatserver.core.commands import CommandTable, Decoder, Open, Opened, Relayed
from chatserver.core.errors import DomainError, ErrorCode
from chatserver.core.events import StoredEvent
from chatserver.core.gateway.application import Gateway
from chatserver.core.gateway.connection import Connection
from chatserver.core.gateway.questions import Questions
from chatserver.core.gateway.relaying import Relaying
from chatserver.core.gateway.services import Services
from chatserver.core.hub import Follower, Hub
from chatserver.core.ids import new_id
from chatserver.core.limits import Limits
from chatserver.core.nudges import LocalNudges
from chatserver.core.wire import Ack, Command, EventBody, Signal, Wire, ack

pytestmark = pytest.mark.django_db(transaction=True)

ORIGIN = "https://vard.example.se"


class SayThing(Command):
    type: Literal["thing.say"]
    room_id: UUID
    value: Annotated[int, Field(ge=0)]


class OpenThing(Command):
    type: Literal["thing.open"]
    room_id: UUID
    cursor: int


class CloseThing(Command):
    type: Literal["thing.close"]
    room_id: UUID


class Wave(Signal):
    type: Literal["thing.wave"]


class Waved(Wire):
    type: Literal["thing.waved"]
    room_id: UUID


class ThingSaid(EventBody):
    type: Literal["thing.said", "thing.taken"]
    value: int


def say(actor: Actor, command: SayThing) -> Ack:
    if command.value == 13:
        raise DomainError(ErrorCode.NOT_ALLOWED, limit=13)
    if command.value == 14:
        raise ZeroDivisionError("a fault with words that nobody may read")
    with transaction.atomic(durable=True):
        stream = f"room:{command.room_id}"
        body = ThingSaid(type="thing.said", value=command.value)
        return ack(command, stream, events.append(stream, body, actor, clock.now()))


def fetch(_actor: Actor, command: OpenThing) -> Opened:
    stream = f"room:{command.room_id}"
    found = events.after({stream: command.cursor})
    return Opened([event.frame for event in found], {stream: command.cursor + len(found)})


def streams(actor: Actor, command: OpenThing) -> list[str]:
    return [f"{kind}:{command.room_id}" for kind in (("room", "staff") if actor.is_staff else ("room",))]


TABLE = CommandTable(
    commands={SayThing: say},
    opens={OpenThing: Open(streams, fetch)},
    closes={CloseThing: lambda c: [f"room:{c.room_id}"]},
    signals={Wave: lambda _a, s, _p: Relayed(Waved(type="thing.waved", room_id=s.room_id), None)},
)


@dataclass
class World:
    gateway: Gateway
    hub: Hub
    people: dict[str, Actor] = field(default_factory=dict)
    may_follow: bool = True
    alive: bool = True

    def come_in(self) -> str:
        key = uuid4().hex
        self.people[key] = Actor(kind=ActorKind.RESIDENT, account_id=new_id(), login_id=new_id(), name="Anna Lind")
        return key


async def _recheck(event: StoredEvent, followers: list[Follower]) -> None:
    for follower in followers:
        if event.type == "thing.taken" and isinstance(follower, Connection):
            await follower.recheck(event.stream)


@pytest.fixture
async def world() -> AsyncIterator[World]:
    made: list[World] = []
    questions = Questions(
        actors_of=lambda cookies: [made[0].people.get(key) for key, _audience in cookies],
        may_follow=lambda _actor, _stream: made[0].may_follow,
        may_hear=lambda _actor, _stream: made[0].may_follow,
        may_speak=lambda _actor, _stream: False,
        in_call=lambda _actor, _room_id: False,
        standing=set,
        beat=lambda sockets: [made[0].alive] * len(sockets),
    )
    hub, relaying = Hub(LocalNudges(), _recheck), Relaying()
    services = Services(TABLE, Decoder(TABLE), questions, hub, relaying, frozenset({ORIGIN}), Limits())
    made.append(World(Gateway(services, {"resident": "vardrum_resident"}), hub))
    await hub.start()
    await relaying.start()
    publish.connect(hub.announce, hub.announce_events, hub.announce_login_end)
    yield made[0]
    await made[0].gateway.drain()
    await relaying.stop()
    await hub.stop()
    publish.connect(lambda _stream, _head: None, lambda _events: None, lambda _login: None)


class Tab:
    """A client, frame by frame."""

    def __init__(self, world: World, key: str, origin: str | None = ORIGIN) -> None:
        headers = [(b"cookie", f"vardrum_resident={key}".encode())]
        if origin is not None:
            headers.append((b"origin", origin.encode()))
        self.socket = WebsocketCommunicator(world.gateway.application("resident"), "/ws/resident", headers=headers)

    async def connect(self) -> dict[str, Any]:
        accepted, _ = await self.socket.connect()
        assert accepted
        await self.say(type="hello", protocol=1, peer_id=str(uuid4()))
        return await self.hear()

    async def say(self, **frame: Any) -> str:
        frame_id = str(uuid4())
        if frame["type"] not in {"hello", "heartbeat", "thing.wave"}:
            frame = {"id": frame_id, **frame}
        await self.socket.send_to(text_data=json.dumps(frame))
        return frame_id

    async def hear(self) -> dict[str, Any]:
        frame: dict[str, Any] = json.loads(await self.socket.receive_from(timeout=5))
        return frame

    async def hear_until(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        while True:
            frame = await self.hear()
            if wanted(frame):
                return frame

    async def closed_with(self) -> int:
        while True:
            message = await self.socket.receive_output(timeout=5)
            if message["type"] == "websocket.close":
                return int(message["code"])


@sync_to_async(thread_sensitive=False)
def happen(room_id: UUID, kind: Literal["thing.said", "thing.taken"], value: int) -> None:
    with transaction.atomic(durable=True):
        events.append(f"room:{room_id}", ThingSaid(type=kind, value=value), SYSTEM, clock.now())


@pytest.mark.parametrize(
    "origin",
    [None, "null", "http://vard.example.se", "https://vard.example.se:8443", "https://vard.example.se.evil.example",
     "https://evil@vard.example.se", "chrome-extension://vard.example.se", "HTTPS://vard.example.se", ""],
)  # fmt: skip
async def test_any_other_origin_is_refused_at_the_door(world: World, origin: str | None) -> None:
    accepted, code = await Tab(world, world.come_in(), origin).socket.connect()
    assert (accepted, code) == (False, 4403)


async def test_without_a_login_the_socket_says_so(world: World) -> None:
    tab = Tab(world, "nobody")
    assert (await tab.socket.connect())[0]
    assert await tab.closed_with() == 4401


async def test_another_protocol_is_refused(world: World) -> None:
    tab = Tab(world, world.come_in())
    await tab.socket.connect()
    await tab.say(type="hello", protocol=99, peer_id=str(uuid4()))
    assert await tab.closed_with() == 4009


async def test_a_command_gets_one_ack_and_its_event_comes_to_all_who_follow(world: World) -> None:
    room_id, mine, other = new_id(), Tab(world, world.come_in()), Tab(world, world.come_in())
    for tab in (mine, other):
        assert (await tab.connect())["type"] == "welcome"
        await tab.say(type="thing.open", room_id=str(room_id), cursor=0)
        assert (await tab.hear())["type"] == "ack"
    command_id = await mine.say(type="thing.say", room_id=str(room_id), value=5)
    answer = await mine.hear_until(lambda frame: frame["type"] == "ack")
    assert (answer["id"], answer["sequence"]) == (command_id, 1)
    heard = await other.hear()
    assert (heard["type"], heard["value"], heard["sequence"]) == ("thing.said", 5, 1)


async def test_opening_again_misses_nothing(world: World) -> None:
    room_id, tab = new_id(), Tab(world, world.come_in())
    await tab.connect()
    await tab.say(type="thing.open", room_id=str(room_id), cursor=0)
    await tab.hear_until(lambda frame: frame["type"] == "ack")
    for number in range(3):
        await happen(room_id, "thing.said", number)
        await tab.say(type="thing.open", room_id=str(room_id), cursor=number)
        await tab.hear_until(lambda frame, number=number: frame.get("value") == number)  # type: ignore[misc]  # mypy cannot infer it


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{", "bad_request"),
        ("[]", "bad_request"),
        ("[" * 60_000, "bad_request"),
        ('{"type": "thing.unknown", "id": "4ad6ad0e-6f39-4c2f-9f0e-2a7c9a1f6b11"}', "unknown_command"),
        ('{"type": "thing.say", "id": "4ad6ad0e-6f39-4c2f-9f0e-2a7c9a1f6b11"}', "bad_request"),
        ('{"type": ["thing.say"]}', "unknown_command"),
    ],
)
async def test_a_frame_that_makes_no_sense_gets_an_error_and_the_socket_lives(
    world: World, text: str, code: str
) -> None:
    tab = Tab(world, world.come_in())
    await tab.connect()
    await tab.socket.send_to(text_data=text)
    assert (await tab.hear())["code"] == code
    await tab.say(type="heartbeat")
    assert (await tab.hear())["type"] == "heads"


async def test_the_refused_field_is_named_and_its_content_is_not(world: World) -> None:
    tab = Tab(world, world.come_in())
    await tab.connect()
    await tab.say(type="thing.say", room_id=str(new_id()), value="secret words")
    refusal = await tab.hear()
    assert refusal["params"] == {"field": "value"}
    assert "secret" not in json.dumps(refusal)


async def test_refusals_and_faults_are_answered_and_end_nothing(world: World) -> None:
    tab, room_id = Tab(world, world.come_in()), str(new_id())
    await tab.connect()
    await tab.say(type="thing.say", room_id=room_id, value=13)
    assert (await tab.hear())["params"] == {"limit": 13}
    await tab.say(type="thing.say", room_id=room_id, value=14)
    fault = await tab.hear()
    assert (fault["code"], fault["params"], fault["retryable"]) == ("internal", {}, True)
    await tab.say(type="thing.say", room_id=room_id, value=1)
    assert (await tab.hear())["type"] == "ack"


async def test_opening_after_a_cursor_gives_what_was_missed_and_then_goes_on(world: World) -> None:
    room_id, tab = new_id(), Tab(world, world.come_in())
    for value in (1, 2, 3):
        await happen(room_id, "thing.said", value)
    await tab.connect()
    await tab.say(type="thing.open", room_id=str(room_id), cursor=1)
    assert [(await tab.hear())["sequence"] for _ in range(2)] == [2, 3]
    assert (await tab.hear())["type"] == "ack"
    await happen(room_id, "thing.said", 4)
    assert (await tab.hear())["sequence"] == 4


async def test_a_closed_room_is_silent_and_a_signal_into_it_is_refused(world: World) -> None:
    room_id, tab = new_id(), Tab(world, world.come_in())
    await tab.connect()
    await tab.say(type="thing.open", room_id=str(room_id), cursor=0)
    await tab.hear()
    await tab.say(type="thing.close", room_id=str(room_id))
    await tab.hear()
    await happen(room_id, "thing.said", 1)
    await tab.say(type="thing.wave", room_id=str(room_id))
    assert (await tab.hear())["code"] == "not_found"


async def test_a_signal_reaches_the_others_in_the_room_and_not_its_sender(world: World) -> None:
    room_id, mine, other = str(new_id()), Tab(world, world.come_in()), Tab(world, world.come_in())
    for tab in (mine, other):
        await tab.connect()
        await tab.say(type="thing.open", room_id=room_id, cursor=0)
        await tab.hear()
    await mine.say(type="thing.wave", room_id=room_id)
    assert (await other.hear())["type"] == "thing.waved"
    assert await mine.socket.receive_nothing(timeout=0.2)


async def test_whoever_lost_custody_hears_that_and_nothing_after_it(world: World) -> None:
    room_id, tab = new_id(), Tab(world, world.come_in())
    await tab.connect()
    await tab.say(type="thing.open", room_id=str(room_id), cursor=0)
    await tab.hear()
    world.may_follow = False
    await happen(room_id, "thing.taken", 1)
    assert (await tab.hear())["type"] == "thing.taken"
    assert await tab.hear() == {"type": "stream.ended", "stream": f"room:{room_id}"}
    await happen(room_id, "thing.said", 2)
    await tab.say(type="heartbeat")
    assert (await tab.hear())["heads"] == {}


async def test_a_heartbeat_brings_what_no_nudge_announced(world: World) -> None:
    room_id, tab = new_id(), Tab(world, world.come_in())
    await tab.connect()
    await tab.say(type="thing.open", room_id=str(room_id), cursor=0)
    await tab.hear()
    publish.connect(lambda _stream, _head: None, lambda _events: None, lambda _login: None)
    await happen(room_id, "thing.said", 1)
    assert await tab.socket.receive_nothing(timeout=0.2)
    await tab.say(type="heartbeat")
    frames = [await tab.hear(), await tab.hear()]
    assert {frame["type"] for frame in frames} == {"heads", "thing.said"}


async def test_an_ended_login_closes_its_sockets(world: World) -> None:
    key = world.come_in()
    tab = Tab(world, key)
    await tab.connect()
    login_id = world.people[key].login_id
    assert login_id is not None
    world.hub.announce_login_end(login_id)
    assert await tab.closed_with() == 4401


async def test_a_login_that_is_over_is_found_at_the_heartbeat(world: World) -> None:
    tab = Tab(world, world.come_in())
    await tab.connect()
    world.alive = False
    await tab.say(type="heartbeat")
    assert await tab.closed_with() == 4401


async def test_draining_tells_everybody_to_come_back(world: World) -> None:
    tab = Tab(world, world.come_in())
    await tab.connect()
    await world.gateway.drain()
    assert await tab.closed_with() == 4012
    accepted, _ = await Tab(world, world.come_in()).socket.connect()
    assert not accepted


async def test_a_reader_that_is_too_slow_is_told_to_resume(world: World) -> None:
    connection = Connection(world.gateway._services, Actor(ActorKind.STAFF, new_id(), new_id()), new_id())
    for _ in range(connection.outgoing.limit + 1):
        connection.send("frame")
    assert connection.closing.result() == 4013


async def test_a_frame_over_the_limit_closes_the_socket(world: World) -> None:
    tab = Tab(world, world.come_in())
    await tab.connect()
    await tab.socket.send_to(text_data="x" * 70_000)
    assert await tab.closed_with() == 4400
