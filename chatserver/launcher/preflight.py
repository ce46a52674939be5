"""What must be right before the embedded server may start; each thing that is not is one sentence for a person."""

import errno
import fcntl
import os
import socket
import sqlite3
import sys
from pathlib import Path

OLDEST_PYTHON = (3, 11)
BACKLOG = 512


class CannotStart(Exception):
    """The sentence."""


def check_python() -> None:
    if sys.version_info < OLDEST_PYTHON:
        raise CannotStart(f"Vårdrum needs Python {'.'.join(map(str, OLDEST_PYTHON))} or newer; this is older.")


def check_mode(mode: str) -> None:
    if mode == "production":
        raise CannotStart("serve_embedded is for one's own machine; in production, run uvicorn (docs/runbook.md).")


def check_front_end(built: bool) -> None:
    if not built:
        raise CannotStart("The front end has not been built; run `make build` first.")


def listening_socket(host: str, port: int) -> socket.socket:
    """Taken before anything else is touched, so that a second server leaves the first one's data alone."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        # After a crash the old connections linger for a minute; they must not keep the server from coming back.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1" if host == "localhost" else host, port))
        listener.listen(BACKLOG)
    except OSError as failure:
        listener.close()
        raise CannotStart(_why_not_bound(failure, host, port)) from None
    listener.setblocking(False)
    return listener


def _why_not_bound(failure: OSError, host: str, port: int) -> str:
    if failure.errno == errno.EADDRINUSE:
        return f"Port {port} is taken by another program; stop it or start with `make run PORT={port + 1}`."
    if failure.errno == errno.EACCES:
        return f"Port {port} is reserved for the system; choose one above 1023."
    return f"The address {host} port {port} cannot be used: {os.strerror(failure.errno or 0)}."


def claim_data_folder(folder: Path) -> int:
    """One embedded server a folder: each has its own memory layer, and they would not hear each other. The lock is
    held until the process ends, however it ends."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as failure:
        raise CannotStart(f"The data folder {folder} cannot be used: {os.strerror(failure.errno or 0)}.") from None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        raise CannotStart(f"Another server uses the data in {folder}; stop it first.") from None
    return handle


def check_sqlite(path: Path) -> None:
    """A damaged database is found here, not in the middle of somebody's conversation."""
    if not path.exists():
        return
    try:
        with sqlite3.connect(path, timeout=5) as connection:
            answer = connection.execute("PRAGMA quick_check(1)").fetchone()
        connection.close()
    except sqlite3.Error:
        answer = None
    if answer != ("ok",):
        raise CannotStart(
            f"The database {path} is damaged; put a copy back, or start over without its data with `make clean`."
        )
