"""How long a case will wait, as an interval. Pure: from the queue ahead, who is at work now and in coming hours,
opening hours, priority and measured durations; how far such forecasts missed lately decides how wide the interval is.

`Unit.expected` is a fluid reckoning: work ahead and coming work that goes before, against the people at work. It is
not trusted by itself: the interval comes from the latest cases of the same group with the most similar reckoning, and
how long they waited beside it (conformal prediction by nearest neighbours: Papadopoulos et al. 2011), so that a bias
or a drift of the reckoning is measured and taken away. All waits are seconds of opening.
"""

from bisect import bisect_left, insort
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil, exp, floor, inf, log
from zoneinfo import ZoneInfo

from rooms.matching.measured import HOUR, DayHour, Held, Measures
from rooms.matching.open_time import OpenTime
from rooms.matching.parties import Rank
from rooms.urgency import LEAST_URGENT, NO_ALARM, SHARED_CLASS, service_class

# Whoever took or held a case so lately is at work.
LATELY = timedelta(hours=1)
HORIZON, QUARTER = timedelta(days=5), timedelta(minutes=15)
# Eight of ten; the rest are shared by both ends. Less than a tenth of the past is left out at each, because the cases
# of a coming day miss to one side together (chosen on seeds 1 to 3 of the simulator, shown on others).
COVERAGE, LEFT_OUT = 0.8, 0.085
# Below a minute a wait is no wait: added before forecasts and waits are compared as a ratio.
SOFTENED = 60.0
# So many similar moments are asked, so few of one day, of so many latest; with fewer than the least nothing is said.
ALIKE, OF_ONE_DAY, REMEMBERED = 100, 10, 3000
FEWEST = 25
# The remaining wait of a case is forecast while it waits, so the past is asked at a later moment too.
ASKED_AFTER = (timedelta(0), timedelta(minutes=30))

Deadline = Callable[[int | None, datetime], datetime]


@dataclass(frozen=True, slots=True)
class Past:
    """A case that came; `taken_at` is when somebody first turned to it, None while nobody has."""

    priority: int | None
    rank: Rank
    arrived_at: datetime
    taken_at: datetime | None


@dataclass(frozen=True, slots=True)
class Interval:
    """Seconds of opening from now; `median` is as likely to be passed as not. `alike`: how many cases it rests on."""

    low: float
    median: float
    high: float
    alike: int


@dataclass(frozen=True, slots=True)
class Queue:
    """How it stands at one moment: cases ahead, people at work, and how many of those have nothing in hand."""

    ahead: int
    people: int | None
    free: int


