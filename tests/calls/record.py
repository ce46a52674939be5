"""What a run says: on the screen and in a file that stays; and that no run ends without having said why."""

import faulthandler
import signal
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import TextIO

from tests.support.processes import REPOSITORY

KEPT = REPOSITORY / ".build" / "calls"
# Nothing that a run does takes as long without a word.
STALL_SECONDS = 300
TAIL_LINES = 15


class Stopped(Exception):
    """By a signal, or because nothing went on."""


class Record:
    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._began = time.monotonic()
        self.step = "nothing yet"

    def say(self, text: str) -> None:
        signal.alarm(STALL_SECONDS)
        print(text, flush=True)
        print(text, file=self._file, flush=True)

    def begins(self, step: str) -> None:
        self.step = step
        self.say(f"[{time.monotonic() - self._began:5.0f} s] {step}")

    def failed(self, fault: BaseException, logs: list[Path]) -> str:
        """Says what was being done, what went wrong and what the servers said last; gives the first two in a line."""
        first = next(iter(str(fault).splitlines()), "")
        words = f"{self.step}: {type(fault).__name__}: {first}"
        for log in logs:
            if log.exists():
                tail = log.read_text(errors="replace").splitlines()[-TAIL_LINES:]
                self.say("\n".join([f"--- the end of {log.name}:", *tail]))
        self.say("".join(traceback.format_exception(fault)).rstrip())
        self.say(f"STOPPED while {words}")
        return words


def place_to_keep() -> Path:
    return KEPT / f"{datetime.now(UTC):%Y-%m-%d-%H%M%S}.txt"


@contextmanager
def recorded(kept: Path) -> Iterator[Record]:
    kept.parent.mkdir(parents=True, exist_ok=True)
    with kept.open("w") as file:
        record = Record(file)
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGALRM):
            signal.signal(number, _stop)
        record.say(f"kept in {kept}")
        try:
            yield record
        finally:
            signal.alarm(0)


def _stop(number: int, _frame: FrameType | None) -> None:
    faulthandler.dump_traceback(file=sys.stderr)
    # Once more, and without a word, if the way out does not end either.
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(60)
    name = signal.Signals(number).name
    raise Stopped(f"nothing for {STALL_SECONDS} s" if number == signal.SIGALRM else name)
