"""Who may change which library of prepared texts, and what such a text may hold. Pure.

The same blanks and variables are read by the desk, in frontend/src/staff/room/blanks.ts and variables.ts.
"""

import re
from collections.abc import Collection
from enum import StrEnum

from chatserver.core.actor import ADMINISTRATOR, SUPERVISOR


class Library(StrEnum):
    """One's own, the unit's, and the one that all units of a care provider share."""

    OWN = "own"
    UNIT = "unit"
    SHARED = "shared"


# No roles named: whoever the library belongs to.
EDITORS: dict[Library, frozenset[str]] = {
    Library.OWN: frozenset(),
    Library.UNIT: frozenset({SUPERVISOR, ADMINISTRATOR}),
    Library.SHARED: frozenset({ADMINISTRATOR}),
}
MAX_OWN = 100
MAX_OF_UNIT = 200
MAX_SHARED = 300
ROOM_FOR: dict[Library, int] = {Library.OWN: MAX_OWN, Library.UNIT: MAX_OF_UNIT, Library.SHARED: MAX_SHARED}
# More would be a form, and forms are another thing.
MAX_BLANKS = 20

VARIABLES = frozenset(
    {
        "resident_first_name",
        "resident_name",
        "staff_first_name",
        "staff_name",
        "staff_title",
        "unit_name",
        "unit_phone",
        "unit_address",
        "opening_hours",
        "reason",
    }
)
ANSWER = "answer"
BLANK = re.compile(r"\[([^\[\]\n]*)\]|[\[\]]")
VARIABLE = re.compile(r"\{([a-z_]+)(?::([a-z0-9_]+))?\}")


class Flaw(StrEnum):
    """Why a text cannot be kept. The client says the same before it asks."""

    HALF = "half"
    STRAY_BRACKET = "stray_bracket"
    TOO_MANY_BLANKS = "too_many_blanks"
    UNKNOWN_VARIABLE = "unknown_variable"


def may_edit(library: Library, roles: Collection[str]) -> bool:
    needed = EDITORS[library]
    return not needed or not needed.isdisjoint(roles)


def flaw_in(text: str) -> Flaw | None:
    """A bracket that is no blank's would never let the message go; braces that are no variable's would go with it."""
    blanks = list(BLANK.finditer(text))
    if any(not (blank[1] or "").strip() for blank in blanks):
        return Flaw.STRAY_BRACKET
    if len(blanks) > MAX_BLANKS:
        return Flaw.TOO_MANY_BLANKS
    if any(not _known(*found.groups()) for found in VARIABLE.finditer(text)):
        return Flaw.UNKNOWN_VARIABLE
    return Flaw.UNKNOWN_VARIABLE if re.search(r"[{}]", VARIABLE.sub("", text)) else None


def _known(variable: str, detail: str | None) -> bool:
    return (variable == ANSWER) if detail is not None else variable in VARIABLES
