"""What goes wrong on the day, and when. Only processes that the run itself started are killed, by their ids."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial

from tests.chaos import tampered
from tests.day.play import Play

HOUR = 3_600.0


def clock(text: str) -> float:
    """A time of day, in seconds since midnight."""
    hours, minutes, *seconds = (float(part) for part in text.split(":"))
    return hours * HOUR + minutes * 60 + (seconds[0] if seconds else 0.0)


@dataclass(frozen=True)
class Fault:
    at: str
    what: str
    act: Callable[[Play], Awaitable[None]]


async def console_dies(play: Play, away: float = 20 * 60) -> None:
    """Of whoever has most on it; they are back at another one after a while."""
    there = [nurse for nurse in play.nurses.values() if nurse.here and nurse.tab.there]
    nurse = max(there, key=lambda one: (len(one.held), -one.clinician.id.int))
    duty = nurse.duty
    play.told["on_the_dead_console"] += len(nurse.held)
    await nurse.crash()
    if duty is not None and play.now + away < duty.ends:
        play.soon(away, partial(nurse.begin, duty))


async def worker_dies(play: Play, number: int = 0, away: float = 60.0) -> None:
    process = play.site.deployment.servers[number].process
    await asyncio.to_thread(process.kill)
    play.soon(away, partial(asyncio.to_thread, process.start))


async def valkey_dies(play: Play, away: float = 30.0) -> None:
    await asyncio.to_thread(play.site.valkey.kill)
    play.soon(away, partial(asyncio.to_thread, play.site.valkey.start))


async def jobs_die(play: Play, away: float = 60.0) -> None:
    await play.site.kill_jobs()
    play.soon(away, play.site.start_jobs)


async def clocks_step(play: Play, wrong: float = HOUR, lasts: float = 600.0) -> None:
    """The workers' own clocks, one ahead and the other behind; the jobs' is ahead. They must decide nothing."""
    processes = [server.process for server in play.site.deployment.servers] + [play.site.jobs]
    for number, process in enumerate(processes):
        tampered.set_clock(play.site.clocks, process.pid, -wrong if number % 2 else wrong)
    if wrong:
        play.soon(lasts, partial(clocks_step, play, 0.0))


FAULTS = (
    Fault("08:40", "a nurse's console dies", console_dies),
    Fault("09:10", "a worker process is killed, and back after a minute", worker_dies),
    Fault("09:40", "Valkey is killed, and back empty after half a minute", valkey_dies),
    Fault("10:10", "the jobs' process is killed, and back after a minute", jobs_die),
    Fault("10:40", "the processes' own clocks are an hour wrong for ten minutes", clocks_step),
    Fault("13:30", "a nurse's console dies", console_dies),
    Fault("14:00", "the other worker process is killed", partial(worker_dies, number=1)),
    Fault("15:10", "Valkey is killed once more", valkey_dies),
)
