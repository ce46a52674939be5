"""Every cell of the call's table: where a move leads, and that it leads nowhere else."""

import pytest

from signaling.machine import END_REASON, MOVES, UNSETTLED, CallMove, CallPhase, IllegalMove, after

# Rows are states, columns are moves; a dot is an illegal move.
TABLE = """
              answer      rejoin        establish  lose          decline  miss   cancel  hang_up  fail   close
ringing       connecting  ringing       .          .             ended    ended  ended   .        .      ended
connecting    .           connecting    connected  .             .        .      .       ended    ended  ended
connected     .           reconnecting  .          reconnecting  .        .      .       ended    ended  ended
reconnecting  .           reconnecting  connected  .             .        .      .       ended    ended  ended
ended         .           .             .          .             .        .      .       .        .      .
"""


def cells() -> list[tuple[CallPhase, CallMove, CallPhase | None]]:
    header, *rows = [line.split() for line in TABLE.strip().splitlines()]
    return [
        (CallPhase(row[0]), CallMove(move), None if cell == "." else CallPhase(cell))
        for row in rows
        for move, cell in zip(header, row[1:], strict=True)
    ]


@pytest.mark.parametrize(("phase", "move", "expected"), cells())
def test_each_cell(phase: CallPhase, move: CallMove, expected: CallPhase | None) -> None:
    if expected is None:
        with pytest.raises(IllegalMove):
            after(phase, move)
    else:
        assert after(phase, move) is expected


def test_the_table_here_is_complete() -> None:
    assert {(phase, move) for phase, move, _ in cells()} == {(phase, move) for phase in CallPhase for move in CallMove}
    assert len(MOVES) == sum(expected is not None for _, _, expected in cells())


def test_every_end_has_a_reason_and_nothing_else_has() -> None:
    ends = {move for (_, move), phase in MOVES.items() if phase is CallPhase.ENDED}
    assert set(END_REASON) == ends
    assert len(set(END_REASON.values())) == len(ends)


def test_a_call_is_unsettled_between_answer_and_sound() -> None:
    assert {CallPhase.CONNECTING, CallPhase.RECONNECTING} == UNSETTLED
