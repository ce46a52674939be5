"""Which unit gets a case, and what a closed one says."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from triage.receivers import UnitNow, choices, choose, notice

ZONE = ZoneInfo("Europe/Stockholm")
MONDAY_EIGHT = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
OURS, OTHERS = UUID(int=100), UUID(int=200)


def unit(number: int, kind: str = "health_centre", *, is_open: bool = True, provider: UUID = OURS) -> UnitNow:
    return UnitNow(
        id=UUID(int=number),
        provider_id=provider,
        name=f"Unit {number}",
        kind=kind,
        zone=ZONE,
        is_open=is_open,
        closes_at=None,
        opens_at=None if is_open else MONDAY_EIGHT,
    )


@pytest.mark.parametrize(
    ("units", "listed", "priority", "chosen"),
    [
        ([unit(1), unit(2)], 2, 3, 2),
        ([unit(1, is_open=False), unit(2, "telephone")], 1, 3, 1),
        ([unit(1, is_open=False), unit(2, "telephone")], 1, 1, 2),
        ([unit(1, is_open=False), unit(2, "telephone")], 1, 2, 2),
        ([unit(1, is_open=False), unit(2, "telephone", is_open=False)], 1, 1, 1),
        ([unit(1, is_open=False), unit(2, "telephone", provider=OTHERS)], 1, 1, 1),
        ([unit(1, is_open=False), unit(2, "rehab")], 1, 1, 1),
        ([unit(1), unit(2, "telephone"), unit(3, "rehab")], None, 4, 2),
        ([unit(1), unit(2, "telephone", is_open=False)], None, 4, 1),
        ([unit(1, is_open=False), unit(2, "telephone", is_open=False)], 9, None, 2),
    ],
)
def test_the_unit(units: list[UnitNow], listed: int | None, priority: int | None, chosen: int) -> None:
    found = choose(units, UUID(int=listed) if listed else None, priority)
    assert found is not None
    assert found.id == UUID(int=chosen)


def test_there_may_be_no_unit_for_anybody() -> None:
    assert choose([unit(1, "rehab")], None, 1) is None


OPEN_AND_CLOSED = [unit(1, is_open=False), unit(2), unit(3, "telephone"), unit(4, "rehab")]


def test_whoever_is_listed_nowhere_chooses_among_the_open_units_that_serve_everybody() -> None:
    assert [one.name for one in choices(OPEN_AND_CLOSED, None)] == ["Unit 3", "Unit 2"]


def test_while_all_are_closed_the_choice_is_among_those_that_will_open() -> None:
    closed = [replace(one, is_open=False) for one in OPEN_AND_CLOSED]
    assert [one.name for one in choices(closed, None)] == ["Unit 3", "Unit 1", "Unit 2"]


def test_listing_leaves_no_choice() -> None:
    assert choices(OPEN_AND_CLOSED, UUID(int=1)) == []
    found = choose(OPEN_AND_CLOSED, UUID(int=1), 3, UUID(int=2))
    assert found is not None
    assert found.name == "Unit 1"


def test_the_wanted_unit_is_chosen_while_it_is_open() -> None:
    found = choose(OPEN_AND_CLOSED, None, 3, UUID(int=2))
    assert found is not None
    assert found.name == "Unit 2"
    assert choose(OPEN_AND_CLOSED, None, 3, UUID(int=1)) is None
    assert choose(OPEN_AND_CLOSED, None, 3, UUID(int=4)) is None


def test_an_open_unit_says_nothing() -> None:
    assert notice(unit(1), 1) is None


def test_a_pressing_case_is_told_not_to_wait() -> None:
    said = notice(unit(1, is_open=False), 2)
    assert said is not None
    assert said.sv.startswith("Ingen läser det här före måndag klockan 08.00. Vänta inte på svar: ring 1177 nu")
    assert said.en.startswith("Nobody reads this before Monday at 08:00. Do not wait for an answer: call 1177 now")


@pytest.mark.parametrize("priority", [3, 4, 5, None])
def test_another_case_is_told_when_it_is_read(priority: int | None) -> None:
    said = notice(unit(1, is_open=False), priority)
    assert said is not None
    assert "tidigast måndag klockan 08.00" in said.sv
    assert "Monday at 08:00 at the earliest" in said.en


def test_a_unit_that_never_opens_names_no_time() -> None:
    said = notice(replace(unit(1, is_open=False), opens_at=None), 1)
    assert said is not None
    assert said.en.startswith("Nobody reads this before the clinic opens.")
