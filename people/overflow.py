"""One unit helps another: the setting as a value. Pure; what is helped with is decided by `rooms.matching.overflow`."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from people.hours import MINUTES_A_DAY

# Of what a case was promised, in percent: when it has waited so much of it, the other unit helps.
DEFAULT_AFTER = 50
MOST_AFTER = 100


@dataclass(frozen=True, slots=True)
class Overflow:
    """`to_id` helps every day from `opens` to `closes`, minutes after midnight where the unit that is helped is. The
    same minute twice is the whole day; hours that end before they begin go over midnight."""

    to_id: UUID
    opens: int
    closes: int
    after: int

    def covers(self, at: datetime, zone: ZoneInfo) -> bool:
        local = at.astimezone(zone)
        minute = local.hour * 60 + local.minute
        # Midnight ends a day as it begins one.
        opens, closes = self.opens % MINUTES_A_DAY, self.closes % MINUTES_A_DAY
        if opens == closes:
            return True
        if opens < closes:
            return opens <= minute < closes
        return minute >= opens or minute < closes