@dataclass(frozen=True, slots=True)
class Unit:
    """What does not change within a day."""

    hours: OpenTime
    zone: ZoneInfo
    measures: Measures
    deadline: Deadline

    def expected(self, priority: int | None, rank: Rank, queue: Queue, now: datetime) -> float:
        """Seconds of opening until somebody turns to the case, reckoned; the horizon's where it's never within it."""
        left = queue.ahead + 1 - self._free(queue, now)
        if left <= 0:
            return 0.0
        passing = dict(self._passing(priority, rank, now))
        at, gone, end = now, 0.0, now + HORIZON
        while at < end:
            until = _next_hour(at)
            open_for = self.hours.between(at, until)
            served = open_for * self._people(queue, at, now) / self.measures.pace
            left += self._coming(passing, at, until)
            if left <= served:
                return gone + open_for * left / served
            left, gone, at = left - served, gone + open_for, until
        return gone

    def _free(self, queue: Queue, now: datetime) -> float:
        """Before opening nobody has anything in hand, and the first cases begin at once."""
        if self.hours.open_at(now):
            return queue.free
        opens = self.hours.after(now, 0.0)
        return 0.0 if opens is None else self.measures.people.get(opens.astimezone(self.zone).hour, 0.0)

    def _people(self, queue: Queue, at: datetime, now: datetime) -> float:
        """Who is here counts for this hour and the next; later hours are as they usually are."""
        usual = self.measures.people.get(at.astimezone(self.zone).hour, 0.0)
        return float(queue.people) if queue.people is not None and at < now + HOUR else usual

    def _coming(self, passing: dict[int | None, datetime], at: datetime, until: datetime) -> float:
        """How many will have come in that time and go before."""
        local = at.astimezone(self.zone)
        hour: DayHour = (self._opens_on(at), local.hour)
        share = (until - at) / HOUR
        return sum(
            self.measures.arrivals.get(priority, {}).get(hour, 0.0) * share * min(1.0, (last - at) / (until - at))
            for priority, last in passing.items()
            if last > at
        )

    def _opens_on(self, at: datetime) -> bool:
        midnight = at.astimezone(self.zone).replace(hour=0, minute=0, second=0, microsecond=0)
        return self.hours.between(midnight, midnight + timedelta(days=1)) > 0

    def _passing(self, priority: int | None, rank: Rank, now: datetime) -> Iterator[tuple[int | None, datetime]]:
        """Of each priority: until when those who come still go before this case. Within a class of its own nobody
        who comes later does, and of the shared class only the more urgent, while their deadline is no later."""
        own, end = service_class(priority), now + HORIZON
        if rank[0] != NO_ALARM:
            return
        for other in range(1, LEAST_URGENT + 1):
            if service_class(other) < own:
                yield other, end
            elif own == SHARED_CLASS and service_class(other) == own and other < (priority or LEAST_URGENT + 1):
                yield other, self._last_before(other, rank, now, end)

    def _last_before(self, priority: int, rank: Rank, now: datetime, end: datetime) -> datetime:
        """To the quarter of an hour, so that deadlines asked for once can be kept."""
        first = now.replace(minute=now.minute // 15 * 15, second=0, microsecond=0)
        quarters = range(int((end - first) / QUARTER))
        step = bisect_left(quarters, True, key=lambda n: self.deadline(priority, first + n * QUARTER) > rank[2])
        return first + step * QUARTER


def _next_hour(at: datetime) -> datetime:
    return at.replace(minute=0, second=0, microsecond=0) + HOUR


def standing(rank: Rank, cases: Iterable[Past], held: Iterable[Held], now: datetime, here: int | None = None) -> Queue:
    """The queue as the records tell of it at a moment. `here`: how many are at work, where that is known better than
    by who took cases lately."""
    ahead = sum(
        case.arrived_at <= now and (case.taken_at is None or case.taken_at > now) and case.rank < rank for case in cases
    )
    lately, busy = set(), set()
    for one in held:
        if one.began_at <= now and (one.ended_at is None or one.ended_at > now - LATELY):
            lately.add(one.person_id)
            if one.ended_at is None or one.ended_at > now:
                busy.add(one.person_id)
    people = here if here is not None else len(lately) or None
    return Queue(ahead, people, max(0, (people or 0) - len(busy)))


# --- how far the reckoning missed ------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Miss:
    """What was reckoned at a moment of a past case, and what it came to; `day` is the moment's."""

    expected: float
    waited: float
    day: date

    @property
    def ratio(self) -> float:
        return log((self.waited + SOFTENED) / (self.expected + SOFTENED))


def group_of(priority: int | None) -> int | None:
    """Priority 1 and 2 are one group: each alone is seldom."""
    return 2 if priority == 1 else priority


class Memory:
    """The latest misses of one group. Those with the most similar reckoning are asked, few of one day: the cases of a
    bad day all miss to the same side, and tell no more than one does."""

    def __init__(self) -> None:
        self._sorted: list[tuple[float, int, Miss]] = []
        self._order: deque[tuple[float, int, Miss]] = deque()
        self._count = 0

    def add(self, miss: Miss) -> None:
        self._count += 1
        entry = (miss.expected, self._count, miss)
        insort(self._sorted, entry)
        self._order.append(entry)
        if len(self._order) > REMEMBERED:
            oldest = self._order.popleft()
            del self._sorted[bisect_left(self._sorted, oldest)]

    def interval(self, expected: float) -> Interval | None:
        """None where too little is remembered. What is reckoned shorter than anything seen is told as the shortest."""
        expected = max(expected, self._sorted[0][0]) if self._sorted else expected
        ratios = sorted(miss.ratio for miss in self._alike(expected))
        count = len(ratios)
        if count < FEWEST:
            return None
        # One more than there are, as the case itself is one of those that could have come in any order.
        low = ratios[max(0, floor(LEFT_OUT * (count + 1)) - 1)]
        high = ratios[min(count - 1, ceil((1 - LEFT_OUT) * (count + 1)) - 1)]
        told = [max(0.0, (expected + SOFTENED) * exp(ratio) - SOFTENED) for ratio in (low, ratios[count // 2], high)]
        return Interval(told[0], told[1], told[2], count)

    def _alike(self, expected: float) -> list[Miss]:
        by_day: Counter[date] = Counter()
        found: list[Miss] = []
        for miss in self._nearest(expected):
            if by_day[miss.day] < OF_ONE_DAY:
                by_day[miss.day] += 1
                found.append(miss)
                if len(found) == ALIKE:
                    break
        return found

    def _nearest(self, expected: float) -> Iterator[Miss]:
        """Outwards from the same reckoning, by ratio."""
        place, above = log(expected + SOFTENED), bisect_left(self._sorted, (expected, 0))
        below = above - 1
        while below >= 0 or above < len(self._sorted):
            down = place - log(self._sorted[below][0] + SOFTENED) if below >= 0 else inf
            up = log(self._sorted[above][0] + SOFTENED) - place if above < len(self._sorted) else inf
            if down <= up:
                yield self._sorted[below][2]
                below -= 1
            else:
                yield self._sorted[above][2]
                above += 1


def misses(
    case: Past,
    around: Callable[[datetime], tuple[Iterable[Past], Iterable[Held]]],
    unit: Callable[[datetime], Unit | None],
) -> list[Miss]:
    """What would have been said of a case that has been taken since, when it came and later while it waited.
    `around` gives the records that a moment's queue shows in, `unit` what was measured by then."""
    found: list[Miss] = []
    for later in ASKED_AFTER:
        at = case.arrived_at + later
        if case.taken_at is None or (later and case.taken_at <= at):
            break
        known = unit(at)
        if known is None or (later and not known.hours.open_at(at)):
            continue
        expected = known.expected(case.priority, case.rank, standing(case.rank, *around(at), at), at)
        found.append(Miss(expected, known.hours.between(at, case.taken_at), at.astimezone(known.zone).date()))
    return found
