"""The letters that printed documents are said to draw are those that their fonts draw."""

from chatserver.core.printing.letters import COVERAGE as READ
from tools.letters import COVERAGE, coverage, ranges


def test_the_list_is_what_the_fonts_have() -> None:
    assert COVERAGE == READ
    assert COVERAGE.read_text("ascii") == coverage(), "run python -m tools.letters"


def test_a_run_is_written_by_its_ends() -> None:
    assert list(ranges([3, 1, 2, 0x41])) == ["1-3", "41-41"]
