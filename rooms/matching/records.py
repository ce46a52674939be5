"""What happened at a unit lately, arranged for questions about one moment: its queue, who had what in hand, what had
been measured by then. Pure; the server fills it from its rows and the simulator from its runs."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from rooms.matching.measured import HOUR, Came, Held, Measures, measure
from rooms.matching.open_time import OpenTime
from rooms.matching.waiting import LATELY, Deadline, Miss, Past, Unit, misses

Item = TypeVar("Item")


class Records:
    """`until` is the moment up to which the records go; what has not ended by then lasts until then."""

    def __init__(
        self,
        cases: Sequence[Past],
        held: Sequence[Held],
        hours: OpenTime,
        zone: ZoneInfo,
        deadline: Deadline,
        until: datetime,
    ) -> None:
        self.cases, self.hours, self.zone = cases, hours, zone
        self._held, self._deadline = held, deadline
        self._waiting = _by_hour((case, case.arrived_at, case.taken_at or until) for case in cases)
        self._in_hand = _by_hour((one, one.began_at, (one.ended_at or until) + LATELY) for one in held)
        self._measured: dict[datetime, Measures | None] = {}

    def around(self, at: datetime) -> tuple[Sequence[Past], Sequence[Held]]:
        """The cases that wait and what is in hand about this hour."""
        hour = _hour(at)
        return self._waiting.get(hour, ()), self._in_hand.get(hour, ())

    def unit(self, at: datetime) -> Unit | None:
        """As it was measured by the last midnight; None where that was too little."""
        midnight = at.astimezone(self.zone).replace(hour=0, minute=0, second=0, microsecond=0)
        if midnight not in self._measured:
            came = [Came(case.priority, case.arrived_at) for case in self.cases]
            self._measured[midnight] = measure(came, self._held, self.hours, self.zone, midnight)
        measures = self._measured[midnight]
        return None if measures is None else Unit(self.hours, self.zone, measures, self._deadline)

    def misses(self, case: Past) -> list[Miss]:
        return misses(case, self.around, self.unit)


def _hour(at: datetime) -> datetime:
    return at.replace(minute=0, second=0, microsecond=0)


def _by_hour(spans: Iterable[tuple[Item, datetime, datetime]]) -> dict[datetime, list[Item]]:
    found: dict[datetime, list[Item]] = {}
    for item, begins, ends in spans:
        hour = _hour(begins)
        while hour <= ends:
            found.setdefault(hour, []).append(item)
            hour += HOUR
    return found
