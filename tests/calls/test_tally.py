"""What a run of calls counts: failures with their bound, dropped calls, and whether both ends agree."""

from dataclasses import replace

import pytest

from tests.calls.singly import missed
from tests.calls.tally import AGREE_MS, FaultTally, PressTally, Seen, Tally, ranks, shares, total, upper_bound

HEALED = 1_000.0
WELL = Seen(
    sounds=[1_400.0, 1_700.0],
    silences=[80.0, 120.0],
    shown=[True, True],
    state="connected",
    hung_up=2_000.0,
    ends=[2_050.0, 2_300.0],
    ended_in_database=2_100.0,
)


@pytest.mark.parametrize(
    ("failed", "of", "bound"), [(0, 200, 0.015), (0, 1000, 0.003), (0, 0, 1), (4, 100, 0.1), (9, 9, 1)]
)
def test_failures_have_an_upper_bound(failed: int, of: int, bound: float) -> None:
    assert upper_bound(failed, of) == bound


def test_ranks_are_of_what_was_seen() -> None:
    assert ranks([]) is None
    assert ranks([float(number) for number in range(1, 101)]) == {"p50": 50, "p95": 95}
    assert ranks([7.0]) == {"p50": 7, "p95": 7}


def test_a_whole_is_the_sum_of_its_parts() -> None:
    first = Tally(calls=3, connected=2, dropped=1, sound_ms=[100.0, 300.0], recovery_ms=[50.0])
    second = Tally(calls=1, connected=1, sound_ms=[200.0])
    told = total([first, second])
    assert (told["calls"], told["connected"], told["failed"], told["dropped"]) == (4, 3, 1, 1)
    assert told["first_sound_ms"] == {"p50": 200, "p95": 300}
    assert (first.calls, first.sound_ms) == (3, [100.0, 300.0])


def test_calls_are_shared_out_with_as_many_beside_firefox_as_without() -> None:
    assert shares(200, ["", "resident", "nurse"], 5) == {"": 20, "resident": 10, "nurse": 10}
    assert shares(1000, ["", "resident", "nurse"], 5) == {"": 100, "resident": 50, "nurse": 50}
    assert shares(200, [""], 5) == {"": 40}
    assert shares(200, ["resident", "nurse"], 5) == {"resident": 20, "nurse": 20}
    assert shares(1, ["", "resident", "nurse"], 5) == {"": 1, "resident": 1, "nurse": 1}


def test_what_did_not_come_is_named() -> None:
    first = {"resident": {"audio": 1.0}, "nurse": {"audio": 1.0, "video": 2.0}}
    assert missed(first) == ["video at the resident"]


def test_a_call_that_a_fault_left_whole() -> None:
    tally = FaultTally(tried=2)
    assert tally.after(HEALED, WELL) == []
    told = tally.told()
    assert (told["calls"], told["not_connected"], told["dropped"], told["disagreed"]) == (1, 1, 0, 0)
    assert (told["recovery_ms"], told["agreed_ms"]) == ({"p50": 700, "p95": 700}, {"p50": 300, "p95": 300})
    assert told["silence_ms"] == {"p50": 100, "p95": 120}


@pytest.mark.parametrize(
    ("seen", "words"),
    [
        (replace(WELL, sounds=[1_400.0, None]), ["no sound at the nurse"]),
        (replace(WELL, shown=[False, True]), ["not shown as on at the resident"]),
        (replace(WELL, state="ended"), ["ended in the database"]),
        (replace(WELL, state=""), ["gone in the database"]),
        (
            replace(WELL, sounds=[None, 1.0], state="ended"),
            ["no sound at the resident", "ended in the database"],
        ),
    ],
)
def test_a_dropped_call_is_counted_once_and_says_why(seen: Seen, words: list[str]) -> None:
    tally = FaultTally()
    assert tally.after(HEALED, seen) == words
    assert (tally.calls, tally.dropped, tally.disagreed) == (1, 1, 0)
    assert (tally.recovery_ms, tally.agreed_ms) == ([], [])


@pytest.mark.parametrize(
    "seen",
    [
        replace(WELL, ends=[2_050.0, None]),
        replace(WELL, ended_in_database=None),
        replace(WELL, ends=[2_050.0, 2_001.0 + AGREE_MS]),
    ],
)
def test_ends_that_do_not_agree_in_time_are_counted(seen: Seen) -> None:
    tally = FaultTally()
    [words] = tally.after(HEALED, seen)
    assert words.startswith("no agreement within 10 s")
    assert (tally.dropped, tally.disagreed) == (0, 1)


def test_agreement_counts_from_the_later_of_healing_and_hanging_up() -> None:
    assert replace(WELL, hung_up=500.0).agreed_ms(HEALED) == 1_300.0
    assert WELL.agreed_ms(HEALED) == 300.0


def test_presses_that_made_no_single_call_are_failures() -> None:
    tally = PressTally(calls=50, one_call=50, crossed=49, pressed_apart_ms=[4.0])
    assert tally.told()["failed_upper_bound"] == 0.06
    tally.add(PressTally(calls=50, one_call=46))
    assert (tally.told()["calls"], tally.told()["one_call"], tally.told()["failed_upper_bound"]) == (100, 96, 0.1)
