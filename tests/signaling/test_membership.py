"""Every cell of how a guest stands to a call, and how many are in one."""

import pytest

from signaling.membership import MAX_IN_CALL, MOVES, IllegalMove, MemberMove, Membership, after, is_full

# Rows are standings, columns are moves; a dot is an illegal move.
TABLE = """
         join  leave  remove   lapse  end
out      in    .      .        .      .
in       in    left   removed  left   over
left     in    .      .        .      .
removed  .     .      .        .      .
over     .     .      .        .      .
"""


def cells() -> list[tuple[Membership, MemberMove, Membership | None]]:
    header, *rows = [line.split() for line in TABLE.strip().splitlines()]
    return [
        (Membership(row[0]), MemberMove(move), None if cell == "." else Membership(cell))
        for row in rows
        for move, cell in zip(header, row[1:], strict=True)
    ]


@pytest.mark.parametrize(("standing", "move", "expected"), cells())
def test_each_cell(standing: Membership, move: MemberMove, expected: Membership | None) -> None:
    if expected is None:
        with pytest.raises(IllegalMove):
            after(standing, move)
    else:
        assert after(standing, move) is expected


def test_the_table_here_is_complete() -> None:
    assert {(one, move) for one, move, _ in cells()} == {(one, move) for one in Membership for move in MemberMove}
    assert len(MOVES) == sum(expected is not None for _, _, expected in cells())


def test_four_are_in_a_call_and_no_fifth() -> None:
    assert MAX_IN_CALL == 4
    assert [is_full(guests) for guests in range(4)] == [False, False, True, True]
