"""A tab at one of the servers: connects again when it is cut off, resumes what it follows, asks again what was not
answered. What it is told goes to `hear`."""

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable, Sequence
from typing import Any
from uuid import uuid4

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from tests.support.servers import AppServer

Frame = dict[str, Any]
ANSWER_SECONDS, AGAIN_SECONDS, HINT_SECONDS = 20.0, 0.05, 0.5
TRIES = 40
LOGIN_ENDED = 4401


class Cut(Exception):
    """The line went before the answer came."""


class Tab:
    """`log_in` gives a cookie; it is asked again when the server ends the login."""

    def __init__(
        self,
        audience: str,
        servers: Sequence[AppServer],
        number: int,
        log_in: Callable[[], Awaitable[str]],
        hear: Callable[[Frame], None],
    ) -> None:
        self.audience, self.cookie, self.resumed = audience, "", 0
        self.servers, self._number, self._log_in, self._hear = servers, number, log_in, hear
        self._socket: ClientConnection | None = None
        self._online = asyncio.Event()
        self._answers: dict[str, asyncio.Future[Frame]] = {}
        self._heads: list[asyncio.Future[Frame]] = []
        self._cursors: dict[str, int] = {}
        self._following: dict[str, Frame] = {}
        self._news = asyncio.Event()
        self._staying: asyncio.Task[None] | None = None

    @property
    def server(self) -> AppServer:
        return self.servers[self._number % len(self.servers)]

    @property
    def there(self) -> bool:
        return self._staying is not None

    async def come(self) -> None:
        self._staying = asyncio.create_task(self._stay())
        await asyncio.wait_for(self._online.wait(), ANSWER_SECONDS * 3)

    async def leave(self) -> None:
        """Says goodbye."""
        socket = self._socket
        await self._end()
        if socket is not None:
            await socket.close()

    async def vanish(self) -> None:
        """Without a word, as when the power goes."""
        socket = self._socket
        if socket is not None:
            socket.transport.abort()
        await self._end()

    async def _end(self) -> None:
        staying, self._staying, self._socket = self._staying, None, None
        if staying is not None:
            staying.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await staying
        self._cursors.clear()
        self._following.clear()

    # --- the line --------------------------------------------------------------------------------------------------
    async def _stay(self) -> None:
        while True:
            with contextlib.suppress(OSError, InvalidHandshake, ConnectionClosed, TimeoutError):
                await self._once()
            self._lost()
            self._number += 1
            await asyncio.sleep(AGAIN_SECONDS)

    async def _once(self) -> None:
        if not self.cookie:
            self.cookie = await self._log_in()
        async with connect(
            self.server.url.replace("http", "ws") + f"/ws/{self.audience}",
            additional_headers={"Cookie": f"vardrum_{self.audience}={self.cookie}", "Origin": self.server.url},
            compression=None,
            open_timeout=ANSWER_SECONDS,
            ping_interval=None,
        ) as socket:
            await socket.send(json.dumps({"type": "hello", "protocol": 1, "peer_id": str(uuid4())}))
            self._hear(json.loads(await socket.recv()))
            self._socket = socket
            for stream in list(self._following):
                await socket.send(json.dumps(self._opening(stream)))
            self._online.set()
            try:
                async for text in socket:
                    self._take(json.loads(text))
            finally:
                if socket.close_code == LOGIN_ENDED:
                    self.cookie = ""

    def _lost(self) -> None:
        self._socket = None
        self._online.clear()
        for waiting in [*self._answers.values(), *self._heads]:
            if not waiting.done():
                waiting.set_exception(Cut())
        self._answers.clear()
        self._heads.clear()

    # --- what is said ----------------------------------------------------------------------------------------------
    async def command(self, **frame: Any) -> Frame:
        """The ack or the refusal. The same id each time: the server knows what it has done already."""
        told = {"id": str(uuid4()), **frame}
        for _ in range(TRIES):
            with contextlib.suppress(Cut, ConnectionClosed, TimeoutError):
                answer = await self._ask(told)
                if answer["type"] == "ack" or not answer["retryable"]:
                    return answer
            await asyncio.sleep(AGAIN_SECONDS)
        raise RuntimeError(f"no answer to {told['type']}")

    async def _ask(self, told: Frame) -> Frame:
        await asyncio.wait_for(self._online.wait(), ANSWER_SECONDS)
        answer = self._answers[told["id"]] = asyncio.get_running_loop().create_future()
        try:
            await self._say(told)
            return await asyncio.wait_for(answer, ANSWER_SECONDS)
        finally:
            self._answers.pop(told["id"], None)

    async def _say(self, told: Frame) -> None:
        if self._socket is None:
            raise Cut
        await self._socket.send(json.dumps(told))

    async def follow_room(self, room: str) -> Frame:
        return await self._follow(f"room:{room}", {"type": "room.open", "room_id": room})

    async def follow_worklist(self, unit: str) -> Frame:
        return await self._follow(f"worklist:{unit}", {"type": "worklist.open", "unit_id": unit})

    async def _follow(self, stream: str, opening: Frame) -> Frame:
        self._following[stream] = opening
        return await self.command(**{name: value for name, value in self._opening(stream).items() if name != "id"})

    async def leave_room(self, room: str) -> None:
        self._forget(f"room:{room}")
        await self.command(type="room.close", room_id=room)

    async def has_read(self, room: str) -> None:
        """All that has come stands before somebody's eyes."""
        upto = self._cursors.get(f"room:{room}", 0)
        await self.command(type="receipt.advance", room_id=room, delivered=upto, read=upto)

    def _forget(self, stream: str) -> None:
        self._following.pop(stream, None)
        self._cursors.pop(stream, None)
        self._cursors.pop(stream.replace("room:", "staff:"), None)

    def _opening(self, stream: str) -> Frame:
        opening, at = self._following[stream], self._cursors.get(stream)
        cursors: Any = at
        if opening["type"] == "room.open" and at is not None:
            cursors = {"room": at, "staff": self._cursors.get(stream.replace("room:", "staff:"), 0)}
        return {"id": str(uuid4()), **opening, "cursors" if opening["type"] == "room.open" else "cursor": cursors}

    async def beat(self) -> None:
        """One heartbeat. What it says has happened and has not been told by then is fetched."""
        with contextlib.suppress(Cut, ConnectionClosed, TimeoutError):
            await asyncio.wait_for(self._online.wait(), ANSWER_SECONDS)
            answer: asyncio.Future[Frame] = asyncio.get_running_loop().create_future()
            self._heads.append(answer)
            await self._say({"type": "heartbeat"})
            heads = (await asyncio.wait_for(answer, ANSWER_SECONDS))["heads"]
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._caught_up(heads), HINT_SECONDS)
            behind = {stream.replace("staff:", "room:") for stream in self._behind(heads)}
            for stream in [one for one in behind if one in self._following]:
                self.resumed += 1
                await self._ask(self._opening(stream))

    def _behind(self, heads: dict[str, int]) -> list[str]:
        return [stream for stream, head in heads.items() if self._cursors.get(stream, head) < head]

    async def _caught_up(self, heads: dict[str, int]) -> None:
        while self._behind(heads):
            self._news.clear()
            await self._news.wait()

    # --- what is told ----------------------------------------------------------------------------------------------
    def _take(self, frame: Frame) -> None:
        kind = frame["type"]
        if kind in ("ack", "error"):
            waiting = self._answers.pop(frame["id"] or "", None)
            if waiting is not None and not waiting.done():
                waiting.set_result(frame)
        elif kind == "heads":
            if self._heads:
                self._heads.pop(0).set_result(frame)
        elif kind == "stream.ended":
            self._forget(frame["stream"])
        elif kind == "room.snapshot":
            room = frame["room"]["id"]
            self._cursors[f"room:{room}"] = frame["cursors"]["room"]
            if frame["staff"] is not None:
                self._cursors[f"staff:{room}"] = frame["cursors"]["staff"]
            self._hear(frame)
        elif kind == "worklist.snapshot":
            self._cursors[f"worklist:{frame['unit_id']}"] = frame["cursor"]
            self._hear(frame)
        elif "sequence" in frame and "stream" in frame:
            self._take_event(frame)
        self._news.set()

    def _take_event(self, frame: Frame) -> None:
        """In order and once: what comes after a gap is fetched with the next heartbeat."""
        stream, sequence = frame["stream"], frame["sequence"]
        if self._cursors.get(stream) == sequence - 1:
            self._cursors[stream] = sequence
            self._hear(frame)
