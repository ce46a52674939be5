"""The list that is in force: the shipped one, or the region's own folder (VARDRUM_ALARM_WORDS). Pure."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from rooms.alarms.loader import AlarmList, load_list
from rooms.alarms.matcher import Hit

SHIPPED = Path(__file__).parent.parent / "content" / "alarms"
# The last one is in force.
_folders = [SHIPPED]


def use(folder: Path) -> None:
    """Reads and checks the list at once: ContentError says what is wrong with it."""
    _read(folder)
    _folders.append(folder)


def current() -> AlarmList:
    return _read(_folders[-1])


@cache
def _read(folder: Path) -> AlarmList:
    return load_list(folder)


def hits_in(texts: Iterable[str]) -> list[Hit]:
    """What is found in any of the texts: at most one hit for each category, the gravest first."""
    matcher = current().matcher
    found = {hit.category: hit for text in texts for hit in reversed(matcher.hits(text))}
    return [found[category] for category in current().categories if category in found]
