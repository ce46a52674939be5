"""Whether each case was offered in the order that the pure order says, and whether anybody stood idle beside a case
that fitted them: what the database holds, held against `rooms.urgency` and `rooms.matching.eligibility`. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import UUID

from rooms.matching.eligibility import Eligible, eligibility
from rooms.matching.parties import Clinician, Need
from rooms.matching.terms import REST
from rooms.urgency import NO_ALARM
from tests.day.checker import BACK, TAKEN, Finding
from tests.day.journal import Free, Journal
from tests.day.ledger import Asked, CaseRow, Ledger, StaffRow

ORDER, IDLE = "order", "forgotten"
# Between two steps of the clock a job may look, and a case come. Whoever is passed has waited for longer than a step.
PASSED_SECONDS = 20.0
# A case that is offered in the same round was not passed.
ROUND_SECONDS = 2.0
# The sweep looks every two seconds; for so long the jobs are away when they are killed, and a lease after it.
IDLE_SECONDS = 120.0
UNIT = UUID(int=1)


@dataclass(frozen=True, slots=True)
class Waiting:
    need: Need
    case: CaseRow
    begins: float
    ends: float


def findings(journal: Journal, ledger: Ledger, ends: float) -> list[Finding]:
    """`ends` is the end of the day, for what waits still."""
    waiting = [one for case in ledger.cases.values() if case.room in journal.cases for one in _waits(case, ends)]
    return [*_passed(ledger, waiting), *_idle(journal, ledger, waiting)]


def compared(ledger: Ledger) -> int:
    """How many offers there were to look at."""
    return sum(len(case.asked) for case in ledger.cases.values())


def _waits(case: CaseRow, ends: float) -> Iterator[Waiting]:
    need, since = _need(case), None
    for step in case.steps:
        if step.move in BACK:
            since = step.at
        elif since is not None and (step.move in TAKEN or step.move in ("offered", "concluded")):
            yield Waiting(need, case, since, step.at)
            since = None
    if since is not None and case.state == "waiting":
        yield Waiting(need, case, since, ends)


def _passed(ledger: Ledger, waiting: list[Waiting]) -> Iterator[Finding]:
    """Somebody was asked about a case while one that fits them as well, and ranks above, went on waiting."""
    for case in ledger.cases.values():
        served = _need(case)
        for asked in case.asked:
            person = _clinician(ledger.staff[asked.account])
            for one in waiting:
                before = one.begins <= asked.made_at - PASSED_SECONDS and one.ends >= asked.made_at + ROUND_SECONDS
                if before and one.need.rank < served.rank and _fits(one, person, asked.made_at):
                    yield Finding(ORDER, one.case.room, f"passed by {case.room}, of which {asked.account} was asked")


def _idle(journal: Journal, ledger: Ledger, waiting: list[Waiting]) -> Iterator[Finding]:
    """A case waited while somebody with a hand free was asked about nothing."""
    for free in journal.free:
        person = _clinician(ledger.staff[free.account])
        for one in waiting:
            both = together(free, one)
            if both > IDLE_SECONDS and _fits(one, person, max(free.begins, one.begins)):
                yield Finding(IDLE, one.case.room, f"waited {both:.0f} s while {free.account} had a hand free")


def together(free: Free, one: Waiting) -> float:
    return min(free.ends, one.ends) - max(free.begins, one.begins)


def _fits(one: Waiting, person: Clinician, at: float) -> bool:
    """What the person declined or let pass, or has had before, is left out: whom they know and how the present stands
    is not kept by the moment."""
    barred = frozenset(UUID(asked.account) for asked in one.case.asked if _bars(asked, at))
    answer = eligibility(replace(one.need, barred=barred), person, datetime.fromtimestamp(at, UTC))
    return isinstance(answer, Eligible)


def _bars(asked: Asked, at: float) -> bool:
    if asked.ended_at is None or asked.ended_at > at:
        return False
    lately = asked.ended_at > at - REST.total_seconds()
    return asked.state == "declined" or (lately and asked.state in ("expired", "released"))


def _need(case: CaseRow) -> Need:
    return Need(
        id=UUID(case.room),
        number=case.number,
        unit_id=UNIT,
        priority=case.priority,
        alarm_rank=NO_ALARM,
        open_by=datetime.fromtimestamp(case.open_by, UTC),
        arrived_at=datetime.fromtimestamp(case.arrived_at, UTC),
        professions=frozenset({case.profession}),
        language=case.language,
    )


def _clinician(row: StaffRow) -> Clinician:
    return Clinician(UUID(row.account), frozenset({UNIT}), row.profession, row.capacity, languages=row.languages)
