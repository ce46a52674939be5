"""What takes the short way is answered as uvicorn's own protocol answers it, byte for byte, however it was cut."""

import asyncio
import logging
import os
import random
import socket
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import pytest
from uvicorn import Config
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from uvicorn.server import ServerState
from websockets.frames import Frame, Opcode

from chatserver.core.gateway.direct import direct_of
from chatserver.core.gateway.places import Places
from chatserver.launcher.whole_frames import MAX_HELD_BYTES, MAX_WAITING, WholeFrames, head_of

LONGEST = 20_000
# The longest answer has a length of eight bytes.
ANSWERED_TIMES = 4
UPGRADE = (
    b"GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n"
)
TEXT, BINARY, CONTINUED, CLOSE, PING, PONG, LAST = 1, 2, 0, 8, 9, 10, 0x80


def frame(
    first: int, payload: bytes, *, masked: bool = True, length_bytes: int | None = None, mask: bytes | None = None
) -> bytes:
    if length_bytes is None:
        length_bytes = 0 if len(payload) < 126 else 2 if len(payload) < 1 << 16 else 8
    said = len(payload) if length_bytes == 0 else 126 if length_bytes == 2 else 127
    head = bytes((first, said | (0x80 if masked else 0))) + (
        len(payload).to_bytes(length_bytes) if length_bytes else b""
    )
    if not masked:
        return head + payload
    mask = mask or os.urandom(4)
    return head + mask + bytes(byte ^ mask[at % 4] for at, byte in enumerate(payload))


TEXTS = [
    frame(LAST | TEXT, text.encode())
    for text in ("", "hej", "å" * 63, "x" * 125, "x" * 126, "😀" * 4_000, "x" * LONGEST)
]
HARMLESS = [
    *TEXTS,
    frame(LAST | PING, b"here?"),
    frame(LAST | PONG, b""),
    frame(LAST | BINARY, b"\x00\xff"),
    frame(LAST | TEXT, b"longer than it need be", length_bytes=2),
    frame(LAST | TEXT, b"longer still", length_bytes=8),
    frame(TEXT, b"in ") + frame(LAST | PING, b"") + frame(CONTINUED, b"three ") + frame(LAST | CONTINUED, b"parts"),
    # A letter that is cut between two frames is whole in the message.
    frame(TEXT, "å".encode()[:1]) + frame(LAST | CONTINUED, "å".encode()[1:]),
]
# Sent in two pieces, of which the second one looks like a frame.
INNER = frame(LAST | TEXT, b"not a message")
OUTER = frame(LAST | BINARY, b"binary" + INNER, mask=bytes(4))
WRONG = [
    frame(LAST | TEXT, b"\xff\xfe"),
    frame(LAST | TEXT, b"not masked", masked=False),
    frame(LAST | TEXT, b"x" * (LONGEST + 1)),
    frame(LAST | CONTINUED, b"of nothing"),
    frame(LAST | TEXT | 0x40, b"compressed, as nobody agreed"),
    frame(LAST | 3, b"no such kind"),
    frame(LAST | CLOSE, (1000).to_bytes(2) + b"good-bye"),
    frame(LAST | CLOSE, b"") + frame(LAST | TEXT, b"after the end"),
]


Application = Callable[[Any, Any, Any], Coroutine[Any, Any, None]]


@dataclass
class Talk:
    """What an application that repeats everything heard, what its client got of it, and the code it was closed with."""

    heard: list[str | bytes] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    pongs: list[bytes] = field(default_factory=list)
    code: int | None = None
    answered: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(0), compare=False)

    async def repeat(self, scope: object, receive: Any, send: Any) -> None:
        await receive()
        await send({"type": "websocket.accept"})
        while (message := await receive())["type"] == "websocket.receive":
            said = message.get("text", message.get("bytes"))
            self.heard.append(said)
            await send({"type": "websocket.send", "text": f"{len(said)} {said!s}" * ANSWERED_TIMES})

    async def listen(self, reader: asyncio.StreamReader) -> None:
        while (first := await reader.read(1)) and (second := await reader.readexactly(1)):
            length = second[0]
            if length > 125:
                length = int.from_bytes(await reader.readexactly(2 if length == 126 else 8))
            payload = await reader.readexactly(length)
            kind = first[0] & 0x0F
            if kind == CLOSE:
                self.code = int.from_bytes(payload[:2]) if payload else None
            elif kind == PONG:
                self.pongs.append(payload)
            else:
                self.texts.append(payload.decode())
                self.answered.release()


@asynccontextmanager
async def connected(
    kind: type[WebSocketsSansIOProtocol], application: Application
) -> AsyncIterator[tuple[WebSocketsSansIOProtocol, asyncio.StreamReader, asyncio.StreamWriter]]:
    """A client's end of a real socket, past the greeting."""
    config = Config(
        application,
        interface="asgi3",
        ws_max_size=LONGEST,
        ws_per_message_deflate=False,
        ws_ping_interval=None,
        log_config=None,
    )
    config.load()
    ours, theirs = socket.socketpair()
    state = ServerState()
    made = kind(config, state, {})
    await asyncio.get_running_loop().connect_accepted_socket(lambda: made, ours)
    reader, writer = await asyncio.open_connection(sock=theirs)
    writer.write(UPGRADE)
    await reader.readuntil(b"\r\n\r\n")
    try:
        yield made, reader, writer
    finally:
        writer.close()
        await asyncio.gather(*state.tasks, return_exceptions=True)


