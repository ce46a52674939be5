"""The web process's side of connection checks: starts the media peer (signaling/media.py) when somebody asks, hands it
offers, and never has more under way than it may. Pure of frameworks; all of it may be called from any thread."""

import json
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from contextlib import suppress
from typing import Any
from uuid import UUID

# A check fills each direction for two seconds and listens before; a slow path has as long again.
CHECK_SECONDS = 20
ANSWER_SECONDS = 8
IDLE_SECONDS = 60
# Each costs a few hundredths of a core, and a tenth while it fills the path (docs/limits.md).
MAX_AT_ONCE = 4
MEMORY_BYTES = 1024 * 1024 * 1024
# As much as a good picture needs both ways; whoever has more needs no figure.
FILL_KBIT = 3_000
COMMAND = (sys.executable, "-m", "signaling.media")


class CheckRefused(Exception):
    """`busy`: as many checks run as may. Else the peer could not make anything of the offer, or did not answer."""

    def __init__(self, *, busy: bool) -> None:
        super().__init__("busy" if busy else "no answer")
        self.busy = busy


class MediaPeer:
    """One media peer, alive while somebody needs it."""

    def __init__(self, command: Sequence[str] = COMMAND) -> None:
        self._command = list(command)
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._waiting: dict[str, Future[dict[str, Any]]] = {}
        self._running: set[str] = set()

    @property
    def pid(self) -> int | None:
        process = self._process
        return None if process is None or process.poll() is not None else process.pid

    @property
    def under_way(self) -> int:
        return len(self._running)

    def answer(self, check_id: UUID, offer: str, servers: Sequence[Mapping[str, object]]) -> str:
        """The peer's answer to a browser's offer; blocks until then. Raises CheckRefused."""
        name, answered = str(check_id), Future[dict[str, Any]]()
        with self._lock:
            if len(self._running) >= MAX_AT_ONCE or name in self._running:
                raise CheckRefused(busy=True)
            self._hand_over({"id": name, "offer": offer, "servers": list(servers)})
            self._running.add(name)
            self._waiting[name] = answered
        try:
            found = answered.result(ANSWER_SECONDS)
        except TimeoutError:
            raise CheckRefused(busy=False) from None
        if "answer" not in found:
            raise CheckRefused(busy=found.get("error") == "busy")
        return str(found["answer"])

    def close(self) -> None:
        with self._lock:
            self._end()

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        if process.stdin is not None:
            with suppress(BrokenPipeError):
                process.stdin.close()

    def _hand_over(self, order: dict[str, Any]) -> None:
        line = json.dumps(order).encode() + b"\n"
        try:
            self._write(line)
        except BrokenPipeError:
            # It went to rest between two checks.
            self._end()
            self._write(line)

    def _write(self, line: bytes) -> None:
        if self._process is None or self._process.poll() is not None:
            self._end()
            self._process = subprocess.Popen(  # noqa: S603  our own program
                self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
            self._running.clear()
            threading.Thread(target=self._listen, args=[self._process], daemon=True).start()
        if self._process.stdin is None:
            raise BrokenPipeError
        self._process.stdin.write(line)
        self._process.stdin.flush()

    def _listen(self, process: subprocess.Popen[bytes]) -> None:
        if process.stdout is None:
            return
        with process.stdout as lines:
            for line in lines:
                told = json.loads(line)
                if told.get("ended"):
                    self._running.discard(told["id"])
                elif (waiting := self._waiting.pop(told["id"], None)) is not None:
                    waiting.set_result(told)
        if self._process is process:
            self._running.clear()
            for waiting in list(self._waiting.values()):
                waiting.set_result({})
            self._waiting.clear()


PEER = MediaPeer()
