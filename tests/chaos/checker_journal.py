"""What clients were shown, read from their journals. Part of the independent checker: imports nothing of the product.

A journal is JSON lines: when (`at`, in seconds), which tab, what kind, and the rest. The campaign's own lines have the
tab "campaign" and say when a fault was in force.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

CAMPAIGN = "campaign"
# In every text that a campaign writes, once; by it a text is found in whatever bytes.
TOKEN = re.compile(r"chaos:[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Written:
    client_message_id: str
    room: str
    text: str
    at: float
    tab: str
    epoch: int | None = None
    """How often custody had changed by what its writer saw, where the screen says that: to staff."""


@dataclass(frozen=True, slots=True)
class Listing:
    """The messages of a room as they stood on one screen from `at` on."""

    at: float
    messages: tuple[dict[str, Any], ...]
    new: tuple[dict[str, Any], ...]
    looking: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a command: nothing in the way if `code` is None; else why, and who was named as the holder."""

    at: float
    code: str | None
    holder: str | None


@dataclass(frozen=True, slots=True)
class Claim:
    id: str
    room: str
    at: float


@dataclass
class TabLog:
    name: str
    audience: str = ""
    account: str = ""
    rooms: tuple[str, ...] = ()
    entries: list[dict[str, Any]] = field(default_factory=list)
    listings: dict[str, list[Listing]] = field(default_factory=lambda: defaultdict(list))
    written: dict[str, Written] = field(default_factory=dict)
    acked: dict[str, float] = field(default_factory=dict)
    states: dict[str, list[tuple[float, str]]] = field(default_factory=lambda: defaultdict(list))
    phases: dict[str, str] = field(default_factory=dict)
    custody: dict[str, list[tuple[float, str | None]]] = field(default_factory=lambda: defaultdict(list))
    """When the screen said of a room who has it; None: it waits."""
    claims: list[Claim] = field(default_factory=list)
    answers: dict[str, Answer] = field(default_factory=dict)
    over: bool = False
    tells_states: bool = True
    """False for a window, whose words about a message are not written down as they change."""

    def take(self, entry: dict[str, Any]) -> None:
        kind, at = entry["kind"], entry["at"]
        if kind == "seat":
            self.audience, self.account, self.rooms = entry["audience"], entry["account"], tuple(entry["rooms"])
            self.tells_states = entry.get("tells_states", True)
        elif kind == "written":
            self.written[entry["client_message_id"]] = Written(
                entry["client_message_id"], entry["room"], entry["text"], at, self.name, entry.get("epoch")
            )
        elif kind == "acked":
            self.acked.setdefault(entry["client_message_id"], at)
        elif kind == "delivery":
            self.states[entry["client_message_id"]].append((at, entry["state"]))
        elif kind == "shown":
            before = self.listings[entry["room"]][-1].messages if self.listings[entry["room"]] else ()
            new = tuple(entry["messages"])
            self.listings[entry["room"]].append(Listing(at, before[: entry["from"]] + new, new, entry["looking"]))
        elif kind == "phase":
            self.phases[entry["room"]] = entry["phase"]
        elif kind == "closed" or (kind == "connection" and entry["state"] == "ended"):
            self.over = True
        elif not self._of_custody(entry):
            self.entries.append(entry)

    def _of_custody(self, entry: dict[str, Any]) -> bool:
        kind, at = entry["kind"], entry["at"]
        if kind == "custody":
            self.custody[entry["room"]].append((at, entry["holder"]))
        elif kind == "asked" and entry["command"] == "case.claim":
            self.claims.append(Claim(entry["id"], entry["room"], at))
        elif kind == "answered":
            self.answers[entry["id"]] = Answer(at, entry["code"], entry["holder"])
        else:
            return False
        return True

    @property
    def received(self) -> Iterator[tuple[float, str]]:
        return ((entry["at"], entry["text"]) for entry in self.entries if entry["kind"] == "received")

    def reached(self, client_message_id: str) -> float | None:
        """When this screen first said, in whatever words, that the clinic has the message."""
        said = [at for at, state in self.states.get(client_message_id, ()) if state in ("reached", "opened")]
        times = [*said, *([self.acked[client_message_id]] if client_message_id in self.acked else [])]
        return min(times, default=None)


@dataclass(frozen=True, slots=True)
class Window:
    """A time in which a fault was in force. Where `excused`, only what comes after it counts as waiting."""

    start: float
    end: float
    excused: bool


@dataclass(frozen=True, slots=True)
class Gone:
    """From `at` on nobody is at any console of this account, whatever the server believes."""

    account: str
    at: float


@dataclass
class Journal:
    tabs: dict[str, TabLog]
    windows: list[Window]
    end: float
    gone: list[Gone] = field(default_factory=list)
    steady: float | None = None
    """From when on nobody was gone and nobody gave a case away, if the campaign says so."""

    @property
    def written(self) -> list[Written]:
        return [one for tab in self.tabs.values() for one in tab.written.values()]

    @property
    def rooms(self) -> set[str]:
        return {room for tab in self.tabs.values() for room in tab.rooms}


def read(paths: Iterable[Path]) -> Journal:
    entries = [json.loads(line) for path in paths if path.exists() for line in path.read_text().splitlines() if line]
    return of_entries(entries)


def of_entries(entries: Iterable[dict[str, Any]]) -> Journal:
    tabs: dict[str, TabLog] = {}
    journal = Journal(tabs, [], 0.0)
    for entry in sorted(entries, key=lambda one: one["at"]):
        journal.end = entry["at"]
        if entry["tab"] == CAMPAIGN:
            _mark(journal, entry)
        else:
            tabs.setdefault(entry["tab"], TabLog(entry["tab"])).take(entry)
    return journal


def _mark(journal: Journal, entry: dict[str, Any]) -> None:
    if entry["kind"] == "window":
        journal.windows.append(Window(entry["start"], entry["end"], entry["excused"]))
    elif entry["kind"] == "gone":
        journal.gone.append(Gone(entry["account"], entry["at"]))
    elif entry["kind"] == "steady":
        journal.steady = entry["at"]
