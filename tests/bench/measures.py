"""The single measurements. Each takes a running deployment and gives its figures by name (design: docs/limits.md)."""

import asyncio
import json
import random
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from chatserver.core.limits import RATES as RATES_OF_PEOPLE
from tests.bench import floors
from tests.bench.client import Seat, Tab, Tally, percentiles, run_at
from tests.support.processes import REPOSITORY
from tests.support.servers import PROGRAMS, Deployment

FIRST_RATE = 60.0
STEP = 1.3
P99_LIMIT_MS = 250.0
TRIES = 3
RATES = (50, 200, 1000)
AT_ONCE = 50
# After a step in which everybody sends more than they may in the long run: until they may send as much at once again.
REFILL_SECONDS = RATES_OF_PEOPLE["message.send"].burst / RATES_OF_PEOPLE["message.send"].per_second

Say = Callable[[str], None]


@dataclass
class Load:
    """Rooms that are being talked in, and everybody's seats there."""

    deployment: Deployment
    rooms: int
    nurses: int
    seats: list[Seat] = field(default_factory=list)

    def __post_init__(self) -> None:
        done = subprocess.run(
            [PROGRAMS / "python", "-m", "tests.bench.seed", str(self.rooms), str(self.nurses)],
            cwd=REPOSITORY,
            env=self.deployment.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"the seed ended with {done.returncode}: {done.stderr}")
        # Staff first: whoever holds a case and is not seen for a minute loses it.
        rows = sorted(json.loads(done.stdout.splitlines()[-1]), key=lambda row: row["audience"] != "staff")
        # A proxy knows nothing of rooms: in about half of them the two sit on different processes.
        lot = random.Random(1)
        self.seats = [
            Seat(
                row["audience"],
                row["cookie"],
                self.deployment.server(lot.randrange(len(self.deployment.servers))).port,
                tuple(map(UUID, row["rooms"])),
            )
            for row in rows
        ]

    @property
    def pids(self) -> list[int]:
        return [server.process.pid for server in self.deployment.servers]

    def memory_kib(self) -> int:
        return sum(floors.resident_kib(pid) for pid in self.pids)


async def connect_all(tabs: list[Tab]) -> None:
    """All tabs, `AT_ONCE` at a time."""
    places = asyncio.Semaphore(AT_ONCE)

    async def connect(tab: Tab) -> None:
        async with places:
            await tab.connect()

    await asyncio.gather(*[connect(tab) for tab in tabs])


async def close_all(tabs: list[Tab]) -> None:
    await asyncio.gather(*[tab.close() for tab in tabs])


async def connecting(load: Load) -> dict[str, Any]:
    """How fast sockets come in, signed in and with their rooms open, and what each costs in memory."""
    tally = Tally()
    warm = [Tab(seat, tally) for seat in load.seats]
    await connect_all(warm)
    before = load.memory_kib()
    tabs = [Tab(seat, tally) for seat in load.seats if seat.audience == "resident" for _ in range(2)]
    start = time.perf_counter()
    await connect_all(tabs)
    took = time.perf_counter() - start
    figures = {
        "connections_per_s": round(len(tabs) / took, 1),
        "kib_per_connection": round((load.memory_kib() - before) / len(tabs), 1),
    }
    await close_all(warm + tabs)
    return figures


async def _step(load: Load, tabs: list[Tab], rate: float, seconds: float) -> tuple[Tally, dict[str, Any]]:
    """One stretch at one rate, with what it cost."""
    tally = Tally()
    for tab in tabs:
        tab.tally = tally
    used = floors.cpu_seconds(load.pids)
    await run_at(tabs, tally, rate, seconds)
    used = floors.cpu_seconds(load.pids) - used
    return tally, {
        "cpu_s_per_10k": round(used / len(tally.due) * 10_000, 1),
        "bytes_per_message": {
            "out": round(tally.bytes_out / len(tally.due)),
            "in": round(tally.bytes_in / max(1, len(tally.delivered))),
        },
    }


def _held(tally: Tally) -> bool:
    late = percentiles(tally.delivered)["p99"]
    return tally.refused == 0 and len(tally.delivered) == len(tally.due) and late is not None and late < P99_LIMIT_MS


