"""One fault's run: people with open rooms who talk, marks of when the fault was in force, healing, and the verdict."""

import asyncio
import contextlib
import json
import random
import subprocess
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import psycopg

from tests.chaos import checker_database, checker_journal
from tests.chaos.checker import Checker
from tests.chaos.checker_database import Ledger
from tests.chaos.checker_verdict import Verdict
from tests.chaos.clients import People, Refused, Seat, running_clients, seat_of
from tests.chaos.site import Site, made
from tests.support.processes import REPOSITORY
from tests.support.servers import PYTHON

Reached = Callable[[], Awaitable[bool]]
LOOK_SECONDS = 0.1
OPEN_SECONDS = 60.0
HEAL_SECONDS = 75.0


@dataclass(frozen=True)
class Size:
    """How many people, and how much they say."""

    residents: int = 8
    nurses: int = 2
    per_second: float = 12.0
    waiting: bool = False
    """Nobody has the cases yet."""


@dataclass
class Run:
    site: Site
    clients: People
    seats: list[Seat]
    before: Ledger
    marks: Path
    size: Size
    random: random.Random
    read: Callable[[], Ledger]
    heads: Callable[[], dict[str, int]]
    doors: dict[str, int] = field(default_factory=dict)
    """The tab's door, where it has one of its own."""
    silent: set[str] = field(default_factory=set)
    """Tabs whose people write nothing."""
    told: dict[str, Any] = field(default_factory=dict)
    """What a fault has to tell beyond the checker's figures; a name that begins with `wrong` is a violation."""
    more: list[Path] = field(default_factory=list)
    """Journals beside that of the Node clients."""
    ahead: dict[Path, float] = field(default_factory=dict)
    """Journals by a clock that is so many seconds ahead."""
    devices: AsyncExitStack = field(default_factory=AsyncExitStack)
    """Processes that are there until the run is judged."""

    # --- people --------------------------------------------------------------------------------------------------
    def tabs(self) -> dict[str, Seat]:
        return {f"{seat.audience}{number}": seat for number, seat in enumerate(self.seats)}

    @property
    def residents(self) -> dict[str, Seat]:
        return {tab: seat for tab, seat in self.tabs().items() if seat.audience == "resident"}

    @property
    def nurses(self) -> dict[str, Seat]:
        return {tab: seat for tab, seat in self.tabs().items() if seat.audience == "staff"}

    async def open_tabs(self, **more: Any) -> None:
        for tab, seat in self.tabs().items():
            await self.open_tab(tab, seat, **more)
        await self.until(self.everybody_is_in, OPEN_SECONDS)

    async def open_tab(self, tab: str, seat: Seat, **more: Any) -> None:
        await self.clients.open(tab, seat, self.site.doors[self.doors.get(tab, 0)].port, **more)

    @asynccontextmanager
    async def talking(self) -> AsyncIterator[None]:
        """Everybody writes now and then, whatever happens around them."""
        task = asyncio.create_task(self._talk())
        try:
            yield
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

    async def _talk(self) -> None:
        tabs = [(tab, seat) for tab, seat in self.tabs().items() if tab not in self.silent]
        while True:
            await asyncio.sleep(1 / self.size.per_second)
            tab, seat = self.random.choice(tabs)
            with contextlib.suppress(Refused):
                await self.clients.write(tab, self.random.choice(seat.rooms))

    # --- time ----------------------------------------------------------------------------------------------------
    @asynccontextmanager
    async def window(self, *, excused: bool, after: float = 0.0) -> AsyncIterator[None]:
        """The fault is in force. `excused`: only what comes after its end counts as waiting."""
        start = time.time()
        yield
        self.mark(start, time.time() + after, excused=excused)

    def mark(self, start: float, end: float, *, excused: bool) -> None:
        self.note("window", start=start, end=end, excused=excused)

    def note(self, kind: str, **more: Any) -> None:
        """A line of the campaign's own."""
        with self.marks.open("a") as lines:
            lines.write(json.dumps({"at": time.time(), "tab": checker_journal.CAMPAIGN, "kind": kind, **more}) + "\n")

    def gone(self, *tabs: str) -> None:
        """From now on nobody is there."""
        for tab in tabs:
            self.note("gone", account=self.tabs()[tab].account)

    async def until(self, reached: Reached, seconds: float) -> float | None:
        """Seconds until it was so, or None if it did not come about."""
        started = time.monotonic()
        while time.monotonic() - started < seconds:
            if await reached():
                return time.monotonic() - started
            await asyncio.sleep(LOOK_SECONDS)
        return None

    def lines(self) -> list[dict[str, Any]]:
        """The journal so far."""
        return [json.loads(line) for line in self.clients.journal.read_text().splitlines()]

    # --- state ---------------------------------------------------------------------------------------------------
    async def everybody_is_in(self) -> bool:
        return all(
            tab["connection"] == "online" and all(room["phase"] == "open" for room in tab["rooms"].values())
            for tab in (await self.clients.standing()).values()
            if tab["connection"] != "ended"
        )

    async def healed(self) -> bool:
        """Nothing is unsent, and every screen ends where the database does."""
        heads = await asyncio.to_thread(self.heads)
        for tab in (await self.clients.standing()).values():
            if tab["connection"] == "ended":
                continue
            if tab["connection"] != "online" or tab["unsent"]:
                return False
            for room, shown in tab["rooms"].items():
                if shown["phase"] in ("ended", "refused"):
                    continue
                if shown["phase"] != "open" or shown["last"] != heads.get(room, 0):
                    return False
        return True

    async def nothing_unsent(self) -> bool:
        return all(tab["unsent"] == 0 for tab in (await self.clients.standing()).values())

    async def ledger(self) -> Ledger:
        return await asyncio.to_thread(self.read)

    async def scroll_up(self) -> None:
        for tab, there in (await self.clients.standing()).items():
            for room, shown in there["rooms"].items():
                if there["connection"] == "online" and shown["phase"] == "open":
                    await self.clients.scroll_up(tab, room)


