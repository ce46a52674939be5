"""The one line by which a reply names what it answers."""

import pytest

from rooms.texts import LINE_LENGTH, first_line

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
