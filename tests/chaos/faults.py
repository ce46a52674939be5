"""The faults of the servers and of what stands behind them. Each is a function of a run with people who talk.

Names are those of the fault matrix in docs/chaos.md. Only processes that the run itself started are killed, by id.
"""

import asyncio
import signal
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import psycopg

from tests.chaos.resp import NudgeStorm
from tests.chaos.run import Run, Size, postgres_answers
from tests.support.processes import ServerProcess
from tests.support.servers import AppServer

Act = Callable[[Run, "Scale"], Awaitable[None]]
SERVE_SECONDS = 60.0
# A close code that says why: ours, or uvicorn's own "service restart".
GRACEFUL = (4012, 1012)
USUAL = Size()


@dataclass(frozen=True)
class Scale:
    """1 is the default of ten minutes; a larger one repeats and lasts longer."""

    factor: float = 1.0
    resets: int = 300
    sockets: int = 200
    cases: int = 100

    def rounds(self, number: int) -> int:
        return max(1, round(number * self.factor))

    def seconds(self, number: float) -> float:
        return number * max(1.0, self.factor)


@dataclass(frozen=True)
class Fault:
    name: str
    title: str
    limit_s: float
    act: Act
    size: Size = USUAL
    sized: Callable[[Scale], Size] | None = None
    """Where it depends on the scale."""
    shared: bool = False
    """Needs PostgreSQL and Valkey."""
    opens_tabs: bool = True
    limit_alone_s: float = 35
    """With a single process nobody goes on meanwhile, and clients may be in their longest pause, half a minute."""


async def stop_and_start(process: ServerProcess, stop: Callable[[], object], away: float = 0.0) -> None:
    await asyncio.to_thread(stop)
    await asyncio.sleep(away)
    await asyncio.to_thread(process.start)


async def kill_workers(run: Run, scale: Scale) -> None:
    servers = run.site.deployment.servers
    async with run.talking():
        for _ in range(scale.rounds(3)):
            await asyncio.sleep(1 + run.random.random())
            process = run.random.choice(servers).process
            # With one process nobody can be served before it is back; with two, the other one goes on.
            async with run.window(excused=len(servers) == 1):
                await stop_and_start(process, process.kill)
        await asyncio.sleep(1)


async def rolling_restart(run: Run, scale: Scale) -> None:
    servers = run.site.deployment.servers
    async with run.talking():
        for _ in range(scale.rounds(1)):
            for server in servers:
                await asyncio.sleep(1)
                async with run.window(excused=len(servers) == 1):
                    await stop_and_start(server.process, lambda server=server: _terminated(server))  # type: ignore[misc]  # mypy cannot infer it
        await asyncio.sleep(1)
    codes = await closes(run)
    run.told["closes"] = {str(code): codes.count(code) for code in sorted(set(codes))}
    graceful = sum(code in GRACEFUL for code in codes)
    if codes and graceful < 0.99 * len(codes):
        run.told["wrong_closes"] = f"{len(codes) - graceful} of {len(codes)} were cut without a word"


def _terminated(server: AppServer) -> int:
    return server.process.interrupt(signal.SIGTERM)


async def closes(run: Run) -> list[int]:
    """The codes with which connections that stood were closed, as the clients saw them."""
    await run.clients.standing()
    codes: list[int] = []
    online: dict[str, bool] = {}
    for entry in run.lines():
        if entry["kind"] == "connection":
            if entry["state"] == "waiting" and online.get(entry["tab"]):
                codes.append(entry["code"])
            online[entry["tab"]] = entry["state"] == "online"
    return codes


async def kill_valkey(run: Run, scale: Scale) -> None:
    valkey = _there(run.site.valkey)
    async with run.talking():
        for _ in range(scale.rounds(2)):
            await asyncio.sleep(1.5)
            async with run.window(excused=True):
                await stop_and_start(valkey, valkey.kill, away=1.0)
            await asyncio.sleep(3)


async def half_open_valkey(run: Run, scale: Scale) -> None:
    """The host vanishes without a word and comes back: old connections stay open for ever, and deaf."""
    proxy = run.site.to_valkey
    if proxy is None:
        raise RuntimeError("this fault needs Valkey")
    async with run.talking():
        for _ in range(scale.rounds(1)):
            await asyncio.sleep(1.5)
            async with run.window(excused=False):
                proxy.vanish()
                proxy.dark = True
                await asyncio.sleep(3)
                proxy.dark = False
                proxy.cut_waiting()
                await asyncio.sleep(scale.seconds(12))


async def without_valkey(run: Run, scale: Scale) -> None:
    valkey = _there(run.site.valkey)
    async with run.talking():
        await asyncio.sleep(1.5)
        async with run.window(excused=False):
            await stop_and_start(valkey, valkey.kill, away=scale.seconds(10))
        await asyncio.sleep(2)


async def nudge_storm(run: Run, scale: Scale) -> None:
    """Half of the hints are lost, the others doubled and shuffled, and Valkey is emptied now and then."""
    proxy = run.site.to_valkey
    if proxy is None:
        raise RuntimeError("this fault needs Valkey")
    storm = NudgeStorm(run.random)
    proxy.tapping = storm
    proxy.cut()
    async with run.talking():
        async with run.window(excused=False):
            for _ in range(scale.rounds(4)):
                await asyncio.sleep(3)
                await proxy.say(b"*1\r\n$8\r\nFLUSHALL\r\n")
        await asyncio.sleep(1)
    run.told["nudges"] = {"lost": storm.lost, "doubled": storm.doubled}


async def stop_postgres(run: Run, scale: Scale) -> None:
    """At once, as in a power cut, and back; then its processes are killed one by one in the middle of commits."""
    postgres, address = _there(run.site.postgres), str(run.site.database)
    async with run.talking():
        for _ in range(scale.rounds(1)):
            await asyncio.sleep(1.5)
            async with run.window(excused=True):
                await stop_and_start(postgres, lambda: postgres.interrupt(signal.SIGQUIT), away=1.0)
            await asyncio.sleep(4)
        for _ in range(scale.rounds(1)):
            async with run.window(excused=True):
                backend = await asyncio.to_thread(_a_backend, address)
                if backend is not None:
                    await asyncio.to_thread(postgres.kill_child, backend)
                await run.until(lambda: asyncio.to_thread(postgres_answers, address), SERVE_SECONDS)
            await asyncio.sleep(3)


def _a_backend(address: str) -> int | None:
    """A process of our PostgreSQL that serves a worker, one in the middle of something if there is one."""
    with psycopg.connect(address) as connection:
        found = connection.execute(
            "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
            " ORDER BY (state = 'active') DESC, state_change DESC LIMIT 1"
        ).fetchone()
    return None if found is None else int(found[0])


def _there(process: ServerProcess | None) -> ServerProcess:
    if process is None:
        raise RuntimeError("this fault needs PostgreSQL and Valkey")
    return process


async def seconds_of(awaited: Awaitable[object]) -> float:
    started = time.monotonic()
    await awaited
    return time.monotonic() - started