async def talk(kind: type[WebSocketsSansIOProtocol], pieces: Sequence[bytes], answers: int | None) -> Talk:
    """Waits for so many answers before it closes the socket; without a number the server is to close it."""
    found = Talk()
    async with connected(kind, found.repeat) as (_, reader, writer):
        listening = asyncio.ensure_future(found.listen(reader))
        for piece in pieces:
            writer.write(piece)
            await asyncio.sleep(0.001)
        if answers is not None:
            for _ in range(answers):
                await asyncio.wait_for(found.answered.acquire(), 20)
            writer.write(frame(LAST | CLOSE, (1000).to_bytes(2)))
        # A server that has closed takes no more of what is on its way.
        with suppress(ConnectionError):
            await asyncio.wait_for(listening, 20)
    return found


def cut(whole: bytes, chance: random.Random) -> list[bytes]:
    places = sorted(chance.sample(range(len(whole) + 1), min(chance.choice((0, 0, 1, 2, 5)), len(whole))))
    return [whole[begin:end] for begin, end in zip([0, *places], [*places, len(whole)], strict=True)]


@pytest.mark.parametrize("seed", range(60))
def test_both_ways_say_the_same(seed: int) -> None:
    chance = random.Random(seed)
    frames = chance.choices(HARMLESS, k=chance.randint(1, 9))
    answers = sum(one[0] & 0x0F in (TEXT, BINARY) for one in frames)
    pieces = cut(b"".join(frames), chance) if seed % 2 else [piece for one in frames for piece in cut(one, chance)]

    quick, plain = [asyncio.run(talk(kind, pieces, answers)) for kind in (WholeFrames, WebSocketsSansIOProtocol)]

    assert quick == plain
    assert len(quick.texts) == answers
    assert quick.code == 1000


@pytest.mark.parametrize("wrong", range(len(WRONG)))
@pytest.mark.parametrize("seed", range(4))
def test_what_is_wrong_is_refused_as_before(seed: int, wrong: int, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL, "uvicorn.error")
    chance = random.Random(seed)
    before = chance.choices(TEXTS, k=seed)
    pieces = cut(b"".join([*before, WRONG[wrong]]), chance)

    quick, plain = [asyncio.run(talk(kind, pieces, None)) for kind in (WholeFrames, WebSocketsSansIOProtocol)]

    assert quick.code == plain.code
    # What came before it in one piece is heard now, where `websockets` threw all of the piece away.
    assert quick.heard[: len(plain.heard)] == plain.heard
    assert len(quick.heard) <= len(before)


@pytest.mark.parametrize(
    ("pieces", "heard", "code"),
    [
        ([OUTER[: -len(INNER)], INNER], [b"binary" + INNER], 1000),
        ([frame(TEXT, b"begun"), frame(LAST | TEXT, b"and not ended")], [], 1002),
    ],
)
@pytest.mark.parametrize("kind", [WholeFrames, WebSocketsSansIOProtocol])
def test_what_has_begun_is_ended_first(
    kind: type[WebSocketsSansIOProtocol], pieces: list[bytes], heard: list[bytes], code: int
) -> None:
    found = asyncio.run(talk(kind, pieces, len(heard) or None))
    assert (found.heard, found.code) == (heard, code)


@pytest.mark.parametrize("length", [0, 125, 126, 65_535, 65_536])
def test_the_head_of_a_frame_is_as_websockets_has_it(length: int) -> None:
    payload = b"x" * length
    assert head_of(length) + payload == Frame(Opcode.TEXT, payload).serialize(mask=False)


async def flooded() -> tuple[int, bool, list[str]]:
    """How much waits for an application that does not listen yet, whether the socket is still read, and all that it
    heard in the end."""
    begin, done = asyncio.Event(), asyncio.Event()
    heard: list[str] = []

    async def slow(scope: object, receive: Any, send: Any) -> None:
        await receive()
        await send({"type": "websocket.accept"})
        await begin.wait()
        while (message := await receive())["type"] == "websocket.receive":
            heard.append(message["text"])
        done.set()

    async with connected(WholeFrames, slow) as (protocol, _, writer):
        for number in range(3_000):
            writer.write(frame(LAST | TEXT, f"{number} {'x' * 990}".encode()))
        await asyncio.sleep(0.2)
        waiting, paused = protocol.queue.qsize(), protocol.read_paused
        begin.set()
        await writer.drain()
        writer.write(frame(LAST | CLOSE, b""))
        await asyncio.wait_for(done.wait(), 20)
    return waiting, paused, heard


