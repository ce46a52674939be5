"""The simulator: it repeats, loses nobody, and agrees with what the theory of queues has an exact answer for."""

import pytest
from pydantic import ValidationError

from insight.simulator.floor import Floor
from insight.simulator.measures import formula_errors, quantile, run
from insight.simulator.plan import OpenTime, draw_plan
from insight.simulator.policies import POLICIES
from insight.simulator.scenario import HERE, Scenario, load_scenario
from insight.simulator.theory import erlang_c, first_come_wait, mean_waits, urgent_gain

WEEK = load_scenario(HERE / "first_line.yaml").model_copy(update={"days": 2})
PURE = load_scenario(HERE / "pure_priority.yaml").model_copy(update={"days": 40})


def test_one_server_waits_as_the_textbook_says() -> None:
    assert erlang_c(1, 0.8) == pytest.approx(0.8)
    assert first_come_wait(1, 1.0, [0.8]) == pytest.approx(4.0)
    urgent, rest = mean_waits(1, 1.0, [0.3, 0.5])
    assert urgent == pytest.approx(0.8 / 0.7)
    assert rest == pytest.approx(0.8 / (0.7 * 0.2))
    # What one class gains another pays: the mean over all is first come's.
    assert (0.3 * urgent + 0.5 * rest) / 0.8 == pytest.approx(4.0)
    assert urgent_gain(0.8, 0.3 / 0.8) == pytest.approx(4.0 / urgent)


def test_without_a_steady_state_there_is_no_answer() -> None:
    with pytest.raises(ValueError, match="no steady state"):
        erlang_c(2, 2.0)


@pytest.mark.parametrize("policy", POLICIES)
def test_a_seed_repeats_and_every_case_is_somewhere(policy: str) -> None:
    assert run(WEEK, policy, 0.7, 3) == run(WEEK, policy, 0.7, 3)
    assert run(WEEK, policy, 0.7, 3) != run(WEEK, policy, 0.7, 4)
    plan = draw_plan(WEEK, 0.7, 3)
    floor = Floor(plan, POLICIES[policy]())
    outcome = floor.run()
    held = [case_id for person in floor.people.values() for _, case_id in person.ready]
    assert len(held) == len(set(held))
    finished = sum(course.closed is not None for course in outcome.courses)
    assert finished > 0.5 * len(plan.jobs)
    for course in outcome.courses:
        assert course.opened is None or course.opened >= course.job.arrives
        assert (course.closed is None) == (course.turn < len(course.job.work))


def test_nobody_works_before_they_come_or_holds_more_than_their_hands() -> None:
    plan = draw_plan(WEEK, 0.95, 5)
    seen: list[int] = []

    def look(floor: Floor, _course: object) -> None:
        for person in floor.people.values():
            seen.append(person.load)
            # A hand is two halves; all but the newest can be waiting for the resident, with one half each.
            held = len(person.ready) + len(person.answering) + (person.doing is not None)
            assert held < 2 * person.clinician.capacity

    Floor(plan, POLICIES["ours"](), look).run()
    assert max(seen) > 0


def test_the_urgent_wait_less_in_our_order_than_in_the_order_of_arrival() -> None:
    ours = {line.priority: line for line in run(WEEK, "ours", 0.85, 1)}
    first = {line.priority: line for line in run(WEEK, "first_come", 0.85, 1)}
    assert ours["1-2"].p95_s * 4 < first["1-2"].p95_s


def test_the_pure_configuration_agrees_with_the_formula() -> None:
    for _, simulated, theory in formula_errors(PURE, 0.7, 1):
        assert simulated == pytest.approx(theory, rel=0.15)


def test_opening_hours_are_what_is_counted() -> None:
    counted, day = OpenTime(WEEK), 86_400
    assert counted.until(7 * 3600) == 0
    assert counted.until(9 * 3600) == 3600
    assert counted.until(day) == 9 * 3600
    assert counted.until(day + 8.5 * 3600) == 9.5 * 3600


def test_a_scenario_with_an_unknown_word_is_refused_by_name() -> None:
    values = WEEK.model_dump(by_alias=True)
    assert Scenario.model_validate(values) == WEEK
    with pytest.raises(ValidationError, match="lunches"):
        Scenario.model_validate({**values, "lunches": 3})


def test_quantiles_of_few_values() -> None:
    assert quantile([1.0], 0.95) == 1.0
    assert quantile([1.0, 2.0, 3.0, 4.0], 0.5) == 3.0
