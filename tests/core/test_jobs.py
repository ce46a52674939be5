"""Jobs: due again and again, done by one worker at a time, and never ended by a failure."""

import asyncio
import logging
import threading
from collections.abc import Callable
from datetime import timedelta

import pytest

from chatserver.core import clock, jobs
from chatserver.core.ids import new_id
from chatserver.core.jobs import Job, Ticker
from chatserver.core.models import JobLease
from chatserver.core.work import in_database

pytestmark = pytest.mark.django_db


class Runs:
    def __init__(self, fail: bool = False) -> None:
        self.count = 0
        self.fail = fail

    def __call__(self) -> None:
        self.count += 1
        if self.fail:
            raise ValueError("kanariefågel")


def prepared(run: Callable[[], object], every_seconds: float = 10) -> Job:
    job = Job("sweep", every_seconds, run, lease_seconds=30)
    jobs.prepare([job])
    return job


def test_a_job_runs_when_due_and_not_before_its_next_time() -> None:
    runs, worker = Runs(), new_id()
    job = prepared(runs)
    assert jobs.run_due([job], worker) == ["sweep"]
    assert jobs.run_due([job], worker) == []
    with clock.shifted(timedelta(seconds=10)):
        assert jobs.run_due([job], worker) == ["sweep"]
    assert runs.count == 2


def test_preparing_again_changes_nothing() -> None:
    job = prepared(Runs())
    jobs.run_due([job], new_id())
    before = JobLease.objects.values().get()
    jobs.prepare([job])
    assert JobLease.objects.values().get() == before


def test_of_two_workers_one_claims() -> None:
    job = prepared(Runs())
    assert jobs.claim(job, new_id())
    assert not jobs.claim(job, new_id())
    assert jobs.due([job]) == []


def test_a_dead_workers_job_is_taken_over_and_its_late_return_changes_nothing() -> None:
    job, dead, alive = prepared(Runs()), new_id(), new_id()
    assert jobs.claim(job, dead)
    with clock.shifted(timedelta(seconds=31)):
        assert jobs.due([job]) == [job]
        assert jobs.claim(job, alive)
        jobs.give_back(job, dead)
        assert JobLease.objects.get().holder == alive


def test_a_failing_job_is_named_without_its_text_and_runs_again(caplog: pytest.LogCaptureFixture) -> None:
    runs, worker = Runs(fail=True), new_id()
    job = prepared(runs)
    with caplog.at_level(logging.ERROR, "vardrum.jobs"):
        assert jobs.run_due([job], worker) == ["sweep"]
    assert [(record.message, vars(record)["job"]) for record in caplog.records] == [("job.failed", "sweep")]
    with clock.shifted(timedelta(seconds=10)):
        assert jobs.run_due([job], worker) == ["sweep"]
    assert runs.count == 2


async def reached(event: threading.Event) -> None:
    assert await asyncio.to_thread(event.wait, 10)


@pytest.mark.django_db(transaction=True)
async def test_the_ticker_runs_jobs_beside_each_other_and_finishes_them_on_stop() -> None:
    slow_began, may_end, quick_ran, failed = (threading.Event() for _ in range(4))
    ended: list[str] = []

    def slow() -> None:
        slow_began.set()
        may_end.wait(10)
        ended.append("slow")

    def failing() -> None:
        failed.set()
        raise RuntimeError

    ticker = Ticker(
        [Job("slow", 0.01, slow), Job("quick", 0.01, quick_ran.set), Job("failing", 0.01, failing)], tick_seconds=0.01
    )
    await ticker.start()
    await reached(slow_began)
    for event in (quick_ran, failed):
        await reached(event)
        event.clear()
        await reached(event)
    may_end.set()
    await ticker.stop()
    assert ended
    quick_ran.clear()
    assert not quick_ran.wait(0.05)


@pytest.mark.postgres_only
@pytest.mark.django_db(transaction=True)
def test_workers_on_several_connections_run_a_due_job_once() -> None:
    runs = Runs()
    job = prepared(runs, every_seconds=60)
    barrier = threading.Barrier(8)

    def work() -> None:
        barrier.wait()
        jobs.run_due([job], new_id())

    async def all_at_once() -> None:
        await asyncio.gather(*(in_database(work) for _ in range(8)))

    asyncio.run(all_at_once())
    assert runs.count == 1
