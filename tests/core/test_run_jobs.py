"""`manage.py run_jobs` as a process of its own: it works, and ends when told to."""

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from tests.support.processes import ServerProcess
from tests.support.servers import environment_of, manage


def runs_so_far(database: Path) -> int:
    """Jobs that have been run and given back."""
    with closing(sqlite3.connect(database, timeout=10)) as connection:
        query = "SELECT count(*) FROM core_joblease WHERE holder IS NULL AND due_at > strftime('%Y-%m-%d %H:%M:%f')"
        found: int = connection.execute(query).fetchone()[0]
        return found


def test_it_runs_every_job_and_ends_when_told(tmp_path: Path) -> None:
    environment = environment_of(tmp_path, [8000])
    manage(environment, "migrate", "--verbosity", "0")
    database = tmp_path / "vardrum.sqlite3"
    process = ServerProcess(
        "jobs",
        [sys.executable, "manage.py", "run_jobs"],
        log=tmp_path / "jobs.log",
        ready=lambda: runs_so_far(database) >= 4,
        environment=environment,
    )
    try:
        process.start()
        assert process.interrupt() == 0
        assert "failed" not in process.output()
    finally:
        process.close()
