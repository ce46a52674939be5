"""Real servers, both ways of running: what an open socket hears ends with the right to it (law 10).

Every wait is bounded by the five seconds that the end of a right may take; none is measured.
"""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import Any
from uuid import UUID, uuid4

import pytest
from websockets.exceptions import ConnectionClosed

from tests.protocol.wires import Person, handed_off, nurse, resident
from tests.support.servers import Deployment
from tests.triage.sheets import CHEST

CUT_SECONDS = 5.0


@pytest.fixture
def to_the_end() -> Iterator[ExitStack]:
    with ExitStack() as open_sockets:
        yield open_sockets


class House:
    """Anna and Sara in a room, and Helena who may move it; residents on one server, staff on the next."""

    def __init__(self, deployment: Deployment, to_the_end: ExitStack) -> None:
        here, there = deployment.server(0), deployment.server(1)
        self.deployment = deployment
        self.anna, self.sara, self.johan = resident(here), nurse(there), nurse(here, "johan.lager")
        self.helena = nurse(here, "helena.strand")
        self.people = (self.anna, self.sara, self.johan, self.helena)
        self.room_id = handed_off(self.anna, CHEST)
        self.room = str(self.room_id)
        for person in self.people:
            person.connect(to_the_end)
        assert self.sara.command(type="case.claim", room_id=self.room)["type"] == "ack"
        for person in self.people:
            assert person.open(self.room_id)["type"] == "ack"
        self.unit_id = self.sara.ask("GET", "/me")[1]["unit"]["id"]
        for person in (self.sara, self.johan, self.helena):
            opened = person.command(type="worklist.open", unit_id=self.unit_id, cursor=None)
            assert opened["type"] == "ack", opened

    def say(self, text: str) -> None:
        assert self.anna.say(self.room_id, text)["type"] == "ack"

    def account(self, person: Person) -> str:
        account: str = person.ask("GET", "/me")[1]["account_id"]
        return account


@pytest.fixture
def house(deployment: Deployment, to_the_end: ExitStack) -> House:
    return House(deployment, to_the_end)


def heard_until_heads(person: Person) -> list[dict[str, Any]]:
    """All that comes before the answer to a heartbeat, which is the last of them."""
    person.tell(type="heartbeat")
    heard: list[dict[str, Any]] = []
    while not heard or heard[-1]["type"] != "heads":
        heard.append(json.loads(person.line.recv(timeout=CUT_SECONDS)))
    return heard


def until_cut(person: Person) -> None:
    """The server closes the socket within its time, and says why."""
    with pytest.raises(ConnectionClosed) as closed:
        hear_for_ever(person)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 4401


def hear_for_ever(person: Person) -> None:
    while True:
        person.line.recv(timeout=CUT_SECONDS)


def of_room(heard: list[dict[str, Any]], room_id: UUID) -> list[str]:
    return [frame["type"] for frame in heard if frame.get("stream") in (f"room:{room_id}", f"staff:{room_id}")]


def test_a_transfer_and_the_end_of_an_employment(house: House) -> None:
    """Who gave the case up loses the room and its staff stream; the list is the unit's and goes on until she leaves."""
    moved = house.helena.command(
        type="case.reassign", room_id=house.room, to_account_id=house.account(house.johan), reason="Byte"
    )
    assert moved["type"] == "ack", moved
    ended = {house.sara.until("stream.ended", seconds=CUT_SECONDS)["stream"] for _ in range(2)}
    assert ended == {f"room:{house.room}", f"staff:{house.room}"}
    house.say("Till Johan")
    assert house.johan.until("message.sent", seconds=CUT_SECONDS)["text"] == "Till Johan"
    assert house.johan.command(type="note.add", room_id=house.room, text="Tar över")["type"] == "ack"
    heard = heard_until_heads(house.sara)
    assert of_room(heard, house.room_id) == []
    assert set(heard[-1]["heads"]) == {f"worklist:{house.unit_id}"}
    house.deployment.manage("shell", "--verbosity", "0", "--command", LEAVES_THE_UNIT)
    until_cut(house.sara)
    assert {f"worklist:{house.unit_id}", f"room:{house.room}"} <= set(heard_until_heads(house.johan)[-1]["heads"])


LEAVES_THE_UNIT = (
    "from people.models import Employment; Employment.objects.filter(account__user_name='sara.holm').delete()"
)


def test_a_login_that_ends_ends_every_tab_and_what_waits(house: House, to_the_end: ExitStack) -> None:
    """A resident who logs out, a colleague who does, and an account that is deactivated while a request waits."""
    other_tab = Person(house.deployment.server(1), "resident")
    other_tab.cookie = house.anna.cookie
    other_tab.connect(to_the_end)
    assert other_tab.open(house.room_id)["type"] == "ack"
    waiting = Waiting(house.sara, house.room)
    house.say("Till Sara")
    assert "message.sent" in [frame["type"] for frame in waiting.answer()["frames"]]
    house.anna.ask("POST", "/logout")
    house.johan.ask("POST", "/logout")
    for tab in (house.anna, other_tab, house.johan):
        until_cut(tab)
    with ThreadPoolExecutor(1) as aside:
        refused = aside.submit(waiting.answer)
        house.deployment.manage("account", "lock", "sara.holm")
        until_cut(house.sara)
        assert refused.result(CUT_SECONDS)["code"] == "not_logged_in"


class Waiting:
    """A tab of the same login that has no WebSockets, and follows the room by requests."""

    def __init__(self, person: Person, room: str) -> None:
        self._person = person
        self._hello = {"type": "hello", "protocol": 1, "peer_id": str(uuid4())}
        frame = {"type": "room.open", "id": str(uuid4()), "room_id": room, "cursors": {"room": 0, "staff": 0}}
        status, opened = person.ask("POST", "/commands", {"hello": self._hello, "frames": [frame]})
        assert status == 200, opened
        self._follows = opened["opened"]

    def answer(self) -> Any:
        body = {"hello": self._hello, "follows": list(self._follows.values()), "seconds": 20}
        _, answer = self._person.ask("POST", "/events", body)
        for frame in answer.get("frames", ()):
            if "by" in frame:
                self._follows[frame["stream"]]["cursor"] = frame["sequence"]
        return answer
