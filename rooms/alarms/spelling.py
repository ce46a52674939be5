"""Reduces a text to words as they are compared: case, accents, doubled letters and digits for letters do not matter.

Both the list and what people write go through it, so that "Ville", "vile" and "VILLE" are one word.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# A word, or what ends a clause or a sentence. An apostrophe belongs to its word ("can't").
_PARTS = re.compile(r"[^\W_]+(?:['’`´][^\W_]+)*|[.!?]+|[,;:()\n–—]+")
_APOSTROPHES = re.compile(r"['’`´]")
_DOUBLED = re.compile(r"(.)\1+")
_DIGITS = str.maketrans("013457", "oieast")
# Combining marks, soft hyphens, and what joins or turns letters without being one.
_UNSEEN = re.compile("[\u0300-\u036f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]")
_NOT_TAKEN_APART = str.maketrans({"ø": "o", "æ": "a", "ł": "l", "đ": "d"})
# So many single letters in a row are one word that somebody has spaced out.
SPACED_LETTERS = 5
# Longer is no word of any language; what follows cannot tell it from another.
LONGEST_WORD = 40
# Most of what people write is the same few thousand words. Kept in memory alone.
REMEMBERED_WORDS = 8_192


@dataclass(frozen=True, slots=True)
class Words:
    """The words in order. In the masks bit n stands for word n: whether it begins a clause, or a sentence."""

    words: list[str]
    begins_clause: int
    begins_sentence: int


def words_of(text: str) -> Words:
    apart = words_apart(text)
    return apart if not _is_spaced(apart.words) else _closed_up(apart.words)


def words_apart(text: str) -> Words:
    """As they are written: letters that are spaced out are a word each."""
    words: list[str] = []
    clauses = sentences = 0
    for part in _PARTS.findall(plain(text)):
        if part[0].isalnum():
            words.append(_remembered(part))
            continue
        place = 1 << len(words)
        clauses |= place
        # Dots in a row are a pause: "jag vill ... dö".
        if len(part) == 1 and part in ".!?":
            sentences |= place
    return Words(words, clauses, sentences)


def plain(text: str) -> str:
    """Without case, accents and characters that are not seen."""
    # Compatibility forms are circled, wide and styled letters, which become plain ones.
    taken_apart = unicodedata.normalize("NFKD", text).casefold()
    if taken_apart.isascii():
        return taken_apart
    return _UNSEEN.sub("", taken_apart).translate(_NOT_TAKEN_APART)


def word(part: str) -> str:
    """One word of a plain text."""
    kept = _APOSTROPHES.sub("", part)[:LONGEST_WORD]
    if not kept.isalpha() and not kept.isdigit():
        kept = kept.translate(_DIGITS)
    return _DOUBLED.sub(r"\1", kept)


_remembered = lru_cache(REMEMBERED_WORDS)(word)


def _is_spaced(words: list[str]) -> bool:
    lengths = [*map(len, words)]
    if lengths.count(1) < SPACED_LETTERS:
        return False
    run = 0
    for one in words:
        run = run + 1 if len(one) == 1 else 0
        if run == SPACED_LETTERS:
            return True
    return False


def _closed_up(words: list[str]) -> Words:
    """Letters that stand alone are put together; where clauses begin is given up."""
    closed: list[str] = []
    run = ""
    for one in [*words, ""]:
        if len(one) == 1:
            run += one
            continue
        if run:
            closed.append(_DOUBLED.sub(r"\1", run[:LONGEST_WORD]))
            run = ""
        if one:
            closed.append(one)
    return Words(closed, 0, 0)
