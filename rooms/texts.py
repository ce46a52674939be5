"""Texts as people write them: how long they may be corrected, the line by which a reply names what it answers, and
words that are looked for.

Pure. A text itself is never changed: it comes back byte for byte as it was written.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

CORRECTED_WITHIN_SECONDS = 900
CORRECTED_WITHIN = timedelta(seconds=CORRECTED_WITHIN_SECONDS)
# Each has the ones before it told anew.
MAX_CORRECTIONS = 20
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


# --- looking for words ---------------------------------------------------------------------------------------------
AROUND_BEFORE = 30
AROUND_AFTER = 90


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Three neighbouring parts of a text; the middle one is what was looked for."""

    before: str
    hit: str
    after: str


def folded(text: str) -> str:
    """Without what case and accents tell apart, sign by sign."""
    return "".join(map(_folded, text))


@lru_cache(maxsize=4_096)
def _folded(character: str) -> str:
    parts = unicodedata.normalize("NFKD", character.casefold())
    return "".join(part for part in parts if unicodedata.category(part) != "Mn").casefold()


def wanted(words: str) -> list[str]:
    """What is looked for. Words that fold to nothing, as an accent by itself does, are left out."""
    return [word for word in folded(words).split() if word]


def holds(text: str, words: Sequence[str]) -> bool:
    """Whether all of the words, which are folded, stand somewhere in the text."""
    found = folded(text)
    return all(word in found for word in words)


def excerpt(text: str, word: str) -> Excerpt:
    """Around the first place where the folded word stands, cut where nothing is torn apart."""
    places = [place for place, character in enumerate(text) for _ in _folded(character)]
    found = folded(text).find(word)
    start, last = places[found], places[found + len(word) - 1]
    end = _whole(text, last + 1)
    begin = max(0, start - AROUND_BEFORE)
    while 0 < begin < start and not _parts(text[begin - 1], text[begin]):
        begin += 1
    stop = _whole(text, min(len(text), end + AROUND_AFTER))
    before, after = text[begin:start], text[end:stop]
    return Excerpt(f"…{before}" if begin > 0 else before, text[start:end], f"{after}…" if stop < len(text) else after)


def _whole(text: str, end: int) -> int:
    """The same place, or the next at which the text may be parted."""
    while 0 < end < len(text) and not _parts(text[end - 1], text[end]):
        end += 1
    return end
