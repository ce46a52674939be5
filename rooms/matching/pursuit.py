"""How often, and how far apart, a resident who does not answer is sought before the case may end as "no answer": one
table by priority. Pure: no clock, no framework."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Pursuit:
    """`attempts` by telephone, each `apart` from the one before; counted by the clock, as residents live. `routine`: no
    case of this priority ends so without the supervisor and the unit's routine, a welfare check."""

    attempts: int
    apart: timedelta
    routine: bool = False


_CALM = Pursuit(attempts=2, apart=timedelta(hours=24))
# None is an administrative errand.
PURSUIT: Mapping[int | None, Pursuit] = {
    1: Pursuit(attempts=3, apart=timedelta(minutes=10), routine=True),
    2: Pursuit(attempts=3, apart=timedelta(minutes=30), routine=True),
    3: Pursuit(attempts=2, apart=timedelta(hours=4)),
    4: _CALM,
    5: _CALM,
    None: _CALM,
}


@dataclass(frozen=True, slots=True)
class Sought:
    """How far it has come: `made` attempts that count of so many, and when the next one counts at the earliest."""

    made: int
    of: int
    again_at: datetime | None

    @property
    def is_enough(self) -> bool:
        return self.made >= self.of


def sought(priority: int | None, attempts: Iterable[datetime]) -> Sought:
    """Of attempts in vain since the resident last answered, in any order. Two close together count as one: who does not
    answer now does not answer in a minute either."""
    row, counted = PURSUIT[priority], list[datetime]()
    for at in sorted(attempts):
        if not counted or at - counted[-1] >= row.apart:
            counted.append(at)
    enough = len(counted) >= row.attempts
    return Sought(len(counted), row.attempts, counted[-1] + row.apart if counted and not enough else None)
