"""A store of our own that speaks S3 (moto's server, in a process of its own), stopped and started as a test wishes.

It holds what it was given in memory: killed and started again, it is empty and has no bucket either.
"""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from boto3.session import Session

from chatserver.core.places import BucketPlace
from tests.support.processes import ServerProcess, free_port, port_answers

SERVE = "import sys; from moto.server import main; main(sys.argv[1:])"


@dataclass
class S3:
    place: BucketPlace
    process: ServerProcess

    def make_bucket(self) -> None:
        Session(self.place.access_key, self.place.secret_key, region_name=self.place.region).client(
            "s3", endpoint_url=self.place.endpoint
        ).create_bucket(Bucket=self.place.name)

    @contextmanager
    def silent(self) -> Iterator[None]:
        """It takes connections and answers nothing, and afterwards has all it had."""
        os.kill(self.process.pid, signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(self.process.pid, signal.SIGCONT)


def made(folder: Path) -> S3:
    """Not started yet."""
    folder.mkdir(parents=True, exist_ok=True)
    port = free_port()
    process = ServerProcess(
        "s3",
        [sys.executable, "-c", SERVE, "-H", "127.0.0.1", "-p", str(port)],
        log=folder / "s3.log",
        ready=lambda: port_answers(port),
    )
    place = BucketPlace(f"http://127.0.0.1:{port}", "vardrum-files", "us-east-1", "key", "secret")
    return S3(place, process)
