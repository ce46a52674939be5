"""Starting the embedded server: what stops it is one sentence; what was written survives its end, however it ends."""

import asyncio
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import httpx
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from chatserver.core.ids import new_id
from chatserver.launcher import preflight
from chatserver.launcher.greeting import GUARDED, address, greeting
from chatserver.launcher.preflight import CannotStart
from people.demo import PASSWORD, STAFF
from people.eid.fictional_people import PEOPLE
from tests.support.processes import REPOSITORY, ServerProcess, free_port
from tests.support.servers import is_ready

START_SECONDS = 60


# --- checks, one by one ---------------------------------------------------------------------------------------------
def test_a_taken_port_is_named() -> None:
    with preflight.listening_socket("127.0.0.1", free_port()) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(CannotStart, match=f"^Port {port} is taken by another program"):
            preflight.listening_socket("127.0.0.1", port)


def test_an_address_of_another_machine_is_named() -> None:
    with pytest.raises(CannotStart, match=r"^The address 192\.0\.2\.1 port 8000 cannot be used"):
        preflight.listening_socket("192.0.2.1", 8000)


def test_localhost_and_ipv6_are_addresses_too() -> None:
    preflight.listening_socket("localhost", free_port()).close()
    with suppress(CannotStart):  # a machine without IPv6 says so
        preflight.listening_socket("::1", free_port()).close()
    assert address("::1", 80) == "http://[::1]:80"


def test_a_data_folder_belongs_to_one_server(tmp_path: Path) -> None:
    handle = preflight.claim_data_folder(tmp_path / "new")
    with pytest.raises(CannotStart, match=r"^Another server uses the data"):
        preflight.claim_data_folder(tmp_path / "new")
    os.close(handle)
    os.close(preflight.claim_data_folder(tmp_path / "new"))


def test_a_data_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotStart, match="cannot be used: Not a directory"):
        preflight.claim_data_folder(tmp_path / "file" / "data")


def test_a_missing_front_end_says_what_to_run() -> None:
    preflight.check_front_end(built=True)
    with pytest.raises(CannotStart, match="make build"):
        preflight.check_front_end(built=False)


def database_with_rows(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE rows (id INTEGER PRIMARY KEY, text TEXT)")
        connection.executemany("INSERT INTO rows (text) VALUES (?)", [("x" * 500,)] * 200)


def test_a_sound_database_and_none_at_all_are_fine(tmp_path: Path) -> None:
    path = tmp_path / "data.sqlite3"
    preflight.check_sqlite(path)
    assert not path.exists()
    database_with_rows(path)
    preflight.check_sqlite(path)


def overwritten_with_text(path: Path) -> None:
    path.write_text("this was a database once " * 400)


def overwritten_in_the_middle(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096 * 3 : 4096 * 9] = os.urandom(4096 * 6)
    path.write_bytes(data)


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: 4096 * 4])


@pytest.mark.parametrize("damage", [overwritten_with_text, overwritten_in_the_middle, cut_short])
def test_a_damaged_database_is_found(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    path = tmp_path / "data.sqlite3"
    database_with_rows(path)
    damage(path)
    with pytest.raises(CannotStart, match="is damaged"):
        preflight.check_sqlite(path)


def test_the_greeting_names_everybody_who_can_log_in(tmp_path: Path) -> None:
    text = greeting("http://127.0.0.1:8000", tmp_path)
    for shown in ("http://127.0.0.1:8000/staff", PASSWORD, str(tmp_path), *(one.user_name for one in STAFF)):
        assert shown in text
    for person in PEOPLE:
        assert f"{person.given_name} {person.family_name}" in text
    assert set(GUARDED) <= {person.person_id for person in PEOPLE}


# --- as a process ---------------------------------------------------------------------------------------------------
def environment_of(folder: Path, **more: str) -> dict[str, str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("VARDRUM_", "DJANGO_"))}
    return {**clean, "PYTHONUNBUFFERED": "1", "VARDRUM_DATA": str(folder), **more}


