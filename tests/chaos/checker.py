"""The judge of a run. It reads what clients were shown and what the database holds, and imports nothing of the product
(tests/house/test_checker_is_independent.py), so that a fault of the product cannot make it blind.

I1 durable, I2 once, I3 order, I4 truth, I5 custody, I6 arrival and priority, I7 isolation, I8 traces, as docs/chaos.md
has them. What happened to custody on the way is in `checker_custody`.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from tests.chaos.checker_custody import Custody
from tests.chaos.checker_database import Ledger, Row
from tests.chaos.checker_journal import TOKEN, Journal, Listing, TabLog, Written
from tests.chaos.checker_verdict import Finding, Verdict

LATE_SECONDS = 15.0
# What a busy machine may be late by in saying that a message is late.
GRACE_SECONDS = 3.0
# Clocks of one machine, read in milliseconds by one side and in microseconds by the other.
CLOCK_SECONDS = 0.002
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
FREE, HELD = ("waiting", "offered"), ("active", "paused")


class Checker:
    """`before` is the database as it was when the run began."""

    def __init__(self, journal: Journal, ledger: Ledger, before: Ledger | None = None) -> None:
        self.journal = journal
        self.ledger = ledger
        self.before = before
        self.rows = [row for row in ledger.rows if row.room in journal.rooms]
        self.by_client: dict[str, list[Row]] = defaultdict(list)
        self.in_room: dict[str, list[Row]] = defaultdict(list)
        self.by_token: dict[str, Row] = {}
        for row in self.rows:
            self.by_client[row.client_message_id].append(row)
            self.in_room[row.room].append(row)
            for token in TOKEN.findall(row.text):
                self.by_token.setdefault(token, row)
        for written in journal.written:
            # A window of a browser tells nobody which id it gave: then the words say which row it is.
            if written.client_message_id not in self.by_client:
                rows = [self.by_token[token] for token in TOKEN.findall(written.text) if token in self.by_token]
                self.by_client[written.client_message_id] = rows[:1]
        self.places = {row.id: place for rows in self.in_room.values() for place, row in enumerate(rows)}

    def verdict(self) -> Verdict:
        rules = (
            self.durable,
            self.once,
            self.order,
            self.truth,
            self.custody,
            self.fairness,
            self.isolation,
            self.traced,
        )
        findings = [finding for rule in rules for finding in rule()]
        custody = Custody(self.journal, self.ledger, self.before, list(self._complete()))
        return Verdict(
            len(self.journal.written),
            [*findings, *custody.findings()],
            list(self.waits()),
            returned=custody.returned,
            told=custody.told,
            answers=custody.answers,
            refused=sum(self._refused(written) for written in self.journal.written),
        )

    # --- I1 ----------------------------------------------------------------------------------------------------------
    def durable(self) -> Iterator[Finding]:
        for written in self.journal.written:
            rows = self.by_client[written.client_message_id]
            refused = self._refused(written)
            if not rows and not refused:
                said = self.journal.tabs[written.tab].reached(written.client_message_id)
                yield Finding(
                    "lost",
                    "I1",
                    written.tab,
                    f"{written.client_message_id} is nowhere, acked: {said is not None}",
                    written.client_message_id,
                )
            if rows and refused:
                yield Finding("violation", "I4", written.tab, f"{written.client_message_id} was refused and is stored")
        for tab, room in self._complete():
            shown = {self._row_id(message) for message in self._last(tab, room)}
            for row in self.in_room[room]:
                if row.id not in shown:
                    yield Finding(
                        "lost",
                        "I1",
                        tab.name,
                        f"{row.client_message_id} ({row.sequence}) is not shown",
                        row.client_message_id,
                    )

    def _refused(self, written: Written) -> bool:
        states = self.journal.tabs[written.tab].states.get(written.client_message_id, [])
        return bool(states) and states[-1][1] == "refused"

    def _complete(self) -> Iterator[tuple[TabLog, str]]:
        """Screens that stayed to the end with the right to see the room: they must have everything."""
        for tab in self.journal.tabs.values():
            for room in tab.rooms:
                let_go = tab.over or tab.phases.get(room) in ("ended", "refused")
                if not let_go and self.ledger.may_see(tab.audience, tab.account, room):
                    yield tab, room

    def _last(self, tab: TabLog, room: str) -> tuple[dict[str, Any], ...]:
        listings = tab.listings.get(room)
        return listings[-1].messages if listings else ()

    # --- I2 ----------------------------------------------------------------------------------------------------------
    def once(self) -> Iterator[Finding]:
        for client_message_id, rows in self.by_client.items():
            if len(rows) > 1:
                yield Finding(
                    "duplicated", "I2", rows[0].room, f"{client_message_id} has {len(rows)} rows", client_message_id
                )
        for tab in self.journal.tabs.values():
            for listings in tab.listings.values():
                yield from self._shown_again(tab, listings)

    def _shown_again(self, tab: TabLog, listings: list[Listing]) -> Iterator[Finding]:
        shown: Counter[str] = Counter()
        for listing in listings:
            if len(listing.messages) - len(listing.new) != shown.total():
                kept = listing.messages[: len(listing.messages) - len(listing.new)]
                shown = Counter(self._client_id(message) for message in kept)
            new = [self._client_id(message) for message in listing.new]
            shown.update(new)
            for client_message_id in sorted({one for one in new if shown[one] > 1}):
                yield Finding(
                    "duplicated",
                    "I2",
                    tab.name,
                    f"{client_message_id} stands there {shown[client_message_id]} times",
                    client_message_id,
                )

    # --- I3 ----------------------------------------------------------------------------------------------------------
    def order(self) -> Iterator[Finding]:
        for tab, room, listing in self._listings():
            yield from self._out_of_order(tab, room, listing)
        for tab in self.journal.tabs.values():
            yield from self._senders_order(tab)

    def _out_of_order(self, tab: TabLog, room: str, listing: Listing) -> Iterator[Finding]:
        """Each screen shows, at any time, one unbroken run of the room's rows in their order."""
        tail = (
            listing.messages[-len(listing.new) - 1 :] if len(listing.new) < len(listing.messages) else listing.messages
        )
        places = [self._place(room, message) for message in tail]
        for message, place in zip(tail, places, strict=True):
            if place is None:
                yield Finding(
                    "violation", "I4", tab.name, f"{self._client_id(message)} is shown and not in the database"
                )
        known = [place for place in places if place is not None]
        for earlier, later in pairwise(known):
            if later < earlier:
                yield Finding("reordered", "I3", tab.name, f"row {later} after row {earlier} in {room}")
            elif later > earlier + 1:
                yield Finding("violation", "I3", tab.name, f"a hole before row {later} in {room}")
        claimed = [message["sequence"] for message in tail if "sequence" in message]
        if any(later <= earlier for earlier, later in pairwise(claimed)):
            yield Finding("reordered", "I3", tab.name, f"sequences do not rise in {room}")

    def _senders_order(self, tab: TabLog) -> Iterator[Finding]:
        latest: dict[str, int] = {}
        for written in tab.written.values():
            for row in self.by_client[written.client_message_id][:1]:
                if row.sequence < latest.get(row.room, 0):
                    yield Finding(
                        "reordered", "I3", tab.name, f"{row.client_message_id} stands before what was written earlier"
                    )
                latest[row.room] = max(row.sequence, latest.get(row.room, 0))

    # --- I4 ----------------------------------------------------------------------------------------------------------
    def truth(self) -> Iterator[Finding]:
        seen = self._first_looks()
        for tab in self.journal.tabs.values():
            for client_message_id in {*tab.written, *tab.states, *tab.acked}:
                yield from self._too_early(tab, client_message_id, seen)
            for written in tab.written.values() if tab.tells_states else ():
                yield from self._silently_late(tab, written)

    def _too_early(self, tab: TabLog, client_message_id: str, seen: dict[tuple[str, str], float]) -> Iterator[Finding]:
        said = tab.reached(client_message_id)
        rows = self.by_client[client_message_id]
        if said is not None and (not rows or rows[0].committed > said + CLOCK_SECONDS):
            early = f"{rows[0].committed - said:.3f} s" if rows else "for ever"
            yield Finding("violation", "I4", tab.name, f"{client_message_id} was said to be there too early by {early}")
        opened = min((at for at, state in tab.states.get(client_message_id, ()) if state == "opened"), default=None)
        other = "staff" if tab.audience == "resident" else "resident"
        if opened is not None and opened + CLOCK_SECONDS < seen.get((other, client_message_id), float("inf")):
            yield Finding(
                "violation", "I4", tab.name, f"{client_message_id} was said to be opened before anybody saw it"
            )

    def _first_looks(self) -> dict[tuple[str, str], float]:
        """When each message first stood before somebody's eyes, by side."""
        seen: dict[tuple[str, str], float] = {}
        for tab, _, listing in self._listings():
            if listing.looking:
                for message in listing.new:
                    key = (tab.audience, self._client_id(message))
                    seen[key] = min(listing.at, seen.get(key, listing.at))
        return seen

    def _silently_late(self, tab: TabLog, written: Written) -> Iterator[Finding]:
        settled = [tab.reached(written.client_message_id), *(
            at for at, state in tab.states.get(written.client_message_id, ()) if state == "refused"
        )]  # fmt: skip
        until = min((at for at in settled if at is not None), default=self.journal.end)
        due = written.at + LATE_SECONDS + GRACE_SECONDS
        said = [at for at, state in tab.states.get(written.client_message_id, ()) if state == "late"]
        if until > due and not any(at <= due for at in said):
            yield Finding(
                "violation", "I4", tab.name, f"{written.client_message_id} was unsent for long and nobody said so"
            )

    # --- I5, I6 ------------------------------------------------------------------------------------------------------
    def custody(self) -> Iterator[Finding]:
        for room in sorted(self.journal.rooms & self.ledger.cases.keys()):
            case = self.ledger.cases[room]
            held = case.state in HELD
            whole = (case.holder is not None) == held and case.responsible == held and case.assignments == held
            if case.state in (*FREE, *HELD) and not whole:
                yield Finding(
                    "violation",
                    "I5",
                    room,
                    f"{case.state} with {case.responsible} responsible, {case.assignments} accepted",
                )

    def fairness(self) -> Iterator[Finding]:
        for room, before in (self.before.cases if self.before else {}).items():
            after = self.ledger.cases.get(room)
            if after is None or (after.priority, after.arrived) != (before.priority, before.arrived):
                yield Finding("violation", "I6", room, "priority or arrival changed, or the case is gone")

    # --- I7 ----------------------------------------------------------------------------------------------------------
    def isolation(self) -> Iterator[Finding]:
        notes = {token: room for room, text in self.ledger.notes for token in TOKEN.findall(text)}
        for tab in self.journal.tabs.values():
            foreign = {room for room in self.ledger.cases if not self.ledger.may_see(tab.audience, tab.account, room)}
            for _, text in tab.received:
                if foreign and not foreign.isdisjoint(UUID.findall(text)):
                    yield Finding("violation", "I7", tab.name, "received bytes of a room of others")
                for token in TOKEN.findall(text):
                    room = notes.get(token) or (self.by_token[token].room if token in self.by_token else None)
                    if token in notes and tab.audience == "resident":
                        yield Finding("violation", "I7", tab.name, f"a note of {room} leaked")
                    elif room in foreign:
                        yield Finding("violation", "I7", tab.name, f"a message of {room} leaked")

    # --- I8 ----------------------------------------------------------------------------------------------------------
    def traced(self) -> Iterator[Finding]:
        """Each message that was written has one audit row, and no other message has any."""
        if self.ledger.traces is None:
            return
        for row in self.rows:
            count = self.ledger.traces.get(row.id, 0)
            if count != 1:
                yield Finding("violation", "I8", row.room, f"{row.client_message_id} has {count} audit rows", row.id)
        for message_id in self.ledger.traces.keys() - {row.id for row in self.ledger.rows}:
            yield Finding("violation", "I8", message_id, "an audit row of a message that is not there", message_id)

    # --- I9 ----------------------------------------------------------------------------------------------------------
    def waits(self) -> Iterator[float]:
        """Of what was under way while a fault was in force; of everything, where no time of a fault was marked."""
        shown = self._first_shown()
        written = {one.client_message_id: one for one in self.journal.written}
        windows = self.journal.windows
        for tab, room in self._complete():
            for row in self.in_room[room]:
                one, at = written.get(row.client_message_id), shown.get((tab.name, row.client_message_id))
                if one is None or at is None:
                    continue
                inside = [
                    (max(one.at, w.start), min(at, w.end), w.excused)
                    for w in windows
                    if w.start < at and one.at < w.end
                ]
                if inside or not windows:
                    yield at - one.at - sum(end - start for start, end, excused in inside if excused)

    def _first_shown(self) -> dict[tuple[str, str], float]:
        shown: dict[tuple[str, str], float] = {}
        for tab, _, listing in self._listings():
            for message in listing.new:
                shown.setdefault((tab.name, self._client_id(message)), listing.at)
        return shown

    # --- reading -----------------------------------------------------------------------------------------------------
    def _listings(self) -> Iterable[tuple[TabLog, str, Listing]]:
        for tab in self.journal.tabs.values():
            for room, listings in tab.listings.items():
                for listing in listings:
                    yield tab, room, listing

    def _row(self, message: dict[str, Any]) -> Row | None:
        """By id where the client says one; a window of a browser has only the text."""
        if "client_message_id" in message:
            return next(iter(self.by_client[message["client_message_id"]]), None)
        return next((self.by_token[token] for token in TOKEN.findall(message["text"]) if token in self.by_token), None)

    def _row_id(self, message: dict[str, Any]) -> str | None:
        row = self._row(message)
        return row.id if row and row.text == message["text"] else None

    def _client_id(self, message: dict[str, Any]) -> str:
        row = self._row(message)
        return row.client_message_id if row else str(message.get("client_message_id", message["text"]))

    def _place(self, room: str, message: dict[str, Any]) -> int | None:
        """Which message of its room this is, counted from the first."""
        row = self._row(message)
        if row is None or row.room != room:
            return None
        return self.places[row.id]
