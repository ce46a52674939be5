"""The hand of the day's clock: a file that every process has in its memory, so that all agree about the time."""

import mmap
import struct
import time
from datetime import UTC, datetime
from pathlib import Path

_PLACE = struct.Struct("<dd")
# Between two steps the clock goes on as any clock, but no further than this: a slow machine stretches no minute.
GOES_ON_SECONDS = 1.0


class Hand:
    """Times are seconds since 1970. The monotonic clock is the same in all processes of a machine."""

    def __init__(self, file: Path) -> None:
        with file.open("r+b") as opened:
            self._place = mmap.mmap(opened.fileno(), _PLACE.size)

    @classmethod
    def made(cls, file: Path, at: float) -> "Hand":
        file.write_bytes(_PLACE.pack(at, time.monotonic()))
        return cls(file)

    def put(self, at: float) -> None:
        """Never back: what is later by now stays."""
        self._place[:] = _PLACE.pack(max(at, self.seconds()), time.monotonic())

    def seconds(self) -> float:
        at, since = _PLACE.unpack(self._place[:])
        return float(at + min(max(0.0, time.monotonic() - since), GOES_ON_SECONDS))

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.seconds(), UTC)