def seeded(site: Site, size: Size) -> list[Seat]:
    waiting = ["waiting"] if size.waiting else []
    done = subprocess.run(
        [PYTHON, "-m", "tests.chaos.seed", str(size.residents), str(size.nurses), *waiting],
        cwd=REPOSITORY,
        env=site.deployment.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"the seed ended with {done.returncode}: {done.stderr}")
    return [seat_of(told) for told in json.loads(done.stdout.splitlines()[-1])]


@asynccontextmanager
async def prepared(site: Site, folder: Path, size: Size, seed: int = 0) -> AsyncIterator[Run]:
    """A run with rooms of its own, whose people have not come yet."""
    made(folder)
    site.calm()
    seats = await asyncio.to_thread(seeded, site, size)
    read = partial(checker_database.read, site.database)
    heads = partial(checker_database.heads, site.database)
    before = await asyncio.to_thread(read)
    async with running_clients(folder / "clients.jsonl") as clients, AsyncExitStack() as devices:
        run = Run(site, clients, seats, before, folder / "marks.jsonl", size, random.Random(seed), read, heads)
        run.devices = devices
        yield run
    site.calm()


async def judged(run: Run, *, heal_seconds: float = HEAL_SECONDS) -> Verdict:
    """Waits until everybody has everything, or for so long, and lets the checker look."""
    took = await run.until(run.healed, heal_seconds)
    run.told["healed_after_s"] = None if took is None else round(took, 1)
    await run.scroll_up()
    await run.clients.standing()
    ledger = await run.ledger()
    more = [_by_the_right_clock(journal, run.ahead.get(journal, 0.0)) for journal in run.more]
    journal = checker_journal.read([run.clients.journal, run.marks, *more])
    return await asyncio.to_thread(Checker(journal, ledger, run.before).verdict)


def _by_the_right_clock(journal: Path, ahead: float) -> Path:
    if not ahead:
        return journal
    lines = [json.loads(line) for line in journal.read_text().splitlines()]
    right = journal.with_suffix(".right.jsonl")
    right.write_text("".join(json.dumps({**line, "at": line["at"] - ahead}) + "\n" for line in lines))
    return right


def postgres_answers(address: str) -> bool:
    try:
        with psycopg.connect(address, connect_timeout=2) as connection:
            return connection.execute("SELECT 1").fetchone() == (1,)
    except psycopg.Error:
        return False