def start_in_vain(folder: Path, bind: str, **more: str) -> str:
    """The one sentence with which it refuses."""
    done = subprocess.run(
        [sys.executable, "manage.py", "serve_embedded", "--bind", bind],
        cwd=REPOSITORY,
        env=environment_of(folder, **more),
        capture_output=True,
        text=True,
        timeout=START_SECONDS,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    return done.stderr


def test_each_refusal_is_one_sentence_and_exit_code_1(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert "is taken" in start_in_vain(tmp_path / "fresh", f"127.0.0.1:{port}")
    assert not (tmp_path / "fresh").exists()
    for mode in ("embedded", "test"):
        assert "may only bind to loopback" in start_in_vain(tmp_path, "0.0.0.0:8000", VARDRUM_MODE=mode)
    (tmp_path / "vardrum.sqlite3").write_bytes(b"not a database at all" * 500)
    assert "is damaged" in start_in_vain(tmp_path, f"127.0.0.1:{free_port()}")
    production = {
        "VARDRUM_MODE": "production",
        "VARDRUM_SECRET_KEY": "k" * 60,
        "VARDRUM_DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none",
        "VARDRUM_REDIS_URL": "redis://127.0.0.1:1/0",
        "VARDRUM_ORIGINS": "https://vardrum.example",
    }
    assert "in production, run uvicorn" in start_in_vain(tmp_path, f"127.0.0.1:{free_port()}", **production)


class Embedded:
    """The embedded server as `make run` starts it: only the port is given, the rest follows from it."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.process = ServerProcess(
            "embedded server",
            [sys.executable, "manage.py", "serve_embedded", "--bind", f"127.0.0.1:{self.port}"],
            log=folder / "server.log",
            ready=lambda: is_ready(self.port),
            environment=environment_of(folder / "data"),
        )

    def log_in(self) -> str:
        """A nurse's cookie."""
        body = {"user_name": "sara.holm", "password": PASSWORD}
        answer = httpx.post(f"{self.url}/api/staff/login", json=body, headers={"Origin": self.url})
        assert answer.status_code == 200, answer.text
        return "; ".join(f"{name}={value}" for name, value in answer.cookies.items())

    def name_of(self, cookie: str) -> str:
        answer = httpx.get(f"{self.url}/api/staff/me", headers={"Cookie": cookie})
        assert answer.status_code == 200, answer.text
        return str(answer.json()["name"])


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Embedded]:
    server = Embedded(tmp_path_factory.mktemp("embedded"))
    try:
        server.process.start()
        yield server
    finally:
        server.process.close()


def test_it_says_where_to_go_and_as_whom(embedded: Embedded) -> None:
    output = embedded.process.output()
    assert f"{embedded.url}/staff" in output
    assert "sara.holm" in output
    assert PASSWORD in output


def test_after_a_kill_the_next_start_has_everything(embedded: Embedded) -> None:
    cookie = embedded.log_in()
    name = embedded.name_of(cookie)
    embedded.process.kill()
    embedded.process.restart()
    assert embedded.name_of(cookie) == name


def test_a_second_server_on_the_same_data_is_refused(embedded: Embedded, tmp_path: Path) -> None:
    del tmp_path
    folder = embedded.process.log.parent / "data"
    assert "Another server uses the data" in start_in_vain(folder, f"127.0.0.1:{free_port()}")


async def test_told_to_stop_it_closes_with_4012_and_comes_back_with_everything(embedded: Embedded) -> None:
    cookie = await asyncio.to_thread(embedded.log_in)
    headers = {"Cookie": cookie, "Origin": embedded.url}
    url = f"ws://127.0.0.1:{embedded.port}/ws/staff"
    async with connect(url, additional_headers=headers, origin=None) as connection:
        await connection.send(json.dumps({"type": "hello", "protocol": 1, "peer_id": str(new_id())}))
        assert json.loads(await connection.recv())["type"] == "welcome"
        stopping = asyncio.create_task(asyncio.to_thread(embedded.process.interrupt, signal.SIGTERM))
        with suppress(ConnectionClosed):
            while True:
                await connection.recv()
        assert connection.close_code == 4012
    assert await stopping == 0
    await asyncio.to_thread(embedded.process.restart)
    assert await asyncio.to_thread(embedded.name_of, cookie)


def test_nothing_of_the_visit_is_in_its_log(embedded: Embedded) -> None:
    httpx.get(f"{embedded.url}/api/staff/cases?search=kanariefågel-19920314-9829")
    output = embedded.process.output()
    for canary in ("kanarie", "19920314", "Sara", "Holm"):
        assert canary not in output
