"""When a connection check counts as one that the media peer carried."""

import asyncio
from dataclasses import replace

import pytest

from signaling.checking import FILL_KBIT, MAX_AT_ONCE
from tests.bench import checks
from tests.bench.checks import Checked

WELL = Checked(heard=300, lost=0, down_kbit=FILL_KBIT, up_kbit=FILL_KBIT)


@pytest.mark.parametrize(
    ("found", "held"),
    [
        (WELL, True),
        (replace(WELL, heard=285, down_kbit=FILL_KBIT * 0.8), True),
        (replace(WELL, heard=284), False),
        (replace(WELL, lost=1), False),
        (replace(WELL, down_kbit=FILL_KBIT * 0.79), False),
        (Checked(), False),
    ],
)
def test_a_check_is_carried_with_its_sound_and_its_rate(found: Checked, held: bool) -> None:
    assert found.held() is held


@pytest.mark.parametrize(("carried", "held"), [([1, 2, 3, 4], 4), ([1, 2, 2, 4], 2), ([0, 2, 3, 4], 0)])
def test_so_many_are_carried_as_were_with_every_number_up_to_it(
    monkeypatch: pytest.MonkeyPatch, carried: list[int], held: int
) -> None:
    async def of(count: int) -> dict[str, object]:
        return {"held": carried[count - 1], "cpu_s_per_check": 0.5, "peak_mib": 70.0}

    async def refused() -> bool:
        return True

    monkeypatch.setattr(checks, "_of", of)
    monkeypatch.setattr(checks, "_one_more_refused", refused)
    told = asyncio.run(checks.measured(lambda _text: None))["connection_checks"]
    assert (told["held_at_once"], told["may_at_once"], told["one_more_refused"]) == (held, MAX_AT_ONCE, True)
