"""Texts as people write them: how long they may be corrected, and the one line by which a reply names what it answers.

Pure. A text itself is never changed: it comes back byte for byte as it was written.
"""

import unicodedata
from datetime import timedelta

CORRECTED_WITHIN_SECONDS = 900
CORRECTED_WITHIN = timedelta(seconds=CORRECTED_WITHIN_SECONDS)
LINE_LENGTH = 120

JOINER = "\u200d"


def first_line(text: str) -> str:
    """The first line in which something stands, cut where no letter or emoji is torn apart."""
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    if len(line) <= LINE_LENGTH:
        return line
    end = LINE_LENGTH
    while end > 0 and not _parts(line[end - 1], line[end]):
        end -= 1
    return f"{line[: end or LINE_LENGTH].rstrip()}…"


def _parts(before: str, after: str) -> bool:
    """Whether two characters may be parted."""
    if JOINER in (before, after) or (_is_flag(before) and _is_flag(after)):
        return False
    return unicodedata.category(after) not in ("Mn", "Me", "Mc", "Cf", "Sk")


def _is_flag(character: str) -> bool:
    """Two of these make a flag."""
    return "\U0001f1e6" <= character <= "\U0001f1ff"
