"""The releases that are shipped with this version of Vårdrum, and which one new forms are made from. Pure."""

from functools import cache
from pathlib import Path

from triage.engine.loader import load_release
from triage.engine.release import Release

FOLDER = Path(__file__).parent / "content"
CURRENT = "first_line"
# What staff send into rooms; never offered to residents to begin with.
FOLLOW_UP = "follow_up"


def folders() -> list[Path]:
    """Every release in the tree that residents begin forms from."""
    found = (path.parent for path in FOLDER.glob("*/package.yaml"))
    return sorted(folder for folder in found if folder.name != FOLLOW_UP)


@cache
def current() -> Release:
    """Read and checked once a process; a package that is wrong stops the server with its files and lines."""
    return load_release(FOLDER / CURRENT)


@cache
def follow_ups() -> Release:
    return load_release(FOLDER / FOLLOW_UP)
