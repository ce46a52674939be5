"""The bounds of the embedded server, pressed over real sockets."""

import asyncio
import contextlib
import http.client
import json
import signal
import socket
import sys
import threading
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from chatserver.core.bodies import MAX_REQUEST_BYTES
from chatserver.core.wire import MAX_FRAME_BYTES
from chatserver.launcher.bounds import INBOX_HIGH
from tests.support.processes import ServerProcess, free_port, port_answers

PROGRAM = ["-m", "tests.support.bounded_server"]
TICK_SECONDS = 0.05


class Server:
    def __init__(self, port: int, process: ServerProcess) -> None:
        self.port = port
        self.process = process

    def socket_url(self, path: str) -> str:
        return f"ws://127.0.0.1:{self.port}{path}"

    def request(self, method: str, path: str, body: bytes | None = None) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        with contextlib.closing(connection):
            connection.request(method, path, body)
            response = connection.getresponse()
            return response.status, response.read()

    def sent(self) -> int:
        return int(self.request("GET", "/")[1])

    def resident_mib(self) -> float:
        pages = int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1])
        return pages * 4096 / 2**20


@pytest.fixture
def server(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Server]:
    port, ping_seconds = free_port(), getattr(request, "param", 10)
    process = ServerProcess(
        "bounded server",
        [sys.executable, *PROGRAM, str(port), str(ping_seconds)],
        log=tmp_path / "server.log",
        ready=lambda: port_answers(port),
    )
    try:
        process.start()
        yield Server(port, process)
    finally:
        process.close()


async def until_steady(value: Callable[[], int], rounds: int = 10) -> int:
    """The value once it has stayed the same for half a second."""
    seen, same = -1, 0
    while same < rounds:
        now = await asyncio.to_thread(value)
        same = same + 1 if now == seen else 0
        seen = now
        await pause()
    return seen


async def pause() -> None:
    """Between two looks at something that another process does."""
    await asyncio.sleep(TICK_SECONDS)


async def closed_code(connection: ClientConnection) -> int | None:
    with contextlib.suppress(ConnectionClosed):
        while True:
            await connection.recv()
    return connection.close_code


@pytest.mark.parametrize("server", [2], indirect=True)
async def test_a_reader_that_does_not_read_makes_the_application_wait_and_is_cut_off(server: Server) -> None:
    before = server.resident_mib()
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port, limit=2**10)
    await upgrade(reader, writer, "/source")
    assert await until_steady(server.sent) * 10_000 < 12 * 2**20  # the kernel's buffers of both ends are in this
    assert server.resident_mib() - before < 10
    # It answers no ping either, so it is gone after one interval and one time limit.
    await asyncio.wait_for(until(lambda: cut_off(server)), 30)
    writer.close()


def cut_off(server: Server) -> bool:
    lines = Path(f"/proc/{server.process.pid}/net/tcp").read_text().splitlines()
    mine, established = f":{server.port:04X}", "01"
    return not any(fields[1].endswith(mine) and fields[3] == established for fields in map(str.split, lines[1:]))


async def until(reached: Callable[[], bool]) -> None:
    while not reached():
        await pause()


async def upgrade(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, path: str) -> None:
    writer.write(
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
    )
    assert b"101" in await reader.readline()


async def test_a_slow_reader_gets_everything_it_waits_for(server: Server) -> None:
    async with connect(server.socket_url("/source"), max_queue=1) as connection:
        for _ in range(600):
            assert len(await connection.recv()) == 10_000
        await until_steady(server.sent)
        for _ in range(200):
            assert len(await connection.recv()) == 10_000


async def test_a_flood_is_left_with_the_sender(server: Server) -> None:
    before = server.resident_mib()
    async with connect(server.socket_url("/deaf"), ping_interval=None, close_timeout=0.1) as connection:
        frame, count = "y" * 60_000, 0
        with contextlib.suppress(TimeoutError):
            for count in range(5_000):  # noqa: B007 read after the loop
                await asyncio.wait_for(connection.send(frame), 0.5)
        assert INBOX_HIGH <= count < 400
        assert server.resident_mib() - before < 20
        assert server.request("POST", "/", b"others are served") == (200, b"17")
        connection.transport.abort()


