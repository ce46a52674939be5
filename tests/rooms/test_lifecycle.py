"""Every cell of the case's and the assignment's table, legal and illegal."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from chatserver.core.errors import DomainError, ErrorCode
from rooms.lifecycle import (
    HELD_STATES,
    OPEN_STATES,
    AssignmentMove,
    AssignmentState,
    CaseMove,
    CaseState,
    after,
    after_assignment,
    reopen_until,
)

STOCKHOLM = ZoneInfo("Europe/Stockholm")

CASES = """
          offer   claim  accept decline expire  withdraw reassign hand_over pause  resume release conclude  merge     reopen  archive
waiting   offered active .      .       .       .        active   .         .      .      .       concluded .         .       .
offered   .       active active waiting waiting waiting  active   .         .      .      .       .         .         .       .
active    .       .      .      .       .       .        active   active    paused .      waiting concluded concluded .       .
paused    .       .      .      .       .       .        active   .         .      active waiting concluded concluded .       .
concluded .       .      .      .       .       .        .        .         .      .      .       .         .         waiting archived
archived  .       .      .      .       .       .        .        .         .      .      .       .         .         .       .
"""  # noqa: E501 - a row is a state, a column a move
ASSIGNMENTS = """
           accept   decline  expire  withdraw  release
offered    accepted declined expired withdrawn .
accepted   .        .        .       .         released
declined   .        .        .       .         .
expired    .        .        .       .         .
withdrawn  .        .        .       .         .
released   .        .        .       .         .
"""


def cells(table: str) -> list[tuple[str, str, str]]:
    head, *rows = [line.split() for line in table.strip().splitlines()]
    return [(row[0], move, result) for row in rows for move, result in zip(head, row[1:], strict=True)]


@pytest.mark.parametrize(("state", "move", "result"), cells(CASES))
def test_moves_of_a_case(state: str, move: str, result: str) -> None:
    if result != ".":
        assert after(CaseState(state), CaseMove(move)) == CaseState(result)
        return
    with pytest.raises(DomainError) as refusal:
        after(CaseState(state), CaseMove(move))
    assert refusal.value.code is ErrorCode.ILLEGAL_MOVE
    assert refusal.value.params == {"state": state, "move": move}


@pytest.mark.parametrize(("state", "move", "result"), cells(ASSIGNMENTS))
def test_moves_of_an_assignment(state: str, move: str, result: str) -> None:
    if result != ".":
        assert after_assignment(AssignmentState(state), AssignmentMove(move)) == AssignmentState(result)
        return
    with pytest.raises(DomainError) as refusal:
        after_assignment(AssignmentState(state), AssignmentMove(move))
    assert refusal.value.code is ErrorCode.ILLEGAL_MOVE


def test_the_tables_above_are_complete() -> None:
    assert {(state, move) for state, move, _ in cells(CASES)} == {(s, m) for s in CaseState for m in CaseMove}
    assert {(state, move) for state, move, _ in cells(ASSIGNMENTS)} == {
        (s, m) for s in AssignmentState for m in AssignmentMove
    }


def test_every_state_is_open_or_over_and_held_or_not() -> None:
    assert set(CaseState) - OPEN_STATES == {CaseState.CONCLUDED, CaseState.ARCHIVED}
    assert set(CaseState) - HELD_STATES == {CaseState.WAITING, CaseState.OFFERED}


@pytest.mark.parametrize(
    ("concluded", "until"),
    [
        (datetime(2026, 11, 18, 0, 1, tzinfo=STOCKHOLM), datetime(2026, 11, 26, tzinfo=STOCKHOLM)),
        (datetime(2026, 11, 18, 23, 59, tzinfo=STOCKHOLM), datetime(2026, 11, 26, tzinfo=STOCKHOLM)),
        # The clocks go back on 25 October.
        (datetime(2026, 10, 20, 12, tzinfo=STOCKHOLM), datetime(2026, 10, 28, tzinfo=STOCKHOLM)),
    ],
)
def test_a_case_can_be_reopened_to_the_end_of_a_day(concluded: datetime, until: datetime) -> None:
    assert reopen_until(concluded) == until
