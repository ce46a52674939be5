"""How long a waiting case will still wait: rooms/matching/waiting.py, asked with what the rows tell of the unit's last
weeks. Nothing is stored for it: what was foretold of past cases is reckoned anew from when they came and were taken."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, lru_cache
from uuid import UUID

from chatserver.core import clock
from people import queries as people
from people.hours import openings
from people.queries import UnitCard
from rooms import urgency, wire
from rooms.matching.measured import Held
from rooms.matching.open_time import OpenTime
from rooms.matching.records import Records
from rooms.matching.waiting import HORIZON, Deadline, Memory, Past, Queue, group_of
from rooms.models import Case, CustodyStep, Room
from rooms.queries import staff
from rooms.urgency import NO_ALARM

# What is remembered of a unit, and of how many past cases of a group it is reckoned what would have been said of them.
WINDOW = timedelta(days=28)
MOST_CASES = 5_000
RECKONED = 80
# The past of a unit is looked at anew so often.
FRESH = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class _Waited:
    alarm_rank: int
    priority: int | None
    open_by: datetime
    arrived_at: datetime
    number: int


@dataclass(frozen=True, slots=True)
class _Past:
    records: Records
    memories: dict[int | None, Memory]


def expected(room: Room, ahead: int) -> wire.ExpectedWait | None:
    """None while the unit is closed or nobody is here, and where too little has been measured."""
    now, unit = clock.now(), people.unit(room.unit_id)
    loads = [load for load in staff.loads_of(unit.id) if load.presence in ("available", "busy")]
    if not unit.opening_state.is_open or not loads:
        return None
    past = _past(unit.id, int(now.timestamp() // FRESH.total_seconds()))
    measured = past.records.unit(now)
    memory = past.memories.get(group_of(room.case.priority))
    if measured is None or memory is None:
        return None
    queue = Queue(ahead, len(loads), sum(load.holding == 0 for load in loads))
    told = memory.interval(measured.expected(room.case.priority, urgency.rank(room.case), queue, now))
    if told is None:
        return None
    ends = [past.records.hours.after(now, seconds) for seconds in (told.low, told.median, told.high)]
    if None in ends:
        return None
    earliest, likely, latest = (end for end in ends if end is not None)
    return wire.ExpectedWait(
        asked_at=now, earliest=earliest, likely=likely, latest=latest, people=len(loads), alike=told.alike
    )


# Two units' pasts of the largest allowed size are some tens of megabytes.
@lru_cache(maxsize=32)
def _past(unit_id: UUID, _tick: int) -> _Past:
    """`_tick` is the half hour, so that it is looked at anew."""
    unit, now = people.unit(unit_id), clock.now()
    since = now - WINDOW
    hours = OpenTime(openings(unit.spans, unit.zone, since, days=(WINDOW + HORIZON).days + 2))
    cases, held = _rows(unit_id, since)
    records = Records(cases, held, hours, unit.zone, _deadline(unit), now)
    return _Past(records, {group: _memory(records, some) for group, some in _by_group(cases).items()})


def forget() -> None:
    """So that the past is looked at anew at once."""
    _past.cache_clear()


def _by_group(cases: Iterable[Past]) -> dict[int | None, list[Past]]:
    found: dict[int | None, list[Past]] = defaultdict(list)
    for case in cases:
        if case.taken_at is not None:
            found[group_of(case.priority)].append(case)
    return found


def _memory(records: Records, cases: list[Past]) -> Memory:
    """Of many cases some are asked, evenly over the whole time: one day's are much alike."""
    memory = Memory()
    step = max(1, -(-len(cases) // RECKONED))
    for case in reversed(cases[::-1][::step]):
        for miss in records.misses(case):
            memory.add(miss)
    return memory


def _deadline(unit: UnitCard) -> Deadline:
    @cache
    def open_by(priority: int | None, at: datetime) -> datetime:
        return urgency.deadlines(unit.promises, priority, unit.spans, unit.zone, at).open_by

    return open_by


def _rows(unit_id: UUID, since: datetime) -> tuple[list[Past], list[Held]]:
    """The latest cases of the unit in the order of arrival, and whoever had them in the order of beginning."""
    fields = ("id", "priority", "open_by", "arrived_at", "number")
    found = Case.objects.filter(room__unit_id=unit_id, arrived_at__gte=since).order_by("-arrived_at")
    rows = list(found.values_list(*fields)[:MOST_CASES])[::-1]
    first = rows[0][3] if rows else since
    steps = CustodyStep.objects.filter(room__unit_id=unit_id, room__case__arrived_at__gte=first)
    by_case: dict[UUID, list[tuple[datetime, str, UUID | None]]] = defaultdict(list)
    for room_id, at, move, holder in steps.order_by("room_id", "sequence").values_list(
        "room_id", "at", "move", "holder_id"
    ):
        by_case[room_id].append((at, move, holder))
    cases, held = [], []
    for case_id, priority, open_by, arrived_at, number in rows:
        in_hand = list(held_by(by_case[case_id]))
        held += in_hand
        rank = urgency.rank(_Waited(NO_ALARM, priority, open_by, arrived_at, number))
        cases.append(Past(priority, rank, arrived_at, in_hand[0].began_at if in_hand else None))
    return cases, sorted(held, key=lambda one: one.began_at)


def held_by(steps: Iterable[tuple[datetime, str, UUID | None]]) -> Iterator[Held]:
    """Whoever had a case in hand, from its steps (when, move, holder) in order. A concluded case keeps the name of its
    holder, and nobody has it in hand."""
    holder, since = None, None
    for at, move, named in steps:
        now_holds = None if move == "concluded" else named
        if now_holds == holder:
            continue
        if holder is not None and since is not None:
            yield Held(holder, since, at)
        holder, since = now_holds, at
    if holder is not None and since is not None:
        yield Held(holder, since, None)
