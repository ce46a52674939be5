"""The product itself, started as it is deployed: one embedded process, or workers that share PostgreSQL and Valkey.

Tests kill these processes and start them again on the same port and the same data.
"""

import base64
import http.client
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

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
    done = subprocess.run(
        [PYTHON, "manage.py", *arguments],
        cwd=REPOSITORY,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"manage.py {arguments[0]} ended with {done.returncode}: {done.stdout}{done.stderr}")
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


@contextmanager
def embedded(folder: Path, **settings: str) -> Iterator[Deployment]:
    """SQLite, in-memory layer and Daphne in one process, as `make run` starts it."""
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
def workers(folder: Path, database_url: str, redis_url: str, count: int = 2, **settings: str) -> Iterator[Deployment]:
    """`count` uvicorn workers, each on its own port, and one process for the jobs, on one database and one Valkey."""
    ports = [free_port() for _ in range(count)]
    shared = {"VARDRUM_DATABASE_URL": database_url, "VARDRUM_REDIS_URL": redis_url, **settings}
    environment = environment_of(folder, ports, **shared)
    manage(environment, "migrate", "--verbosity", "0")
    manage(environment, "load_demo")
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
    manage(environment, "migrate", "--verbosity", "0")
    manage(environment, "load_demo")
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
