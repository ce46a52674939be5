"""A fault that is planted between client and server is found by the checker, and where none is planted nothing is."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.chaos.campaign import PLANTED, planted_verdict
from tests.chaos.checker import Verdict
from tests.chaos.proxy import Tapping
from tests.chaos.site import running_site
from tests.chaos.taps import TextTap


async def verdicts(folder: Path, tappings: dict[str, Callable[[], Tapping]]) -> dict[str, Verdict]:
    """All on one server: rooms of different runs know nothing of each other."""
    async with running_site("embedded", folder / "site") as site:
        return {name: await planted_verdict(site, folder / name, tapping()) for name, tapping in tappings.items()}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Verdict]:
    tappings = {name: tapping for name, tapping, _ in PLANTED}
    return asyncio.run(verdicts(tmp_path_factory.mktemp("planted"), {**tappings, "none": lambda: TextTap}))


@pytest.mark.parametrize(("name", "kinds"), [(name, kinds) for name, _, kinds in PLANTED])
def test_a_planted_fault_is_found(found: dict[str, Verdict], name: str, kinds: tuple[str, ...]) -> None:
    assert all(found[name].count(kind) for kind in kinds), found[name].findings


def test_where_nothing_is_planted_nothing_is_found(found: dict[str, Verdict]) -> None:
    assert found["none"].findings == []
    assert found["none"].sent == 6
