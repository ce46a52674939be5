"""The shipped core in a Node process, driven by lines: many tabs, one journal (frontend/src/core/headless)."""

import asyncio
import json
import os
import secrets
import signal
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
    async def command(self, tab: str, **frame: Any) -> None: ...
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
        self.gone = False
        """Whether it cannot be asked anything now."""
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

    # --- what may befall a device ----------------------------------------------------------------------------------
    def freeze(self) -> None:
        """As a lid that is closed: nothing runs, and what arrives waits."""
        self.gone = True
        os.killpg(self._process.pid, signal.SIGSTOP)

    def thaw(self) -> None:
        os.killpg(self._process.pid, signal.SIGCONT)
        self.gone = False

    async def kill(self) -> None:
        """As a power cut: nobody says goodbye."""
        self.gone = True
        os.killpg(self._process.pid, signal.SIGKILL)
        await self._process.wait()

    async def end(self) -> None:
        if self._process.returncode is None and self.gone:
            self.thaw()
        if self._process.stdin is not None:
            self._process.stdin.close()
        try:
            await asyncio.wait_for(self._process.wait(), STOP_SECONDS)
        except TimeoutError:
            await self.kill()
        await asyncio.gather(self._reader, return_exceptions=True)


class Apart:
    """Some sit at devices of their own, so that what befalls those befalls nobody else."""

    def __init__(self, others: Clients) -> None:
        self.journal = others.journal
        self.own: dict[str, Clients] = {}
        self._others = others

    def _of(self, tab: str) -> Clients:
        return self.own.get(tab, self._others)

    async def open(self, tab: str, seat: Seat, port: int, **more: Any) -> None:
        await self._of(tab).open(tab, seat, port, **more)

    async def write(self, tab: str, room: str, about: str = "Hej") -> str:
        return await self._of(tab).write(tab, room, about)

    async def command(self, tab: str, **frame: Any) -> None:
        await self._of(tab).command(tab, **frame)

    async def note(self, tab: str, room: str) -> None:
        await self._of(tab).note(tab, room)

    async def scroll_up(self, tab: str, room: str) -> None:
        await self._of(tab).scroll_up(tab, room)

    async def close(self, tab: str) -> None:
        await self._of(tab).close(tab)

    async def standing(self) -> dict[str, Any]:
        """Of those who can be asked."""
        devices = {id(device): device for device in (self._others, *self.own.values()) if not device.gone}
        told = await asyncio.gather(*[device.standing() for device in devices.values()])
        return {tab: standing for one in told for tab, standing in one.items()}


@asynccontextmanager
async def running_clients(journal: Path, *options: str) -> AsyncIterator[Clients]:
    """`options` are Node's own, before the program."""
    if not PROGRAM.exists():
        raise RuntimeError("the headless client is not built; run make build")
    # A group of its own: the command of the environment starts the real Node as a child.
    process = await asyncio.create_subprocess_exec(
        NODE,
        *options,
        PROGRAM,
        journal,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        limit=LINE_BYTES,
        process_group=0,
    )
    clients = Clients(process, journal)
    try:
        yield clients
    finally:
        await clients.end()
