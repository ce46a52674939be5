"""Work that is due again and again, claimed by lease in the database, so that no two workers do it at once.

A job is a plain function with its own transactions. It must bear being stopped and started again: a worker that dies
leaves a lease behind that another takes over when it has expired.
"""

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import DatabaseError
from django.db.models import Q

from chatserver.core import clock
from chatserver.core.ids import new_id
from chatserver.core.models import JobLease
from chatserver.core.work import in_database

log = logging.getLogger("vardrum.jobs")

TICK_SECONDS = 0.5
STOP_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Job:
    """`lease_seconds` must be longer than a run can take; afterwards another worker may start the job as well."""

    name: str
    every_seconds: float
    run: Callable[[], object]
    lease_seconds: float = 60.0


def prepare(jobs: Iterable[Job]) -> None:
    """Gives every job its row; a new one is due at once."""
    now = clock.now()
    JobLease.objects.bulk_create([JobLease(name=job.name, due_at=now) for job in jobs], ignore_conflicts=True)


def due(jobs: Iterable[Job]) -> list[Job]:
    now = clock.now()
    free = JobLease.objects.filter(Q(holder=None) | Q(leased_until__lte=now), due_at__lte=now)
    names = set(free.values_list("name", flat=True))
    return [job for job in jobs if job.name in names]


def claim(job: Job, worker: UUID) -> bool:
    """One conditional UPDATE: of several workers exactly one sees its row change."""
    now = clock.now()
    free = JobLease.objects.filter(Q(holder=None) | Q(leased_until__lte=now), name=job.name, due_at__lte=now)
    return free.update(holder=worker, leased_until=now + timedelta(seconds=job.lease_seconds)) == 1


def give_back(job: Job, worker: UUID) -> None:
    """Sets the next time, unless the lease ran out and somebody else has the job by now."""
    next_time = clock.now() + timedelta(seconds=job.every_seconds)
    JobLease.objects.filter(name=job.name, holder=worker).update(holder=None, leased_until=None, due_at=next_time)


def run_if_free(job: Job, worker: UUID) -> bool:
    """Claims, runs and gives back one job. A failure is logged and is no reason not to run it again."""
    if not claim(job, worker):
        return False
    started = time.monotonic()
    try:
        job.run()
    except Exception:
        # The broad catch belongs here: no job may end the others, whatever is wrong with it.
        log.exception("job.failed", extra={"job": job.name, "seconds": round(time.monotonic() - started, 3)})
    give_back(job, worker)
    return True


def run_due(jobs: Iterable[Job], worker: UUID) -> list[str]:
    """Runs what is due in this thread; gives the names of what ran."""
    return [job.name for job in due(jobs) if run_if_free(job, worker)]


class Ticker:
    """Looks for due jobs in the running event loop and runs each in a database thread, one run of a job at a time."""

    def __init__(self, jobs: Iterable[Job], tick_seconds: float = TICK_SECONDS) -> None:
        self._jobs = list(jobs)
        self._tick_seconds = tick_seconds
        self._worker = new_id()
        self._running: dict[str, asyncio.Task[None]] = {}
        self._ticking: asyncio.Task[None] | None = None
        self._stopping = asyncio.Event()

    async def start(self) -> None:
        self._ticking = asyncio.create_task(self._tick_on())

    async def stop(self) -> None:
        """Starts nothing more and waits for what runs; what takes longer is left to its lease."""
        self._stopping.set()
        if self._ticking is not None:
            await asyncio.wait({self._ticking, *self._running.values()}, timeout=STOP_SECONDS)

    async def _tick_on(self) -> None:
        prepared = False
        while not self._stopping.is_set():
            try:
                if not prepared:
                    await in_database(prepare, self._jobs)
                    prepared = True
                idle = [job for job in self._jobs if job.name not in self._running]
                for job in await in_database(due, idle):
                    self._start(job)
            except DatabaseError:
                log.warning("jobs.waiting", exc_info=True)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), self._tick_seconds)

    def _start(self, job: Job) -> None:
        task = asyncio.create_task(self._run(job))
        self._running[job.name] = task
        task.add_done_callback(lambda _done: self._running.pop(job.name, None))

    async def _run(self, job: Job) -> None:
        try:
            await in_database(run_if_free, job, self._worker)
        except DatabaseError:
            # Claiming or giving back failed: the lease runs out and the job is due again.
            log.warning("job.unclaimed", exc_info=True, extra={"job": job.name})
