"""The shipped reducers of the front end in a Node process, for law 4: snapshot plus events is the later snapshot."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

from tests.support.processes import REPOSITORY, STOP_SECONDS

PROGRAM = REPOSITORY / "frontend" / "dist-node" / "replay.mjs"
NODE = REPOSITORY / ".venv" / "bin" / "node"


class Replayer:
    """One question a line, one answer a line."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def after(self, kind: Literal["room", "worklist"], snapshot: Any, events: list[Any]) -> Any:
        """The snapshot that a browser makes of an earlier one and the events after it."""
        if self._process.stdin is None or self._process.stdout is None:
            raise RuntimeError("the process was started without pipes")
        question = {"kind": kind, "snapshot": snapshot, "events": events}
        self._process.stdin.write(json.dumps(question) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())


@contextmanager
def running_replayer() -> Iterator[Replayer]:
    if not PROGRAM.exists():
        raise RuntimeError("the front end's reducers are not built; run make build")
    process = subprocess.Popen([NODE, PROGRAM], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        yield Replayer(process)
    finally:
        process.communicate(timeout=STOP_SECONDS)
