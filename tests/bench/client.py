"""A load client: sockets that speak the protocol, an open loop that sends on schedule whatever comes back.

Latency counts from the moment a message was due, not from when the client got round to it, so a slow server cannot
hide behind a client that waits for it (coordinated omission).
"""

import asyncio
import contextlib
import itertools
import json
import random
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from picows import WSCloseCode, WSFrame, WSListener, WSMsgType, WSTransport, ws_connect

TEXT = "Jag har haft ont i halsen sedan i onsdags och nu har jag fått feber också, ska jag komma in eller avvakta? "
OPEN_SECONDS = 60.0
HEARTBEAT_SECONDS = 10
# What has not arrived this long after the last was sent has not been carried.
LAST_SECONDS = 15.0


@dataclass(frozen=True, slots=True)
class Seat:
    """One login and the rooms it talks in."""

    audience: str
    cookie: str
    port: int
    rooms: tuple[UUID, ...]


@dataclass
class Tally:
    """Times in milliseconds, by message; bytes of message frames in each direction."""

    due: dict[str, float] = field(default_factory=dict)
    acked: list[float] = field(default_factory=list)
    delivered: list[float] = field(default_factory=list)
    refused: int = 0
    bytes_out: int = 0
    bytes_in: int = 0
    expected: int = 0
    settled: asyncio.Event = field(default_factory=asyncio.Event)

    def check(self) -> None:
        if self.expected and len(self.delivered) + self.refused >= self.expected:
            self.settled.set()


class Tab(WSListener):
    """One connected browser tab. It shares the machine with what it measures, so its frames are handled in C."""

    def __init__(self, seat: Seat, tally: Tally) -> None:
        super().__init__()
        self.seat = seat
        self.tally = tally
        self._socket: WSTransport | None = None
        self._beating: asyncio.Task[None] | None = None
        self._opened: dict[str, asyncio.Event] = {}
        self._cursors: dict[str, int] = {}

    async def connect(self) -> None:
        """Returns when every room is open and caught up."""
        origin = f"http://127.0.0.1:{self.seat.port}"
        self._socket, _ = await ws_connect(
            lambda: self,
            f"ws://127.0.0.1:{self.seat.port}/ws/{self.seat.audience}",
            extra_headers={"Cookie": f"vardrum_{self.seat.audience}={self.seat.cookie}", "Origin": origin},
            websocket_handshake_timeout=OPEN_SECONDS,
        )
        self._say({"type": "hello", "protocol": 1, "peer_id": str(uuid4())})
        self._beating = asyncio.create_task(self._beat())
        for room_id in self.seat.rooms:
            self._open(room_id)
        await asyncio.wait_for(asyncio.gather(*[event.wait() for event in self._opened.values()]), OPEN_SECONDS)

    def _open(self, room_id: UUID) -> None:
        command_id, at = str(uuid4()), self._cursors.get(str(room_id))
        self._opened[command_id] = asyncio.Event()
        cursors = None if at is None else {"room": at, "staff": 0}
        self._say({"type": "room.open", "id": command_id, "room_id": str(room_id), "cursors": cursors})

    def send(self, room_id: UUID, due: float) -> None:
        message_id = str(uuid4())
        self.tally.due[message_id] = due
        room = str(room_id)
        frame = {
            "type": "message.send", "id": message_id, "room_id": room, "shown_room_id": room,
            "client_message_id": message_id, "text": TEXT, "picture_id": None,
        }  # fmt: skip
        self.tally.bytes_out += self._say(frame)

    async def close(self) -> None:
        self._stop_beating()
        if self._socket is not None:
            self._socket.send_close(WSCloseCode.OK)
            await self._socket.wait_disconnected()

    def cut(self) -> None:
        """The network is gone: no closing frame."""
        self._stop_beating()
        if self._socket is not None:
            self._socket.underlying_transport.abort()

    def _stop_beating(self) -> None:
        if self._beating is not None:
            self._beating.cancel()

    def _say(self, frame: Mapping[str, object]) -> int:
        """How many bytes were sent."""
        if self._socket is None:
            raise RuntimeError("not connected")
        # As the shipped client's JSON.stringify writes it.
        data = json.dumps(frame, ensure_ascii=False, separators=(",", ":")).encode()
        self._socket.send(WSMsgType.TEXT, data)
        return len(data)

    async def _beat(self) -> None:
        # As the shipped client: not in step with those who came at the same moment.
        await asyncio.sleep(random.uniform(0, HEARTBEAT_SECONDS))
        while True:
            self._say({"type": "heartbeat"})
            await asyncio.sleep(HEARTBEAT_SECONDS)

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        if frame.msg_type == WSMsgType.TEXT:
            self._take(frame.get_payload_as_utf8_text())
        elif frame.msg_type == WSMsgType.CLOSE:
            transport.disconnect()

    def _take(self, frame: str) -> None:
        # Frequent frames are not taken apart as JSON.
        if frame.startswith('{"type":"message.sent"'):
            self._take_message(frame)
        elif frame.startswith('{"type":"ack"'):
            self._take_ack(_id_after(frame, '"id":"'))
        elif frame.startswith('{"type":"error"'):
            self.tally.refused += 1
            self.tally.check()
        elif frame.startswith('{"type":"room.snapshot"'):
            snapshot = json.loads(frame)
            self._cursors[snapshot["room"]["id"]] = snapshot["cursors"]["room"]

    def _take_message(self, frame: str) -> None:
        due = self.tally.due.get(_id_after(frame, '"client_message_id":"'))
        mine = f'"by":{{"kind":"{self.seat.audience}"' in frame
        if due is not None and not mine:
            self.tally.delivered.append((time.perf_counter() - due) * 1000)
            self.tally.bytes_in += len(frame)
            self.tally.check()

    def _take_ack(self, answered: str) -> None:
        if answered in self._opened:
            self._opened[answered].set()
        elif answered in self.tally.due:
            self.tally.acked.append((time.perf_counter() - self.tally.due[answered]) * 1000)


def _id_after(frame: str, name: str) -> str:
    start = frame.index(name) + len(name)
    return frame[start : start + 36]


async def run_at(tabs: list[Tab], tally: Tally, rate: float, seconds: float) -> None:
    """Sends `rate` messages a second for `seconds`, round all tabs and rooms, and waits for what is under way."""
    seats = itertools.cycle([(tab, room_id) for tab in tabs for room_id in tab.seat.rooms])
    start, count = time.perf_counter() + 0.1, int(rate * seconds)
    for number in range(count):
        due = start + number / rate
        wait = due - time.perf_counter()
        if wait > 0:
            await asyncio.sleep(wait)
        tab, room_id = next(seats)
        tab.send(room_id, due)
    tally.expected = count
    tally.check()
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(tally.settled.wait(), LAST_SECONDS)


def percentiles(values: list[float]) -> dict[str, float | None]:
    """p50, p95 and p99, rounded to a hundredth."""
    if not values:
        return {"p50": None, "p95": None, "p99": None}
    ordered = sorted(values)
    return {
        f"p{share}": round(ordered[min(len(ordered) - 1, int(len(ordered) * share / 100))], 2) for share in (50, 95, 99)
    }
