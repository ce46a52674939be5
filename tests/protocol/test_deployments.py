"""Real servers, both ways of running: what their logs hold, when a socket ends, and a chat without Valkey."""

import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from uuid import UUID

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from tests.protocol.wires import Person, handed_off, nurse, resident
from tests.support.processes import ServerProcess
from tests.support.servers import AppServer, Deployment, postgres_with_people, workers
from tests.triage.sheets import CHEST

CANARY = "kanariefågelns hemlighet"
NUMBER, DIGITS = "19920314-9829", "199203149829"
CUT_SECONDS = 5.0


def sides(deployment: Deployment) -> tuple[AppServer, AppServer]:
    """The resident's server and the nurse's: two processes where there are two."""
    return deployment.server(0), deployment.server(1)


@pytest.fixture
def to_the_end() -> Iterator[ExitStack]:
    """Closes every socket of a test."""
    with ExitStack() as open_sockets:
        yield open_sockets


def in_a_room(deployment: Deployment, to_the_end: ExitStack, **changes: str) -> tuple[Person, Person, UUID]:
    """Anna and Sara with an open room, each on a server of her own."""
    here, there = sides(deployment)
    anna, sara = resident(here), nurse(there)
    room_id = handed_off(anna, CHEST, **changes)
    for person in (anna, sara):
        person.connect(to_the_end)
    assert sara.command(type="case.claim", room_id=str(room_id))["type"] == "ack"
    for person in (anna, sara):
        assert person.open(room_id)["type"] == "ack"
    return anna, sara, room_id


def seconds_until_closed(person: Person, code: int) -> float:
    started = time.monotonic()
    with pytest.raises(ConnectionClosed) as closed:
        hear_to_the_end(person)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == code
    return time.monotonic() - started


def hear_to_the_end(person: Person) -> None:
    while True:
        person.line.recv(timeout=CUT_SECONDS * 2)


def logs(folder: Path) -> str:
    return "\n".join(path.read_text(errors="replace") for path in sorted(folder.glob("*.log")))


# --- what is seen and what is written down -------------------------------------------------------------------------
def test_logs_hold_nothing_that_was_said_and_an_ended_login_ends_its_sockets(
    deployment: Deployment, to_the_end: ExitStack
) -> None:
    words = f"{CANARY} {NUMBER}"
    anna, sara, room_id = in_a_room(deployment, to_the_end, own_words=words, hopes=words)
    look_in_with_words(deployment.server(0))
    say_it_everywhere(anna, sara, room_id, words)
    anna.ask("POST", "/logout")
    assert seconds_until_closed(anna, 4401) < CUT_SECONDS
    deployment.manage("account", "lock", "sara.holm")
    assert seconds_until_closed(sara, 4401) < CUT_SECONDS
    written = logs(deployment.folder)
    assert "request.done" in written
    for secret in (CANARY, CANARY.split()[0], "kanarie", NUMBER, DIGITS):
        assert secret not in written


def look_in_with_words(server: AppServer) -> None:
    """An address with words in it, and no cookie."""
    address = f"{server.url.replace('http', 'ws')}/ws/resident?kanarie={DIGITS}"
    with connect(address, additional_headers={"Origin": server.url}) as socket, pytest.raises(ConnectionClosed):
        socket.recv(timeout=CUT_SECONDS)


def say_it_everywhere(anna: Person, sara: Person, room_id: UUID, words: str) -> None:
    room = str(room_id)
    assert anna.say(room_id, words)["type"] == "ack"
    sara.until("message.sent")
    assert sara.command(type="note.add", room_id=room, text=words)["type"] == "ack"
    # Refusals and faults: words where no words belong.
    assert anna.command(type=words, room_id=room)["type"] == "error"
    assert anna.command(type="message.send", room_id=words, text=words)["type"] == "error"
    anna.line.send(words)
    anna.until("error")
    assert anna.ask("POST", f"/rooms/{room}/files", words.encode(), f'image/jpeg; name="{CANARY.split()[0]}"')[0] == 201
    for method, path, body in (
        ("POST", "/intakes", {"reason_id": words, "subject_id": words}),
        ("PUT", f"/intakes/{room}/answers/kanarie", {"answer": words}),
        ("GET", "/intakes/kanarie?number=" + DIGITS, None),
        ("GET", "/files/kanarie-" + DIGITS, None),
        ("POST", "/eid/test/login", {"person_id": "kanarie"}),
        ("POST", "/intakes", (words * 20_000).encode()),
    ):
        status, _ = anna.ask(method, path, body)
        assert 400 <= status < 500, (method, path, status)
    assert sara.ask("POST", "/login", {"user_name": "kanarie", "password": words})[0] == 401


# --- without Valkey ------------------------------------------------------------------------------------------------
@pytest.fixture
def fragile(
    server_folder: Path, postgres: str, valkey_process: tuple[str, ServerProcess]
) -> Iterator[tuple[Deployment, ServerProcess]]:
    address, process = valkey_process
    with workers(server_folder, postgres_with_people(postgres), address, has_people=True) as deployment:
        yield deployment, process


class Beating:
    """Hears as a browser does: with a heartbeat now and then, so that what no nudge announced comes all the same."""

    def __init__(self, person: Person) -> None:
        self.person = person

    def message(self, text: str, within: float) -> float:
        started = time.monotonic()
        while time.monotonic() - started < within:
            self.person.tell(type="heartbeat")
            try:
                self.person.until("message.sent", text=text, seconds=5.0)
            except TimeoutError:
                continue
            return time.monotonic() - started
        raise AssertionError(f"not delivered within {within} s")


def test_a_chat_goes_on_while_valkey_is_dead_and_after_it_is_back(
    fragile: tuple[Deployment, ServerProcess], to_the_end: ExitStack
) -> None:
    deployment, valkey = fragile
    anna, sara, room_id = in_a_room(deployment, to_the_end)
    both = ((anna, sara), (sara, anna))
    valkey.kill()
    for number, (writer, reader) in enumerate(both):
        text = f"utan Valkey {number}"
        started = time.monotonic()
        assert writer.say(room_id, text)["type"] == "ack"
        assert time.monotonic() - started < CUT_SECONDS
        assert Beating(reader).message(text, within=15) < 15
    # Signals are lost, and hold up nothing behind them.
    for _ in range(10):
        anna.tell(type="typing.show", room_id=str(room_id))
    assert anna.say(room_id, "efter förlorade signaler")["type"] == "ack"
    anna.ask("POST", "/logout")
    assert seconds_until_closed(anna, 4401) < CUT_SECONDS
    late = resident(deployment.server(0))
    late.connect(to_the_end)
    assert late.open(room_id)["type"] == "ack"
    valkey.restart()
    for number, (writer, reader) in enumerate(((late, sara), (sara, late))):
        text = f"med Valkey igen {number}"
        assert writer.say(room_id, text)["type"] == "ack"
        assert Beating(reader).message(text, within=15) < 15
    assert typing_arrives(late, sara, room_id)


def typing_arrives(writer: Person, reader: Person, room_id: UUID) -> bool:
    """The layer joins the room again by itself; a signal that is sent until it does arrives at last."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        writer.tell(type="typing.show", room_id=str(room_id))
        try:
            reader.until("typing.shown", seconds=1.0)
        except TimeoutError:
            continue
        return True
    return False
