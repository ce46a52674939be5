"""What a server process of each mode offers, seen from outside: production knows no test e-ID, and the other modes
answer nobody beyond loopback, even when uvicorn was told to listen everywhere."""

import socket
from pathlib import Path

import httpx
import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin

from tests.support.postgres import new_database
from tests.support.processes import ServerProcess, free_port, port_answers
from tests.support.servers import UVICORN, environment_of, manage

ORIGIN = "https://vardrum.example"
PROVIDERS = "/api/resident/eid/providers"


def uvicorn(port: int, folder: Path, environment: dict[str, str], host: str) -> ServerProcess:
    return ServerProcess(
        f"uvicorn in mode {environment['VARDRUM_MODE']}",
        [UVICORN, "chatserver.asgi:application", "--host", host, "--port", str(port), "--no-access-log"],
        log=folder / "server.log",
        ready=lambda: port_answers(port),
        environment=environment,
    )


def own_address() -> str | None:
    """An address of this machine that others can reach. Nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return None
        address: str = probe.getsockname()[0]
        return address


@pytest.mark.postgres_only
def test_a_production_server_knows_no_test_e_id(server_folder: Path, postgres: str, valkey: str) -> None:
    port = free_port()
    production = environment_of(
        server_folder,
        [port],
        VARDRUM_MODE="production",
        VARDRUM_ORIGINS=ORIGIN,
        VARDRUM_DATABASE_URL=new_database(postgres),
        VARDRUM_REDIS_URL=valkey,
    )
    manage(production, "migrate", "--verbosity", "0")
    with pytest.raises(RuntimeError, match="never loaded in production"):
        manage(production, "load_demo")
    server = uvicorn(port, server_folder, production, "127.0.0.1")
    try:
        server.start()
        headers = {"Origin": ORIGIN, "Host": "vardrum.example", "X-Forwarded-Proto": "https"}
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", headers=headers) as browser:
            assert browser.get(PROVIDERS).json() == {"providers": []}
            asked = browser.post("/api/resident/eid/test/start", json={"return_to": "/"})
            assert (asked.status_code, asked.json()["code"]) == (404, "not_found")
            body = {"user_name": "sara.holm", "password": "vardrum-demo"}
            assert browser.post("/api/staff/login", json=body).json()["code"] == "login_refused"
    finally:
        server.close()


@pytest.mark.parametrize("mode", ["embedded", "test"])
def test_the_other_modes_answer_nobody_beyond_loopback(mode: str, server_folder: Path) -> None:
    address = own_address()
    if address is None:
        pytest.skip("missing system tool: a network address beyond loopback")
    port = free_port()
    environment = environment_of(server_folder, [port], VARDRUM_MODE=mode)
    manage(environment, "migrate", "--verbosity", "0")
    server = uvicorn(port, server_folder, environment, "0.0.0.0")  # noqa: S104 - what is to be refused
    try:
        server.start()
        origin = f"http://127.0.0.1:{port}"
        assert httpx.get(f"{origin}{PROVIDERS}").status_code == 200
        disguised = {"Host": f"127.0.0.1:{port}", "Origin": origin}
        answer = httpx.get(f"http://{address}:{port}{PROVIDERS}", headers=disguised)
        assert answer.status_code == 403
        assert "may only bind to loopback" in answer.text
        with pytest.raises(InvalidStatus, match="403"):
            connect(f"ws://{address}:{port}/ws/resident", origin=Origin(origin)).close()
    finally:
        server.close()
