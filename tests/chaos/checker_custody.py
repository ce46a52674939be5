"""What happened to custody on the way: who wrote while they held a case, whose cases came back, who won a claim, and by
whose clock. Part of the independent checker: imports nothing of the product.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from tests.chaos.checker_database import Ledger, Move
from tests.chaos.checker_journal import Answer, Claim, Gone, Journal, TabLog
from tests.chaos.checker_verdict import Finding

# Rules by name, so that a planted fault is known to be found by the rule that is there for it.
FENCE, RETURN, TOLD, CLAIM = "I5 fence", "I5 return", "I5 told", "I5 claim"
SHOWN, STEADY, CLOCK, TENURE = "I5 shown", "I5 steady", "I3 clock", "I5 tenure"

RETURN_SECONDS = 60.0
TOLD_SECONDS = 90.0
# A deaf layer costs a heartbeat of ten seconds and a fetch.
SHOWN_SECONDS = 15.0
# More than any transaction lasts, and far less than a clock is set wrong by.
STAMP_SECONDS = 60.0
HELD = ("active", "paused")
FREE = ("waiting", "offered")


class Custody:
    """`complete` are the screens that stayed to the end, each with a room that it may see."""

    def __init__(
        self, journal: Journal, ledger: Ledger, before: Ledger | None, complete: Sequence[tuple[TabLog, str]]
    ) -> None:
        self.journal = journal
        self.free = {room for room, case in (before.cases if before else {}).items() if case.state in FREE}
        self.ledger = ledger
        self.complete = complete
        self.returned: list[float] = []
        self.told: list[float] = []
        self.answers: list[float] = []

    def findings(self) -> list[Finding]:
        rules = (self.fenced, self.of_its_tenure, self.given_back, self.claimed, self.shown, self.steady, self.stamped)
        return [finding for rule in rules for finding in rule()]

    def _moves(self, room: str) -> tuple[Move, ...]:
        return self.ledger.moves.get(room, ())

    # --- who may write ---------------------------------------------------------------------------------------------
    def fenced(self) -> Iterator[Finding]:
        """What staff wrote stands between the event that gave its writer the case and the one that took it away."""
        staff = {account for account, _ in self.ledger.employed}
        for row in self.ledger.rows:
            if row.room not in self.journal.rooms or row.sender not in staff or not self._moves(row.room):
                continue
            before = [move for move in self._moves(row.room) if move.sequence < row.sequence]
            if not before or before[-1].holder != row.sender:
                what = f"{row.client_message_id} ({row.sequence}) is by somebody who did not hold the case then"
                yield Finding("violation", FENCE, row.room, what, row.client_message_id)

    def of_its_tenure(self) -> Iterator[Finding]:
        """What was written under a custody stands in it, and in no later one of the same writer's: the room's own moves
        are counted, whatever number the servers keep."""
        written = {one.client_message_id: one for one in self.journal.written if one.epoch is not None}
        for row in self.ledger.rows:
            by = written.get(row.client_message_id)
            if by is None:
                continue
            stands = sum(move.sequence < row.sequence for move in self._moves(row.room))
            if by.epoch != stands:
                what = f"{row.client_message_id} was written under custody {by.epoch} and stands in {stands}"
                yield Finding("violation", TENURE, row.room, what, row.client_message_id)

    # --- whose cases come back -------------------------------------------------------------------------------------
    def given_back(self) -> Iterator[Finding]:
        for gone in self.journal.gone:
            for room in self.ledger.moves.keys() & self.journal.rooms:
                earlier = [move for move in self._moves(room) if move.committed <= gone.at]
                if earlier and earlier[-1].holder == gone.account:
                    yield from self._given_back(gone, room)

    def _given_back(self, gone: Gone, room: str) -> Iterator[Finding]:
        after = next((move for move in self._moves(room) if move.committed > gone.at), None)
        if after is None:
            yield Finding("violation", RETURN, room, "its holder is gone, and it is still theirs")
            return
        took = after.committed - gone.at
        self.returned.append(took)
        if took > RETURN_SECONDS:
            yield Finding("violation", RETURN, room, f"was with somebody who was gone for {took:.1f} s")
        for tab in self.journal.tabs.values():
            if tab.audience == "resident" and room in tab.rooms and not tab.over:
                yield from self._told(tab, gone, room)

    def _told(self, tab: TabLog, gone: Gone, room: str) -> Iterator[Finding]:
        said = next((at for at, holder in tab.custody[room] if at > gone.at and holder != gone.account), None)
        if said is None:
            yield Finding("violation", TOLD, tab.name, f"was not told that the holder of {room} is gone")
            return
        self.told.append(said - gone.at)
        if self.told[-1] > TOLD_SECONDS:
            yield Finding("violation", TOLD, tab.name, f"was told after {self.told[-1]:.1f} s")

    # --- who wins --------------------------------------------------------------------------------------------------
    def claimed(self) -> Iterator[Finding]:
        """Of all who claim a case that waited exactly one gets it, in the database too, and the others are told who."""
        by_room: dict[str, list[tuple[TabLog, Claim]]] = defaultdict(list)
        for tab in self.journal.tabs.values():
            for claim in tab.claims:
                by_room[claim.room].append((tab, claim))
        contested = {room: claims for room, claims in by_room.items() if room in self.free}
        for room, claims in contested.items():
            won = [tab for tab, claim in claims if _answer(tab, claim).code is None]
            given = [move for move in self._moves(room) if move.kind == "case.claimed"]
            if len(won) != 1 or len(given) != 1 or given[0].holder != won[0].account:
                what = f"{len(claims)} claims, {len(won)} were told that it is theirs, given {len(given)} times"
                yield Finding("violation", CLAIM, room, what)
            for tab, claim in claims:
                yield from self._answered(tab, claim)

    def _answered(self, tab: TabLog, claim: Claim) -> Iterator[Finding]:
        answer = _answer(tab, claim)
        self.answers.append(answer.at - claim.at)
        if answer.code is not None and (answer.code != "claim_lost" or not answer.holder):
            what = f"a claim of {claim.room} was answered with {answer.code}, and who has it was not said"
            yield Finding("violation", CLAIM, tab.name, what)

    # --- what screens say ------------------------------------------------------------------------------------------
    def shown(self) -> Iterator[Finding]:
        """Each screen says in the end who has the case, or that it waits, as the database has it."""
        for tab, room in self.complete:
            case, moves = self.ledger.cases[room], self._moves(room)
            if not tab.custody[room] or case.state not in (*HELD, *FREE):
                continue
            if moves and moves[-1].committed > self.journal.end - SHOWN_SECONDS:
                continue
            _, says = tab.custody[room][-1]
            if says != (case.holder if case.state in HELD else None):
                yield Finding("violation", SHOWN, tab.name, f"says of {room} that {says or 'nobody'} has it")

    # --- whose clock -----------------------------------------------------------------------------------------------
    def steady(self) -> Iterator[Finding]:
        """Nobody was gone and nobody gave anything away: then no case changes hands, and nobody is refused."""
        for tab in self.journal.tabs.values() if self.journal.steady else ():
            for client_message_id, states in tab.states.items():
                if states[-1][1] == "refused":
                    yield Finding("violation", STEADY, tab.name, f"{client_message_id} was refused", client_message_id)
        for room in sorted(self.ledger.moves.keys() & self.journal.rooms) if self.journal.steady else ():
            for move in self._moves(room):
                if self.journal.steady is not None and move.committed > self.journal.steady:
                    yield Finding("violation", STEADY, room, f"{move.kind} while its holder was there all the time")

    def stamped(self) -> Iterator[Finding]:
        """What is stored bears the database's time: when its transaction was, by the database's own clock."""
        for row in self.ledger.rows:
            if row.room in self.journal.rooms and row.at is not None and abs(row.at - row.committed) > STAMP_SECONDS:
                what = f"{row.client_message_id} bears a time {row.at - row.committed:+.0f} s from its commit's"
                yield Finding("violation", CLOCK, row.room, what, row.client_message_id)
        for room in sorted(self.ledger.moves.keys() & self.journal.rooms):
            for move in self._moves(room):
                if abs(move.at - move.committed) > STAMP_SECONDS:
                    yield Finding("violation", CLOCK, room, f"{move.kind} bears a time that is not its commit's")


def _answer(tab: TabLog, claim: Claim) -> Answer:
    return tab.answers.get(claim.id, Answer(claim.at, "nothing", None))
