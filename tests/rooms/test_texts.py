"""The one line by which a reply names what it answers, and what is found in a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rooms.texts import LINE_LENGTH, excerpt, first_line, folded, holds, wanted

FAMILY = "👩‍👩‍👧‍👦"
FLAG = "🇸🇪"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Hej", "Hej"),
        ("", ""),
        (" \n\t\n", ""),
        ("\r\n  Ont i halsen \r\nsedan i går", "Ont i halsen"),
        ("x" * LINE_LENGTH, "x" * LINE_LENGTH),
        ("x" * (LINE_LENGTH + 1), "x" * LINE_LENGTH + "…"),
    ],
)
def test_first_line(text: str, line: str) -> None:
    assert first_line(text) == line


@pytest.mark.parametrize("whole", [FAMILY, FLAG, "👍🏽", "e\u0301", "❤️"])
def test_nothing_is_torn_apart(whole: str) -> None:
    for place in range(1, len(whole)):
        text = "x" * (LINE_LENGTH - place) + whole + "y" * 10
        assert first_line(text) == "x" * (LINE_LENGTH - place) + "…"


def test_a_line_that_cannot_be_cut_is_cut_all_the_same() -> None:
    assert len(first_line("\u0301" * 500)) == LINE_LENGTH + 1


# --- looking for words -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Jag har ONT i halsen", "ont HALS"),
        ("Kåvepenin 800 mg", "kavepenin"),
        ("e\u0301tude", "\u00e9tude"),
        ("Straße", "STRASSE"),
        ("ΣΊΣΥΦΟΣ", "σίσυφος"),
        ("ﬁnger", "finger"),
        ("صُداع", "صداع"),
    ],
)
def test_case_and_accents_tell_nothing_apart(text: str, words: str) -> None:
    assert holds(text, wanted(words))


def test_all_words_must_be_there() -> None:
    assert not holds("Jag har ont i halsen", wanted("ont magen"))


def test_an_excerpt_is_cut_where_nothing_is_torn_apart() -> None:
    text = FAMILY * 20 + " feber " + FLAG * 40 + "slut"
    found = excerpt(text, "feber")
    assert (found.hit, found.before[-1], found.after[0]) == ("feber", " ", " ")
    assert found.before.removeprefix("…").strip().replace(FAMILY, "") == ""
    assert found.after.removesuffix("…").strip().replace(FLAG, "").replace("slut", "") == ""


@given(st.text(max_size=200), st.data())
def test_whatever_is_found_is_part_of_the_text(text: str, data: st.DataObject) -> None:
    words = folded(text).split()
    if not words:
        return
    word = data.draw(st.sampled_from(words))
    found = excerpt(text, word)
    whole = found.before.removeprefix("…") + found.hit + found.after.removesuffix("…")
    assert whole in text or text in (found.before + found.hit + found.after)
    assert word in folded(found.hit)
