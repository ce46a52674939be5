"""A page beyond a limit is named with the figure and the limit."""

from tests.pages.limits import missed

GOOD = {
    "page": "room",
    "performance": 95,
    "accessibility": 100,
    "best_practices": 100,
    "lcp_ms": 1_800,
    "tbt_ms": 150,
    "cls": 0.02,
    "axe_violations": 0,
}


def test_a_page_at_its_limits_passes() -> None:
    assert missed(GOOD) == []


def test_each_figure_beyond_its_limit_is_named() -> None:
    assert missed({**GOOD, "performance": 94, "cls": 0.021, "axe_violations": 1}) == [
        "room: performance is 94, at least 95",
        "room: cls is 0.021, at most 0.02",
        "room: axe_violations is 1, at most 0",
    ]
