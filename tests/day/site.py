"""The real deployment by the day's clock: PostgreSQL, Valkey, two uvicorn workers, the jobs, and the door."""

import asyncio
import json
import subprocess
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg

from tests.chaos import tampered
from tests.chaos.site import entered_in, made
from tests.day import HAND, SETTINGS, SPOILED
from tests.day.hand import Hand
from tests.support.environment import NOTHING_TO_KEEP
from tests.support.postgres import running_postgres_process
from tests.support.processes import REPOSITORY, ServerProcess
from tests.support.servers import PYTHON, Deployment, workers
from tests.support.valkey import running_valkey

# What the queue's own jobs have to have done before the clock goes on.
AWAITED = """
    SELECT count(*) FROM core_joblease WHERE name LIKE 'rooms.%%' AND CASE WHEN holder IS NULL OR leased_until <= %(at)s
        THEN due_at <= %(at)s ELSE NOT holder = ANY(%(dead)s) END
"""
HOLDERS = "SELECT holder FROM core_joblease WHERE holder IS NOT NULL"
LOOK_SECONDS, JOBS_SECONDS = 0.004, 60.0
LINE_BYTES = 1 << 20


class Door:
    """Orders to the process where people come in (`tests.day.door`), one after the other."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process, self._turn = process, asyncio.Lock()

    async def ask(self, order: str, **more: Any) -> dict[str, Any]:
        if self._process.stdin is None or self._process.stdout is None:
            raise RuntimeError("the door was started without pipes")
        async with self._turn:
            self._process.stdin.write(json.dumps({"order": order, **more}).encode() + b"\n")
            line = await self._process.stdout.readline()
        if not line:
            raise RuntimeError("the door has ended")
        told: dict[str, Any] = json.loads(line)
        return told

    async def close(self) -> None:
        if self._process.stdin is not None:
            self._process.stdin.close()
        await self._process.wait()


@dataclass
class Site:
    hand: Hand
    deployment: Deployment
    valkey: ServerProcess
    database: str
    clocks: Path
    door: Door
    looking: psycopg.AsyncConnection[tuple[Any, ...]]
    jobs_run: bool = True
    dead: list[Any] = field(default_factory=list)
    """Who held a job when their process was killed: their leases run out."""

    @property
    def jobs(self) -> ServerProcess:
        if self.deployment.jobs is None:
            raise RuntimeError("the jobs have a process of their own here")
        return self.deployment.jobs

    async def jobs_done(self, at: float) -> None:
        """Waits until the queue's jobs that are due by then have run."""
        deadline = asyncio.get_running_loop().time() + JOBS_SECONDS
        moment = datetime.fromtimestamp(at, UTC)
        while self.jobs_run:
            row = await (await self.looking.execute(AWAITED, {"at": moment, "dead": self.dead})).fetchone()
            if row == (0,):
                return
            if asyncio.get_running_loop().time() > deadline:
                raise RuntimeError("the jobs have not run for a minute")
            await asyncio.sleep(LOOK_SECONDS)

    async def kill_jobs(self) -> None:
        await asyncio.to_thread(self.jobs.kill)
        self.jobs_run = False
        self.dead += [holder for (holder,) in await (await self.looking.execute(HOLDERS)).fetchall()]

    async def start_jobs(self) -> None:
        await asyncio.to_thread(self.jobs.start)
        self.jobs_run = True


@asynccontextmanager
async def running_site(folder: Path, starts_at: float, spoiled: str = "") -> AsyncIterator[Site]:
    """Everything is there, with tables and the demonstration's units, and the clock stands at `starts_at`."""
    made(folder)
    hand, clocks = Hand.made(folder / "hand", starts_at), made(folder / "clocks")
    by_the_hand = {
        "DJANGO_SETTINGS_MODULE": SETTINGS,
        HAND: str(folder / "hand"),
        tampered.CLOCKS: str(clocks),
        SPOILED: spoiled,
    }
    async with AsyncExitStack() as stack:
        # No machine loses its power on this day.
        database, _ = await entered_in(stack, running_postgres_process(NOTHING_TO_KEEP))
        redis, valkey = await entered_in(stack, running_valkey())
        deployment = await entered_in(stack, workers(folder, database, redis, 2, has_people=False, **by_the_hand))
        door = await _opened(deployment)
        stack.push_async_callback(door.close)
        looking = await psycopg.AsyncConnection.connect(database, autocommit=True)
        stack.push_async_callback(looking.close)
        yield Site(hand, deployment, valkey, database, clocks, door, looking)


async def _opened(deployment: Deployment) -> Door:
    process = await asyncio.create_subprocess_exec(
        PYTHON, "-m", "tests.day.door",
        cwd=REPOSITORY,
        env=deployment.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        limit=LINE_BYTES,
    )  # fmt: skip
    return Door(process)
