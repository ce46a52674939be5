"""The product itself, started as it is deployed: one embedded process, or workers that share PostgreSQL and Valkey.

Tests kill these processes and start them again on the same port and the same data.
"""

import atexit
import base64
import http.client
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from tests.support.postgres import copied_database, new_database
from tests.support.processes import REPOSITORY, ServerProcess, free_port

SECRET = "a key that only the servers of one test share, and long enough for production"
PROGRAMS = Path(sys.executable).parent
PYTHON, UVICORN = str(PROGRAMS / "python"), str(PROGRAMS / "uvicorn")
# Processes with a data folder each seal with one key.
AUDIT_KEY = base64.b64encode(bytes(range(32))).decode()
# As in the Dockerfile; a house test compares the two.
SOCKET_OPTIONS = (
    "--ws",
    "chatserver.launcher.whole_frames:WholeFrames",
    "--ws-max-size",
    "65536",
    "--ws-per-message-deflate",
    "false",
)


@dataclass(frozen=True)
class AppServer:
    """One process that serves pages and sockets."""

    port: int
    process: ServerProcess

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@dataclass(frozen=True)
class Deployment:
    """All processes of one installation. `servers` has one entry a web process; embedded has exactly one."""

    servers: tuple[AppServer, ...]
    jobs: ServerProcess | None
    environment: dict[str, str]
    folder: Path

    def server(self, number: int) -> AppServer:
        """The server for the number-th browser: neighbours in numbering sit on different processes."""
        return self.servers[number % len(self.servers)]

    def manage(self, *arguments: str) -> str:
        return manage(self.environment, *arguments)


def environment_of(folder: Path, ports: list[int], **more: str) -> dict[str, str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("VARDRUM_")}
    return {
        **clean,
        "PYTHONUNBUFFERED": "1",
        "VARDRUM_MODE": "test",
        "VARDRUM_DATA": str(folder),
        "VARDRUM_SECRET_KEY": SECRET,
        "VARDRUM_BIND": f"127.0.0.1:{ports[0]}",
        "VARDRUM_ORIGINS": ",".join(f"http://127.0.0.1:{port}" for port in ports),
        **more,
    }


def manage(environment: dict[str, str], *arguments: str) -> str:
    return output_of(environment, "manage.py", *arguments)


def with_people(environment: dict[str, str]) -> None:
    """Makes the tables and the demonstration's people."""
    output_of(environment, "-m", "tests.support.people")


def output_of(environment: dict[str, str], *arguments: str) -> str:
    done = subprocess.run(
        [PYTHON, *arguments],
        cwd=REPOSITORY,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(arguments[:2])} ended with {done.returncode}: {done.stdout}{done.stderr}")
    return done.stdout


def is_ready(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


@lru_cache(maxsize=1)
def sqlite_with_people() -> Path:
    """Made once a run: a first start takes longer than most of what is tested on it."""
    folder = Path(tempfile.mkdtemp(prefix="vardrum-people-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    with_people(environment_of(folder, [free_port()]))
    database = folder / "vardrum.sqlite3"
    with closing(sqlite3.connect(database)) as connection:
        # All of it in the one file that is copied.
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return database


@lru_cache
def _postgres_with_people(address: str) -> str:
    database = new_database(address)
    with tempfile.TemporaryDirectory(prefix="vardrum-people-") as folder:
        with_people(environment_of(Path(folder), [free_port()], VARDRUM_DATABASE_URL=database))
    return database


def postgres_with_people(address: str) -> str:
    """The address of a database of one's own, with tables and people, on the same server."""
    return copied_database(_postgres_with_people(address))


@contextmanager
def embedded(folder: Path, **settings: str) -> Iterator[Deployment]:
    """SQLite, in-memory layer and Daphne in one process, as `make run` starts it a second time. What a first start
    makes of an empty folder is shown in tests/core/test_launcher.py."""
    database = folder / "vardrum.sqlite3"
    if not database.exists():
        shutil.copyfile(sqlite_with_people(), database)
    port = free_port()
    environment = environment_of(folder, [port], **settings)
    command = [PYTHON, "manage.py", "serve_embedded", "--bind", f"127.0.0.1:{port}"]
    process = ServerProcess(
        "embedded server",
        command,
        log=folder / "server.log",
        ready=lambda: is_ready(port),
        environment=environment,
    )
    try:
        process.start()
        yield Deployment((AppServer(port, process),), None, environment, folder)
    finally:
        process.close()


@contextmanager
def workers(
    folder: Path, database_url: str, redis_url: str, count: int = 2, *, has_people: bool = False, **settings: str
) -> Iterator[Deployment]:
    """`count` uvicorn workers, each on its own port, and one process for the jobs, on one database and one Valkey. The
    database is empty unless it `has_people`."""
    ports = [free_port() for _ in range(count)]
    shared = {"VARDRUM_DATABASE_URL": database_url, "VARDRUM_REDIS_URL": redis_url, **settings}
    environment = environment_of(folder, ports, **shared)
    if not has_people:
        with_people(environment)
    with ExitStack() as started:
        jobs = ServerProcess(
            "jobs",
            [PYTHON, "manage.py", "run_jobs"],
            log=folder / "jobs.log",
            ready=lambda: True,
            environment=environment,
        )
        started.callback(jobs.close)
        jobs.start()
        servers = [start_worker(port, environment, folder, started) for port in ports]
        yield Deployment(tuple(servers), jobs, environment, folder)


@contextmanager
def launchers(folder: Path, database_url: str, redis_url: str, count: int = 2, **settings: str) -> Iterator[Deployment]:
    """As `workers`, but each is our Daphne launcher with its own data folder and the jobs inside."""
    ports = [free_port() for _ in range(count)]
    shared = {"VARDRUM_DATABASE_URL": database_url, "VARDRUM_REDIS_URL": redis_url, "VARDRUM_AUDIT_KEY": AUDIT_KEY}
    environment = environment_of(folder, ports, **shared, **settings)
    # Once beforehand: two that start together would both make the demonstration.
    with_people(environment)
    with ExitStack() as started:
        servers = [start_launcher(port, environment, folder, started) for port in ports]
        yield Deployment(tuple(servers), None, environment, folder)


def start_launcher(port: int, environment: dict[str, str], folder: Path, started: ExitStack) -> AppServer:
    bind = f"127.0.0.1:{port}"
    process = ServerProcess(
        f"launcher on {port}",
        [PYTHON, "manage.py", "serve_embedded", "--bind", bind],
        log=folder / f"launcher-{port}.log",
        ready=lambda: is_ready(port),
        environment={**environment, "VARDRUM_BIND": bind, "VARDRUM_DATA": str(folder / str(port))},
    )
    started.callback(process.close)
    process.start()
    return AppServer(port, process)


def start_worker(port: int, environment: dict[str, str], folder: Path, started: ExitStack) -> AppServer:
    command = [UVICORN, "chatserver.asgi:application", "--host", "127.0.0.1", "--port", str(port)]
    process = ServerProcess(
        f"worker on {port}",
        [*command, *SOCKET_OPTIONS, "--no-access-log"],
        log=folder / f"worker-{port}.log",
        ready=lambda: is_ready(port),
        environment={**environment, "VARDRUM_BIND": f"127.0.0.1:{port}"},
    )
    started.callback(process.close)
    process.start()
    return AppServer(port, process)