async def highest_rate(load: Load, seconds: float, bar: float, say: Say) -> dict[str, Any]:
    """The highest offered rate at which everything arrives and p99 of delivery stays under 250 ms, in most of up to
    three tries: a machine that others share stops now and then, whatever is measured. The bar is one of the rates."""
    tabs = [Tab(seat, Tally()) for seat in load.seats]
    await connect_all(tabs)
    best = 0.0
    kept: dict[str, Any] = {}
    for rate in _rates(bar):
        held, cost = await _held_mostly(load, tabs, rate, seconds, say)
        kept = kept or cost
        if not held:
            break
        best, kept = rate, cost
    await close_all(tabs)
    return {"messages_per_s": round(best, 1), "bar_per_s": round(bar, 1), **kept}


def _rates(bar: float) -> Iterator[float]:
    """Each 1.3 times the one before it, and the bar among them."""
    rate = FIRST_RATE
    while True:
        yield rate
        if rate < bar < rate * STEP:
            yield bar
        rate *= STEP


async def _held_mostly(
    load: Load, tabs: list[Tab], rate: float, seconds: float, say: Say
) -> tuple[bool, dict[str, Any]]:
    """Whether it held at once, or in both tries after one in which it did not; with the last try's cost."""
    for number in range(TRIES):
        await rest(load, rate)
        tally, cost = await _step(load, tabs, rate, seconds)
        held = _held(tally)
        say(
            f"  {rate:.0f}/s: delivered {len(tally.delivered)} of {len(tally.due)}, "
            f"ms {percentiles(tally.delivered)}, refused {tally.refused}"
        )
        if held != (number > 0):
            return held, cost
    return held, cost


async def rest(load: Load, rate: float) -> None:
    senders = sum(len(seat.rooms) for seat in load.seats)
    if rate / senders > RATES_OF_PEOPLE["message.send"].per_second / 2:
        await asyncio.sleep(REFILL_SECONDS)


async def at_rates(load: Load, seconds: float, highest: float, say: Say) -> dict[str, Any]:
    """Latency at fixed rates, with bytes a message and processor seconds; `n/a` above the highest rate that held."""
    tabs = [Tab(seat, Tally()) for seat in load.seats]
    await connect_all(tabs)
    deliver: dict[str, Any] = {}
    acks: dict[str, Any] = {}
    figures: dict[str, Any] = {"deliver_ms": deliver, "ack_ms": acks}
    for rate in RATES:
        if rate > highest:
            deliver[str(rate)] = acks[str(rate)] = "n/a"
            say(f"  {rate}/s: n/a, above the highest rate that held")
            continue
        await rest(load, rate)
        tally, cost = await _step(load, tabs, rate, seconds)
        deliver[str(rate)], acks[str(rate)] = percentiles(tally.delivered), percentiles(tally.acked)
        figures.update(cost)
        say(f"  {rate}/s: deliver {deliver[str(rate)]}, ack {acks[str(rate)]}")
    await close_all(tabs)
    return figures


async def storm(load: Load, count: int, say: Say) -> dict[str, Any]:
    """`count` sockets are cut at once and come back with the shipped client's jitter."""
    tally = Tally()
    residents = [seat for seat in load.seats if seat.audience == "resident"]
    tabs = [Tab(residents[number % len(residents)], tally) for number in range(count)]
    await connect_all(tabs)
    for tab in tabs:
        tab.cut()
    start, failed = time.perf_counter(), 0
    back: list[float] = []

    async def come_back(tab: Tab) -> None:
        nonlocal failed
        attempt = 0
        while True:
            await asyncio.sleep(random.uniform(0, min(30.0, 0.5 * 2**attempt)))
            try:
                await tab.connect()
            except (OSError, TimeoutError, RuntimeError):
                failed += 1
                attempt += 1
                continue
            back.append(time.perf_counter() - start)
            return

    await asyncio.gather(*[come_back(tab) for tab in tabs])
    await close_all(tabs)
    ordered = sorted(back)
    figures = {"p95": round(ordered[int(len(ordered) * 0.95)], 2), "all": round(ordered[-1], 2)}
    say(f"  storm of {count}: {figures}, {failed} failed attempts")
    return {"storm_2000_s": {**figures, "sockets": count, "failed_attempts": failed}}
