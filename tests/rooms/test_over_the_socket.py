"""Rooms through the real gateway: who hears what, and what ends when responsibility moves (laws 9 and 10)."""

import json
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

import pytest
from channels.testing import WebsocketCommunicator

from chatserver.core import publish
from chatserver.core.actor import Actor
from chatserver.core.commands import Decoder
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
from rooms import policy
from rooms.actions import presence
from rooms.commands import TABLE
from rooms.streams import room_stream, staff_stream
from tests.rooms.world import World

ORIGIN = "https://vard.example.se"
COOKIES = {"resident": "vardrum_resident", "staff": "vardrum_staff"}


def beat(sockets: Sequence[tuple[Actor, UUID]]) -> list[bool]:
    presence.renew_leases([(actor, connection_id) for actor, connection_id in sockets if actor.is_staff])
    return [True] * len(sockets)


async def recheck(event: StoredEvent, followers: list[Follower]) -> None:
    if event.type.startswith("case.") and event.stream.startswith("room:"):
        for follower in followers:
            if isinstance(follower, Connection):
                await follower.recheck(event.stream)


@dataclass
class Door:
    gateway: Gateway
    people: dict[str, Actor] = field(default_factory=dict)


@pytest.fixture
async def door() -> AsyncIterator[Door]:
    made: list[Door] = []
    questions = Questions(
        actors_of=lambda cookies: [made[0].people.get(key) for key, _audience in cookies],
        may_follow=policy.may_follow,
        may_hear=policy.may_follow,
        may_speak=policy.may_speak,
        in_call=lambda _actor, _room_id: False,
        standing=set,
        beat=beat,
    )
    hub, relaying = Hub(LocalNudges(), recheck), Relaying()
    services = Services(TABLE, Decoder(TABLE), questions, hub, relaying, frozenset({ORIGIN}), Limits())
    made.append(Door(Gateway(services, COOKIES)))
    await hub.start()
    await relaying.start()
    publish.connect(hub.announce, hub.announce_events, hub.announce_login_end)
    yield made[0]
    await made[0].gateway.drain()
    await relaying.stop()
    await hub.stop()
    publish.connect(lambda _stream, _head: None, lambda _events: None, lambda _login: None)


class Tab:
    """A browser tab of somebody, frame by frame; `heard` keeps everything."""

    def __init__(self, door: Door, actor: Actor) -> None:
        audience = "staff" if actor.is_staff else "resident"
        key = str(new_id())
        door.people[key] = replace(actor, login_id=new_id())
        headers = [(b"cookie", f"{COOKIES[audience]}={key}".encode()), (b"origin", ORIGIN.encode())]
        self.socket = WebsocketCommunicator(door.gateway.application(audience), f"/ws/{audience}", headers=headers)
        self.heard: list[dict[str, Any]] = []

    async def enter(self, room_id: UUID) -> None:
        assert (await self.socket.connect())[0]
        await self.tell({"type": "hello", "protocol": 1, "peer_id": str(new_id())})
        await self.until("welcome")
        await self.open(room_id)

    async def open(self, room_id: UUID) -> None:
        await self.command(type="room.open", room_id=str(room_id), cursors=None)
        await self.until("ack")

    async def tell(self, frame: dict[str, Any]) -> None:
        await self.socket.send_to(text_data=json.dumps(frame))

    async def command(self, **frame: Any) -> None:
        await self.tell({"id": str(new_id()), **frame})

    async def until(self, kind: str, fits: Callable[[dict[str, Any]], bool] = lambda _frame: True) -> dict[str, Any]:
        while True:
            frame: dict[str, Any] = json.loads(await self.socket.receive_from(timeout=5))
            self.heard.append(frame)
            if frame["type"] == kind and fits(frame):
                return frame

    async def say(self, room_id: UUID, text: str) -> None:
        await self.command(
            type="message.send",
            room_id=str(room_id),
            shown_room_id=str(room_id),
            client_message_id=str(new_id()),
            text=text,
            picture_id=None,
        )

    @property
    def types(self) -> list[str]:
        return [frame["type"] for frame in self.heard]


async def test_everybody_hears_a_message_and_staff_alone_a_note(world: World, held_id: UUID, door: Door) -> None:
    anna, sara, helena = [Tab(door, actor) for actor in (world.anna, world.sara, world.helena)]
    for tab in (anna, sara, helena):
        await tab.enter(held_id)
    await sara.command(type="note.add", room_id=str(held_id), text="Orolig för hemsituationen")
    await helena.until("note.added")
    await anna.say(held_id, "Det gör ont")
    places = [(await tab.until("message.sent"))["sequence"] for tab in (anna, sara, helena)]
    assert places == [places[0]] * 3
    assert "note.added" in sara.types
    assert "note.added" not in anna.types
    assert "Orolig" not in json.dumps(anna.heard, ensure_ascii=False)
    assert {frame["stream"] for frame in anna.heard if "sequence" in frame and "stream" in frame} - {None} == {
        room_stream(held_id)
    }


async def test_who_is_reassigned_away_hears_nothing_more(world: World, held_id: UUID, door: Door) -> None:
    anna, sara, johan, helena = [Tab(door, actor) for actor in (world.anna, world.sara, world.johan, world.helena)]
    for tab in (anna, sara, johan, helena):
        await tab.enter(held_id)
    await helena.command(
        type="case.reassign", room_id=str(held_id), to_account_id=str(world.johan.account_id), reason="Byte"
    )
    ended = [(await sara.until("stream.ended"))["stream"] for _ in range(2)]
    assert set(ended) == {room_stream(held_id), staff_stream(held_id)}
    assert "case.reassigned" in sara.types
    await anna.say(held_id, "Till dig, Johan")
    for tab in (johan, helena):
        assert (await tab.until("message.sent"))["text"] == "Till dig, Johan"
    assert await sara.socket.receive_nothing(timeout=0.05)
    # As the reading colleague she now is, she may look again, and may not write.
    await sara.open(held_id)
    assert "Till dig, Johan" in json.dumps(sara.heard)
    await sara.say(held_id, "Jag igen")
    assert (await sara.until("error"))["code"] == "not_holder"


async def test_typing_reaches_the_others_and_strangers_reach_nothing(world: World, held_id: UUID, door: Door) -> None:
    anna, sara, omar = [Tab(door, actor) for actor in (world.anna, world.sara, world.omar)]
    for tab in (anna, sara):
        await tab.enter(held_id)
    await sara.tell({"type": "typing.show", "room_id": str(held_id)})
    assert (await anna.until("typing.shown"))["name"] == "Sara"
    assert "typing.shown" not in sara.types
    assert (await omar.socket.connect())[0]
    await omar.tell({"type": "hello", "protocol": 1, "peer_id": str(new_id())})
    await omar.command(type="room.open", room_id=str(held_id), cursors=None)
    assert (await omar.until("error"))["code"] == "not_found"
