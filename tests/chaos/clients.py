"""The shipped core in a Node process, driven by lines: many tabs, one journal (frontend/src/core/headless)."""

import asyncio
import json
import secrets
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from tests.support.processes import REPOSITORY, STOP_SECONDS

PROGRAM = REPOSITORY / "frontend" / "dist-node" / "headless.mjs"
NODE = REPOSITORY / ".venv" / "bin" / "node"
LINE_BYTES = 16 * 1024 * 1024


@dataclass(frozen=True)
class Seat:
    """Somebody with a login or several, and the rooms that are open on their screens."""

    audience: str
    account: str
    cookies: tuple[str, ...]
    rooms: tuple[str, ...]


def seat_of(told: dict[str, Any]) -> Seat:
    return Seat(told["audience"], told["account"], tuple(told["cookies"]), tuple(told["rooms"]))


def some_words(about: str) -> str:
    """A text that is found again wherever it turns up."""
    return f"{about} chaos:{secrets.token_hex(6)}"


class People(Protocol):
    """Those who sit at the tabs, whatever they use."""

    journal: Path

    async def open(self, tab: str, seat: Seat, port: int, **more: Any) -> None: ...
    async def write(self, tab: str, room: str, about: str = "Hej") -> str: ...
    async def note(self, tab: str, room: str) -> None: ...
    async def scroll_up(self, tab: str, room: str) -> None: ...
    async def close(self, tab: str) -> None: ...
    async def standing(self) -> dict[str, Any]: ...


class Refused(Exception):
    """What the client answered to an order, in its words."""


class Clients:
    """All tabs of one Node process."""

    def __init__(self, process: asyncio.subprocess.Process, journal: Path) -> None:
        self.journal = journal
        self._process = process
        self._waiting: dict[int, asyncio.Future[Any]] = {}
        self._number = 0
        self._reader = asyncio.ensure_future(self._read())

    async def ask(self, order: str, **more: Any) -> Any:
        self._number += 1
        if self._process.stdin is None:
            raise RuntimeError("the process was started without pipes")
        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._waiting[self._number] = answer
        self._process.stdin.write(json.dumps({"number": self._number, "order": order, **more}).encode() + b"\n")
        return await answer

    async def open(self, tab: str, seat: Seat, port: int, **more: Any) -> None:
        """`more`: which `cookie` of the seat, whether somebody is `looking`, and `haste`, which below 1 shortens the
        pause before a new attempt, for those who are cut off thousands of times."""
        told = {
            "audience": seat.audience,
            "origin": f"http://127.0.0.1:{port}",
            "cookie": seat.cookies[more.get("cookie", 0)],
            "account": seat.account,
            "rooms": list(seat.rooms),
            "looking": more.get("looking", True),
            "haste": more.get("haste", 1.0),
        }
        await self.ask("open", tab=tab, seat=told)

    async def write(self, tab: str, room: str, about: str = "Hej") -> str:
        identity: str = await self.ask("write", tab=tab, room=room, text=some_words(about))
        return identity

    async def command(self, tab: str, **frame: Any) -> None:
        await self.ask("command", tab=tab, frame=frame)

    async def note(self, tab: str, room: str) -> None:
        await self.command(tab, type="note.add", room_id=room, text=some_words("Anteckning"))

    async def scroll_up(self, tab: str, room: str) -> None:
        """To the beginning of the room."""
        await self.ask("scroll_up", tab=tab, room=room)

    async def close(self, tab: str) -> None:
        await self.ask("close", tab=tab)

    async def standing(self) -> dict[str, Any]:
        told: dict[str, Any] = await self.ask("standing")
        return told

    async def _read(self) -> None:
        if self._process.stdout is None:
            raise RuntimeError("the process was started without pipes")
        while line := await self._process.stdout.readline():
            told = json.loads(line)
            answer = self._waiting.pop(told["number"])
            if answer.cancelled():
                continue
            if "refused" in told:
                answer.set_exception(Refused(told["refused"]))
            else:
                answer.set_result(told["answer"])
        for answer in self._waiting.values():
            if not answer.done():
                answer.set_exception(RuntimeError("the clients' process has ended"))

    async def end(self) -> None:
        if self._process.stdin is not None:
            self._process.stdin.close()
        try:
            await asyncio.wait_for(self._process.wait(), STOP_SECONDS)
        except TimeoutError:
            self._process.kill()
            await self._process.wait()
        await asyncio.gather(self._reader, return_exceptions=True)


@asynccontextmanager
async def running_clients(journal: Path) -> AsyncIterator[Clients]:
    if not PROGRAM.exists():
        raise RuntimeError("the headless client is not built; run make build")
    process = await asyncio.create_subprocess_exec(
        NODE, PROGRAM, journal, stdin=subprocess.PIPE, stdout=subprocess.PIPE, limit=LINE_BYTES
    )
    clients = Clients(process, journal)
    try:
        yield clients
    finally:
        await clients.end()