async def test_a_burst_that_is_taken_in_time_comes_through_whole(server: Server) -> None:
    async with connect(server.socket_url("/echo"), max_queue=None) as connection:
        frames = [f"{number:06}" for number in range(5_000)]
        sender = asyncio.create_task(send_all(connection, frames))
        assert [await connection.recv() for _ in frames] == frames
        await sender


async def send_all(connection: ClientConnection, frames: list[str]) -> None:
    for frame in frames:
        await connection.send(frame)


@pytest.mark.parametrize(
    "press",
    [
        lambda connection: connection.send("z" * (MAX_FRAME_BYTES + 1)),
        lambda connection: connection.send(["z" * MAX_FRAME_BYTES, "z"]),
    ],
    ids=["one frame", "in fragments"],
)
async def test_a_message_beyond_the_limit_ends_the_connection(
    server: Server, press: Callable[[ClientConnection], Awaitable[None]]
) -> None:
    async with connect(server.socket_url("/echo"), ping_interval=None) as connection:
        await connection.send("z" * MAX_FRAME_BYTES)
        assert len(await connection.recv()) == MAX_FRAME_BYTES
        with contextlib.suppress(ConnectionClosed):
            await press(connection)
        assert await closed_code(connection) in (1009, 1006)


async def test_pings_without_end_do_not_fill_the_memory(server: Server) -> None:
    before = server.resident_mib()
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port, limit=2**10)
    await upgrade(reader, writer, "/deaf")
    ping = b"\x89\xfd" + bytes(4) + bytes(125)
    with contextlib.suppress(TimeoutError, ConnectionError):
        for _ in range(4_000):
            writer.write(ping * 100)
            await asyncio.wait_for(writer.drain(), 0.5)
    assert server.resident_mib() - before < 20
    writer.transport.abort()


def test_a_body_beyond_the_limit_is_refused_before_it_is_stored(server: Server) -> None:
    assert server.request("POST", "/", bytes(MAX_REQUEST_BYTES)) == (200, str(MAX_REQUEST_BYTES).encode())
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as raw:
        head = f"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: {MAX_REQUEST_BYTES + 1}\r\n\r\n"
        raw.sendall(head.encode())
        status, _, rest = http_answer(raw)
    assert status == 413
    assert json.loads(rest)["code"] == "too_large"


def http_answer(raw: socket.socket) -> tuple[int, bytes, bytes]:
    data = b""
    while part := raw.recv(4096):
        data += part
    head, _, body = data.partition(b"\r\n\r\n")
    return int(head.split()[1]), head, body


def test_a_body_without_a_length_is_cut_off_at_the_limit(server: Server) -> None:
    before = server.resident_mib()
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as raw:
        raw.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
        chunk = b"10000\r\n" + bytes(65_536) + b"\r\n"
        with pytest.raises(ConnectionError):
            raw.sendall(chunk * 600)
    assert server.resident_mib() - before < 20
    assert server.request("POST", "/", b"still here") == (200, b"10")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_told_to_stop_it_says_so_to_every_socket_and_finishes_requests(
    server: Server, number: signal.Signals
) -> None:
    answers: list[tuple[int, bytes]] = []
    asking = threading.Thread(target=lambda: answers.append(server.request("POST", "/slow", b"four")))
    connections = [await connect(server.socket_url("/echo")) for _ in range(20)]
    for connection in connections:
        await connection.send("here")
        assert await connection.recv() == "here"
    asking.start()
    await asyncio.to_thread(asking.join, 0.3)
    stopping = asyncio.create_task(asyncio.to_thread(server.process.interrupt, number))
    codes = await asyncio.gather(*(closed_code(connection) for connection in connections))
    assert set(codes) == {4012}
    assert await stopping == 0
    asking.join()
    assert answers == [(200, b"4")]
    assert not port_answers(server.port)


async def test_a_reader_that_does_not_read_does_not_hold_up_the_stop(server: Server) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port, limit=2**10)
    await upgrade(reader, writer, "/source")
    await until_steady(server.sent)
    assert await asyncio.to_thread(server.process.interrupt) == 0
    writer.transport.abort()
