"""The room as a resident or guest hears it while staff's surnames are hidden there (docs/threats.md). Pure.

What is stored keeps whole names, and staff hear them. For everybody else they are taken away on the way out, from
events, snapshots, pages and documents alike: `FirstNames` is a veil for events and the one place that shortens.
"""

import json
import re
from collections.abc import Iterable
from typing import Any

from chatserver.core.events import StoredEvent

REDRAWN = "names.redrawn"
STAFF_ROLES = frozenset({"responsible", "colleague"})
# What residents wrote, and their own names, stand as they are: they know whom they have met.
THEIRS = frozenset({"told", "resident_name"})
WORDS_OF_A_MESSAGE = frozenset({"text", "line", "before", "hit", "after"})


def first(name: str) -> str:
    """The first word: of two given names the second is left out as well, since nothing says which of them is one."""
    return name.partition(" ")[0]


class FirstNames:
    """`names` are whole names of staff; those that are met in what is told are learnt."""

    def __init__(self, names: Iterable[str] = (), *, shortened: bool) -> None:
        self._shortened = shortened
        self._names = {name for name in names if " " in name}
        self._pattern: re.Pattern[str] | None = None

    def __call__(self, event: StoredEvent) -> str:
        return self.frame_of(event.type, event.frame)

    def frame_of(self, kind: str, frame: str) -> str:
        """What is sent of an event's frame. The one that turns it on or off brings the names, which go no further."""
        if kind == REDRAWN:
            told = json.loads(frame)
            self._shortened = told["shortened"]
            self._learn_all(told["names"])
            return _written(self.told(told | {"names": []}))
        return _written(self.told(json.loads(frame))) if self._shortened else frame

    def told(self, found: Any) -> Any:
        """The same JSON value without surnames."""
        if not self._shortened:
            return found
        self._learn(found)
        return self._without(found)

    # --- whose names -------------------------------------------------------------------------------------------------
    def _learn(self, found: Any) -> None:
        if isinstance(found, dict):
            if _is_staff(found):
                self._learn_all([found["name"]])
            for part in found.values():
                self._learn(part)
        elif isinstance(found, list):
            for part in found:
                self._learn(part)

    def _learn_all(self, names: Iterable[str]) -> None:
        new = {name for name in names if " " in name} - self._names
        if new:
            self._names |= new
            self._pattern = None

    # --- what is left of them ----------------------------------------------------------------------------------------
    def _without(self, found: Any) -> Any:
        if isinstance(found, str):
            return self._text(found)
        if isinstance(found, list):
            return [self._without(part) for part in found]
        if not isinstance(found, dict):
            return found
        if _is_somebody(found) and not _is_staff(found):
            return found
        theirs = THEIRS | WORDS_OF_A_MESSAGE if _by_others(found) else THEIRS
        left = {key: part if key in theirs else self._without(part) for key, part in found.items()}
        if _is_staff(found):
            left["name"] = first(found["name"])
            if "initials" in left:
                left["initials"] = found["initials"][:1]
        return left

    def _text(self, text: str) -> str:
        """Whole names in what staff wrote. A surname that stands alone is a word as any other ("Berg", "Ström")."""
        if not self._names or " " not in text:
            return text
        if self._pattern is None:
            # The longest first, so that nobody's name hides another's.
            names = sorted(self._names, key=lambda name: (-len(name), name))
            written = "|".join(r"\s+".join(map(re.escape, name.split())) for name in names)
            self._pattern = re.compile(rf"(?<![\w-])({written})(?=s?(?!\w))", re.IGNORECASE)
        return self._pattern.sub(lambda hit: hit[0].split()[0], text)


def drawn_anew(missed: Iterable[StoredEvent]) -> bool:
    """Whether what a reader has was told with other names: they are answered by a snapshot."""
    return any(event.type == REDRAWN for event in missed)


def _is_somebody(found: dict[str, Any]) -> bool:
    return isinstance(found.get("name"), str) and ("initials" in found or "kind" in found)


def _is_staff(found: dict[str, Any]) -> bool:
    """A participant of the staff, or the actor of an event: one without an id is a unit (`streams.unseen`)."""
    if not isinstance(found.get("name"), str):
        return False
    return found.get("role") in STAFF_ROLES or (found.get("kind") == "staff" and found.get("id") is not None)


def _by_others(found: dict[str, Any]) -> bool:
    """Whether it was said by a resident or a guest."""
    if "sender" in found:
        return not _is_staff(found["sender"])
    return found.get("type") == "message.corrected" and not _is_staff(found["by"])


def _written(told: Any) -> str:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))
