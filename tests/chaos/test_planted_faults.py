"""A fault that is planted between client and server, or in the servers, is found by the checker, and where none is
planted nothing is. Two more of those in the servers need a minute, or PostgreSQL: `make chaos` plants them."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.chaos.campaign import PLANTED, SPOILED, Spoiled, planted_verdict, spoiled_verdict
from tests.chaos.checker_verdict import Verdict
from tests.chaos.proxy import Tapping
from tests.chaos.site import running_site
from tests.chaos.taps import TextTap

AT_ONCE = [one for one in SPOILED if one.what in ("fence", "tenure", "comparison")]


async def verdicts(folder: Path, tappings: dict[str, Callable[[], Tapping]]) -> dict[str, Verdict]:
    """All on one server: rooms of different runs know nothing of each other."""
    async with running_site("embedded", folder / "site") as site:
        found = {name: await planted_verdict(site, folder / name, tapping()) for name, tapping in tappings.items()}
        for really in (True, False):
            for one in AT_ONCE:
                name = f"{one.name}, {really}"
                found[name] = await spoiled_verdict(site, folder / name, one, really=really)
        return found


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


@pytest.mark.parametrize("one", AT_ONCE, ids=[one.what for one in AT_ONCE])
def test_what_is_spoiled_in_the_servers_is_found_by_its_rule(found: dict[str, Verdict], one: Spoiled) -> None:
    assert one.rule in {finding.rule for finding in found[f"{one.name}, True"].findings}


@pytest.mark.parametrize("one", AT_ONCE, ids=[one.what for one in AT_ONCE])
def test_of_the_product_as_it_is_the_same_finds_nothing(found: dict[str, Verdict], one: Spoiled) -> None:
    assert found[f"{one.name}, False"].findings == []
