"""Files pass by the scanner's word alone: infected ones are refused, and while it is away they are held."""

import io
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from chatserver.core import clock, files
from chatserver.core.actor import Actor, ActorKind
from chatserver.core.errors import DomainError, ErrorCode
from chatserver.core.files import actions, jobs, scanner, storage
from chatserver.core.files.scanner import ScannerAway, Verdict, scanned
from chatserver.core.ids import new_id
from chatserver.core.limits import Limits
from chatserver.core.models import StoredFile
from tests.core import clamd
from tests.core.clamd import HARMFUL, Clamd
from tests.core.documents import pdf
from tests.core.kept import path_of
from tests.core.pictures import quarters, saved

ANNA = Actor(kind=ActorKind.RESIDENT, account_id=new_id(), login_id=new_id(), name="Anna Lind")
PICTURE = saved(quarters(), "JPEG")
# Behind the end of the picture, where a decoder does not look.
INFECTED = PICTURE + HARMFUL

Use = Callable[[str], None]


@pytest.fixture
def use(settings: Settings) -> Use:
    def at(address: str) -> None:
        settings.ENVIRONMENT = replace(settings.ENVIRONMENT, clamd=address)

    return at


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(storage, "root", lambda: tmp_path / "files")
    monkeypatch.setattr(actions, "SHARED", Limits())
    return tmp_path


@pytest.fixture
def daemon(tmp_path: Path) -> Iterator[Clamd]:
    made = clamd.made(tmp_path / "clamd")
    yield made
    made.process.close()


def kept(folder: Path, data: bytes) -> Path:
    (folder / "file").write_bytes(data)
    return folder / "file"


def received(body: bytes) -> StoredFile:
    return files.receive(ANNA, "room", new_id(), ANNA.person, io.BytesIO(body))


def test_where_none_is_configured_nothing_is_asked(folder: Path, use: Use) -> None:
    use("")
    assert scanned(kept(folder, HARMFUL)) is Verdict.CLEAN


@pytest.mark.needs("clamd")
def test_a_real_one_answers_over_both_ways(folder: Path, daemon: Clamd, use: Use) -> None:
    daemon.process.start()
    for address in (daemon.by_port, daemon.by_socket):
        use(address)
        assert scanned(kept(folder, PICTURE)) is Verdict.CLEAN
        assert scanned(kept(folder, INFECTED)) is Verdict.INFECTED
        # Over the edge between two chunks.
        assert scanned(kept(folder, bytes(scanner.CHUNK - 5) + HARMFUL)) is Verdict.INFECTED
        assert scanned(kept(folder, b"")) is Verdict.CLEAN


@pytest.mark.needs("clamd")
@pytest.mark.django_db(transaction=True)
def test_infected_is_refused_down_is_held_and_up_again_is_released(daemon: Clamd, use: Use) -> None:
    use(daemon.by_port)
    daemon.process.start()
    for body in (INFECTED, pdf(b"(" + HARMFUL + b")")):
        file = files.settle(received(body).id)
        assert (file.state, file.refusal) == ("refused", "infected")
        assert not path_of(storage.original_key(file.id)).exists()
    assert files.settle(received(PICTURE).id).state == "ready"

    daemon.process.kill()
    clean, infected = files.settle(received(PICTURE).id), files.settle(received(INFECTED).id)
    assert (clean.state, infected.state) == ("received", "received")
    with pytest.raises(DomainError) as refusal:
        files.ready_bytes(clean)
    assert refusal.value.code is ErrorCode.FILE_NOT_READY
    with clock.shifted(jobs.STUCK + timedelta(seconds=1)):
        jobs.repair()
    assert files.get(clean.id).state == "received"

    daemon.process.restart()
    with clock.shifted(2 * jobs.STUCK + timedelta(seconds=2)):
        jobs.repair()
    assert (files.get(clean.id).state, files.get(infected.id).refusal) == ("ready", "infected")


def test_bytes_that_are_lost_are_not_the_scanners_fault(folder: Path, use: Use) -> None:
    use("tcp://127.0.0.1:1")
    with pytest.raises(FileNotFoundError):
        scanned(folder / "nothing")


class Answering(threading.Thread):
    """Reads what clamd would read and answers what it is told to; None: it never answers."""

    def __init__(self, answer: bytes | None) -> None:
        super().__init__(daemon=True)
        self._answer = answer
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.address = f"tcp://127.0.0.1:{self._listening.getsockname()[1]}"
        self.heard = b""
        self.done = threading.Event()

    def run(self) -> None:
        connection, _ = self._listening.accept()
        with connection, self._listening:
            stream = connection.makefile("rb")
            assert stream.read(len(b"zINSTREAM\0")) == b"zINSTREAM\0"
            while length := struct.unpack(">I", stream.read(4))[0]:
                self.heard += stream.read(length)
            if self._answer is None:
                self.done.wait(10)
            else:
                connection.sendall(self._answer)


@pytest.mark.parametrize(
    "answer",
    [
        b"INSTREAM size limit exceeded. ERROR\0",
        b"stream: OK",
        b"",
        b"UNKNOWN COMMAND\0",
        b"x" * 5_000 + b"\0",
        None,
    ],
)
def test_what_is_no_verdict_passes_nothing(
    folder: Path, use: Use, monkeypatch: pytest.MonkeyPatch, answer: bytes | None
) -> None:
    monkeypatch.setattr(scanner, "ANSWER_SECONDS", 0.5)
    server = Answering(answer)
    server.start()
    use(server.address)
    data = bytes(range(256)) * 600
    with pytest.raises(ScannerAway):
        scanned(kept(folder, data))
    server.done.set()
    server.join(10)
    assert server.heard == data


def test_nobody_there_passes_nothing(folder: Path, use: Use) -> None:
    for address in ("tcp://127.0.0.1:1", f"unix://{folder / 'nothing.ctl'}"):
        use(address)
        with pytest.raises(ScannerAway):
            scanned(kept(folder, PICTURE))
