"""Foretold waits in the simulator: nothing is told before it is known, and it is better than plain quantiles."""

import pytest

from insight.simulator.intervals import Told, scored, told
from insight.simulator.measures import over_seeds, run, sure
from insight.simulator.scenario import HERE, load_scenario
from rooms.matching.waiting import Interval

WEEKS = load_scenario(HERE / "first_line.yaml").model_copy(update={"days": 10})


def test_intervals_of_a_run_repeat_and_beat_the_plain_quantiles() -> None:
    found = told(WEEKS, 0.85, 11, 1.1)
    arriving = [one for one in found if not one.again]
    ours, plain = scored(arriving, "ours"), scored(arriving, "plain")
    assert ours.cases > 1000
    assert ours.score < plain.score
    assert ours.pinball < plain.pinball
    # Few days are remembered yet, and the days differ.
    assert 0.6 < ours.coverage < 0.95


def test_the_score_is_the_width_and_what_lies_outside() -> None:
    inside = Told(Interval(60, 120, 180, 30), Interval(0, 0, 0, 30), 100, again=False)
    late = Told(Interval(60, 120, 180, 30), Interval(0, 0, 0, 30), 190, again=False)
    score = scored([inside, late], "ours")
    assert score.coverage == 0.5
    assert score.width_s == 120
    assert score.score == pytest.approx(120 + 10 * 10 / 2)
    assert score.pinball == pytest.approx(((4 + 10 + 8) + (13 + 35 + 9)) / 3 / 2, abs=0.1)


def test_a_figure_of_several_seeds_has_its_confidence() -> None:
    assert sure([1.0]).within == float("inf")
    assert sure([1.0, 3.0]).mean == 2.0
    assert sure([1.0, 3.0]).within == pytest.approx(12.71)
    lines = [run(WEEKS.model_copy(update={"days": 2}), "ours", 0.7, seed)[0] for seed in (1, 2)]
    both = over_seeds(lines)
    assert both.cases == lines[0].cases + lines[1].cases
    assert both.max_s == max(line.max_s for line in lines)