def test_a_flood_waits_in_the_socket() -> None:
    waiting, paused, heard = asyncio.run(flooded())
    # What one read of the socket brought, at most 256 KiB, comes on top.
    assert MAX_WAITING < waiting < MAX_WAITING + 260
    assert paused
    assert [int(text.split()[0]) for text in heard] == list(range(3_000))


class Hasty:
    """An application that takes frames at once while it has places, as a connection does."""

    def __init__(self, seed: int) -> None:
        self.heard: list[int] = []
        self.at_once = 0
        self._each = asyncio.Semaphore(0)
        self._places = Places(2)
        self._chance = random.Random(seed)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        await receive()
        await send({"type": "websocket.accept"})
        way = direct_of(scope)
        assert way is not None
        way.read_with(self._take_now)
        # What comes meanwhile waits before what is taken at once afterwards.
        await asyncio.sleep(self._chance.choice((0, 0.002)))
        while (message := await receive())["type"] == "websocket.receive":
            await self._places.wait()
            self._take(message["text"])

    async def has_heard(self, many: int) -> None:
        for _ in range(many):
            await self._each.acquire()

    def _take_now(self, text: str) -> bool:
        if not self._places.are_free or self._chance.random() < 0.2:
            return False
        self.at_once += 1
        self._take(text)
        return True

    def _take(self, text: str) -> None:
        self.heard.append(int(text))
        self._each.release()
        self._places.take()
        asyncio.get_running_loop().call_later(self._chance.choice((0, 0, 0.0005)), self._places.give_back)


async def hurried(seed: int) -> Hasty:
    chance, hasty = random.Random(seed), Hasty(seed)
    async with connected(WholeFrames, hasty) as (_, _, writer):
        # First what comes before the application reads, then what comes while it does.
        for numbers in (range(150), range(150, 300)):
            frames = b"".join(frame(LAST | TEXT, str(number).encode()) for number in numbers)
            for piece in (frames[at : at + 97] for at in range(0, len(frames), 97)):
                writer.write(piece)
                if chance.random() < 0.3:
                    await asyncio.sleep(0)
            await asyncio.wait_for(hasty.has_heard(150), 20)
        writer.write(frame(LAST | CLOSE, (1000).to_bytes(2)))
        await writer.drain()
    return hasty


@pytest.mark.parametrize("seed", range(10))
def test_what_is_taken_at_once_overtakes_nothing(seed: int) -> None:
    hasty = asyncio.run(hurried(seed))
    assert hasty.heard == list(range(300))
    assert 0 < hasty.at_once < 300


class Speaking:
    """An application that says something in one go, and closes where it is told to."""

    def __init__(self, texts: Sequence[str], *, closes: bool = False) -> None:
        self._texts, self._closes = texts, closes

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        await receive()
        await send({"type": "websocket.accept"})
        way = direct_of(scope)
        assert way is not None
        await receive()
        assert all([way.write(text) for text in self._texts])
        if self._closes:
            await send({"type": "websocket.close", "code": 4000})
        while (await receive())["type"] == "websocket.receive":
            pass


async def said(application: Speaking, wait_for: int) -> tuple[list[bytes], bytes]:
    """The pieces in which the socket was written, and what came of the first `wait_for` bytes."""
    written: list[bytes] = []
    async with connected(WholeFrames, application) as (protocol, reader, writer):
        noting: Any = _Noting(protocol.transport, written)
        protocol.transport = noting
        writer.write(frame(LAST | TEXT, b"go on"))
        came = await asyncio.wait_for(reader.readexactly(wait_for), 20)
        writer.write(frame(LAST | CLOSE, (1000).to_bytes(2)))
    return written, came


class _Noting:
    def __init__(self, transport: Any, written: list[bytes]) -> None:
        self._transport, self._written = transport, written

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def write(self, data: bytes) -> None:
        self._written.append(bytes(data))
        self._transport.write(data)


def test_what_is_said_in_one_moment_is_written_together() -> None:
    frames = [frame(LAST | TEXT, text, masked=False) for text in (b"told", b"acked", b"x" * 300)]
    speaking = Speaking(["told", "acked", "x" * 300])
    written, came = asyncio.run(said(speaking, sum(map(len, frames))))
    assert came == b"".join(frames) == written[0]


def test_what_is_much_does_not_wait() -> None:
    texts = ["x" * 1_000] * 40
    whole = b"".join(frame(LAST | TEXT, text.encode(), masked=False) for text in texts)
    written, came = asyncio.run(said(Speaking(texts), len(whole)))
    assert came == whole
    assert 2 < len(written) < 10
    assert all(len(piece) <= MAX_HELD_BYTES + 1_100 for piece in written)


def test_what_was_said_comes_before_the_end() -> None:
    last = frame(LAST | TEXT, b"last words", masked=False)
    _, came = asyncio.run(said(Speaking(["last words"], closes=True), len(last) + 4))
    assert came == last + bytes((LAST | CLOSE, 2)) + (4000).to_bytes(2)
