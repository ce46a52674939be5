"""The list that is in force: the shipped one, or the region's own folder (VARDRUM_ALARM_WORDS). Pure."""

from collections.abc import Iterable
from pathlib import Path

from rooms.alarms.loader import AlarmList, load_list
from rooms.alarms.matcher import Hit

SHIPPED = Path(__file__).parent.parent / "content" / "alarms"
# The last one is in force; read when it is first asked for.
_in_force: list[AlarmList] = []


def use(folder: Path) -> None:
    """Reads and checks the list at once: ContentError says what is wrong with it."""
    _in_force[:] = [load_list(folder)]


def current() -> AlarmList:
    if not _in_force:
        use(SHIPPED)
    return _in_force[0]


def hits_in(texts: Iterable[str]) -> list[Hit]:
    """What is found in any of the texts: at most one hit for each category, the gravest first."""
    in_force = current()
    found = {hit.category: hit for text in texts for hit in reversed(in_force.matcher.hits(text))}
    return [found[category] for category in in_force.categories if category in found] if found else []
