"""Time that counts while a unit is open. Pure: openings as values, seconds of opening time forth and back."""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import datetime, timedelta

from people.hours import Opening


class OpenTime:
    """Seconds of opening before an instant, counted from the first opening given; what lies outside counts nothing."""

    def __init__(self, openings: Iterable[Opening]) -> None:
        self._openings = tuple(openings)
        self._starts = [opening.start for opening in self._openings]
        self._before = [0.0]
        for opening in self._openings:
            self._before.append(self._before[-1] + (opening.end - opening.start).total_seconds())

    def until(self, at: datetime) -> float:
        index = bisect_right(self._starts, at)
        if index == 0:
            return 0.0
        opening = self._openings[index - 1]
        return self._before[index - 1] + (min(at, opening.end) - opening.start).total_seconds()

    def between(self, start: datetime, end: datetime) -> float:
        return self.until(end) - self.until(start)

    def open_at(self, at: datetime) -> bool:
        index = bisect_right(self._starts, at)
        return index > 0 and at < self._openings[index - 1].end

    def after(self, start: datetime, seconds: float) -> datetime | None:
        """The instant by which so many seconds of opening have gone from `start`; None beyond the openings known. No
        seconds after a closed moment is the next opening."""
        wanted = self.until(start) + seconds
        for opening, before in zip(self._openings, self._before, strict=False):
            length = (opening.end - opening.start).total_seconds()
            if opening.end > start and wanted <= before + length:
                return opening.start + timedelta(seconds=max(0.0, wanted - before))
        return None
