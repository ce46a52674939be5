"""Which letters the fonts of a printed document can draw. What they cannot stands as its code point, so that nothing
that was written is silently left out of a copy. Pure.
"""

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

COVERAGE = Path(__file__).with_name("fonts") / "coverage.txt"
# Joiners, direction marks and variation selectors are drawn as nothing, and shape what is beside them.
IGNORABLE = frozenset([0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0xFE0E, 0xFE0F, 0x00AD])
# Isolates and overrides must not reach beyond the words they stand in: the text is set without them.
TURNS = frozenset([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
SPACES = {"\t": "    ", "\r": "\n", "\u2028": "\n", "\u2029": "\n", "\x0b": "\n", "\x0c": "\n", "\x85": "\n"}
# A word longer than a line is let break; a reader copies it without the break.
LONG_RUN = re.compile(r"[^\s\u200b]{40}(?=[^\s\u200b])")
MAY_BREAK = "\u200b"


@cache
def _covered() -> frozenset[int]:
    found: set[int] = set()
    for line in COVERAGE.read_text("ascii").splitlines():
        if not line.startswith("#"):
            first, _, last = line.partition("-")
            found.update(range(int(first, 16), int(last, 16) + 1))
    return frozenset(found)


def legible(data: Any) -> Any:
    """The same data with every text in it legible."""
    if isinstance(data, str):
        return text(data)
    if isinstance(data, list):
        return [legible(one) for one in data]
    if isinstance(data, dict):
        return {key: legible(one) for key, one in data.items()}
    return data


def text(given: str) -> str:
    drawn = "".join(_letter(one) for one in given.replace("\r\n", "\n"))
    return LONG_RUN.sub(lambda run: run[0] + MAY_BREAK, drawn)


def _letter(letter: str) -> str:
    code = ord(letter)
    if code in TURNS:
        return ""
    if letter == "\n" or code in IGNORABLE or code in _covered():
        return letter
    if letter in SPACES:
        return SPACES[letter]
    if unicodedata.category(letter) == "Zs":
        return " "
    return f"[U+{code:04X}]"


def runs_from_right(given: str) -> bool:
    """Whether the first letter that has a direction runs from right to left (Unicode UAX 9, P2)."""
    for letter in given:
        direction = unicodedata.bidirectional(letter)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False
