"""Whether the day was kept: every case has ended or has a next owner, none has had two, what people were told is true.
Reads what they were shown and what the database holds; the order of service is in `tests.day.checker_order`."""

from collections.abc import Iterator
from dataclasses import dataclass

from tests.day.journal import Gone, Journal
from tests.day.ledger import CaseRow, Ledger, Step

LOST, OWNER, TWICE, FENCE, TOLD, PRIORITY = "lost", "no owner", "two owners", "fence", "not told", "priority"
TAKEN = frozenset({"claimed", "accepted", "reassigned", "transferred"})
# These take a case from somebody by right.
MOVED = frozenset({"reassigned", "transferred"})
BACK = frozenset({"queued", "reopened", "released", "silent", "declined", "missed", "withdrawn", "call_ended"})
URGENT = (1, 2)
TOLD_SECONDS = 90.0
# Of the door's word and the database's.
SAME_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Finding:
    rule: str
    room: str
    what: str

    def __str__(self) -> str:
        return f"{self.rule}: {self.room}: {self.what}"


@dataclass(frozen=True, slots=True)
class HandBack:
    """Seconds from the last sign of life until the case was back, and until its resident's screen said so."""

    room: str
    back_after: float | None
    told_after: float | None


def findings(journal: Journal, ledger: Ledger, closed_at: float | None) -> list[Finding]:
    """`closed_at`: when the unit closed, if it has by the end, so that what is open needs a next owner."""
    found = [Finding(LOST, room, "is not in the database") for room in journal.cases if room not in ledger.cases]
    for room, told in journal.cases.items():
        case = ledger.cases.get(room)
        if case is None:
            continue
        found += _owner_at_the_end(case, ledger, journal, closed_at)
        found += _one_at_a_time(case)
        found += _fence(case)
        if case.priority != told.priority or abs(case.steps[0].at - case.arrived_at) > SAME_SECONDS:
            found.append(Finding(PRIORITY, room, f"came with {told.priority} and has {case.priority}"))
    found += _messages(journal, ledger)
    found += _two_screens(journal)
    found += [
        Finding(TOLD, one.room, f"back after {one.back_after} s, told after {one.told_after} s")
        for one in hand_backs(journal, ledger)
        if max(one.back_after or TOLD_SECONDS * 2, one.told_after or TOLD_SECONDS * 2) > TOLD_SECONDS
    ]
    return found


def _owner_at_the_end(case: CaseRow, ledger: Ledger, journal: Journal, closed_at: float | None) -> Iterator[Finding]:
    if case.state in ("active", "paused"):
        if case.holder not in ledger.alive:
            yield Finding(OWNER, case.room, "is held by somebody who is not there")
        elif case.holder in journal.at_the_end and case.room not in journal.at_the_end[case.holder]:
            yield Finding(OWNER, case.room, "its holder's screen does not show it")
    elif case.state in ("waiting", "offered") and _needs_a_next_owner(case, closed_at) and not case.next_owner:
        yield Finding(OWNER, case.room, "the unit has closed, and nobody is next")


def _needs_a_next_owner(case: CaseRow, closed_at: float | None) -> bool:
    """Whoever came after closing with what can wait was told with their form that the unit reads it when it opens."""
    return closed_at is not None and (case.arrived_at < closed_at or case.priority in URGENT)


def _one_at_a_time(case: CaseRow) -> Iterator[Finding]:
    holder: str | None = None
    for step in case.steps:
        if step.move in TAKEN:
            if holder is not None and step.move not in MOVED:
                yield Finding(TWICE, case.room, f"{step.move} by {step.holder} while {holder} had it")
            holder = step.holder
        elif step.move in BACK or step.move == "concluded":
            holder = None


def _two_screens(journal: Journal) -> Iterator[Finding]:
    shown: dict[str, str] = {}
    for account, rooms in journal.at_the_end.items():
        for room in rooms:
            if room in shown:
                yield Finding(TWICE, room, f"{shown[room]} and {account} both have it on their screens")
            shown[room] = account


def _fence(case: CaseRow) -> Iterator[Finding]:
    """What staff wrote stands between what gave them the case and what took it, by the room's own order."""
    holder: str | None = None
    for place in case.log:
        if place.kind != "message":
            holder = place.who if place.kind in ("case.claimed", "case.reassigned") else None
        elif place.who != holder:
            yield Finding(FENCE, case.room, f"{place.who} wrote at {place.sequence} while {holder} had it")


def _messages(journal: Journal, ledger: Ledger) -> Iterator[Finding]:
    for message, room in journal.acked.items():
        where, count = ledger.messages.get(message, (None, 0))
        if where != room:
            yield Finding(LOST, room, f"message {message} was acked and is not there")
        elif count > 1:
            yield Finding(TWICE, room, f"message {message} is there {count} times")
        elif room in journal.watching and message not in journal.seen.get(room, ()):
            yield Finding(LOST, room, f"message {message} is not on its resident's screen")


def hand_backs(journal: Journal, ledger: Ledger) -> list[HandBack]:
    """Of every case on a console that fell silent."""
    return [_hand_back(gone, room, journal, ledger) for gone in journal.gone for room in gone.rooms]


def _hand_back(gone: Gone, room: str, journal: Journal, ledger: Ledger) -> HandBack:
    case = ledger.cases.get(room)
    steps: tuple[Step, ...] = () if case is None else case.steps
    back = [one.at for one in steps if one.at > gone.at and (one.move in BACK or one.move in TAKEN)]
    told = [
        one.at
        for one in journal.shown
        if one.room == room and one.at > gone.at and one.kind in ("case.released", "case.claimed", "case.reassigned")
    ]
    return HandBack(room, _after(gone.at, back), _after(gone.at, told))


def _after(since: float, moments: list[float]) -> float | None:
    return round(min(moments) - since, 1) if moments else None
