"""A quarter of an hour of a day on the real servers, with a nurse's console that dies in the middle of it: `make day`
plays the whole one, with every fault."""

import asyncio
from datetime import date
from pathlib import Path

import pytest

from insight.simulator.scenario import HERE, Scenario, load_scenario
from tests.day.__main__ import next_monday
from tests.day.beside import plan_of, within
from tests.day.checker import TOLD_SECONDS
from tests.day.faults import Fault, clock, console_dies
from tests.day.run import Told, last_line, play_day

CASES = 8
BEGINS, DIES, ENDS = "07:50", "08:03", "08:08"

pytestmark = pytest.mark.postgres_only


def three_nurses() -> Scenario:
    """Of the scenario that is committed, who begins at eight; nobody is absent."""
    scenario = load_scenario(HERE / "first_line.yaml")
    staff = [{**kind.model_dump(by_alias=True), "count": 3} for kind in scenario.staff[:1]]
    cases = [kind for kind in scenario.model_dump(by_alias=True)["cases"] if kind["priority"] is not None]
    values = {**scenario.model_dump(by_alias=True), "staff": staff, "cases": cases, "absent": 0, "own_relative": 0}
    return Scenario.model_validate({**values, "languages": {"sv": 1}})


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    return played(tmp_path_factory.mktemp("day"))


def played(folder: Path, spoiled: str = "") -> Told:
    begins, ends = clock(BEGINS), clock(ENDS)
    plan = plan_of(three_nurses(), 2.0, 1, str(next_monday(date.today())))  # noqa: DTZ011 any Monday to come
    faults = [Fault(DIES, "a nurse's console dies", console_dies)]
    return asyncio.run(play_day(within(plan, begins, ends, CASES), begins, ends, faults, folder, spoiled))


def test_a_short_day_is_kept(told: Told) -> None:
    assert told.findings == []
    assert told.figures["cases"] == CASES == len(told.ledger.cases)
    assert told.figures["offers"] >= CASES
    assert told.figures["messages"]


def test_what_was_on_the_dead_console_came_back_and_its_residents_were_told(told: Told) -> None:
    assert told.hand_backs
    for one in told.hand_backs:
        assert (one.back_after or TOLD_SECONDS * 2) <= TOLD_SECONDS
        assert (one.told_after or TOLD_SECONDS * 2) <= TOLD_SECONDS


def test_the_waits_stand_beside_the_engines(told: Told) -> None:
    assert [one.priority for one in told.server] == [one.priority for one in told.engine]
    assert last_line(told, 1.0)["waits"][0]["engine"]["cases"] == told.engine[0].cases
