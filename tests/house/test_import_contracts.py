"""Each import contract is seen to fail: on a copy of the tree, violating imports are put in and the linter is run."""

import itertools
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.processes import REPOSITORY

CONFIGURATION = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["tool"]["importlinter"]
CONTRACTS = {contract["id"]: contract for contract in CONFIGURATION["contracts"]}
PACKAGES: list[str] = CONFIGURATION["root_packages"]


@dataclass(frozen=True)
class Violation:
    contract: str
    importer: str
    imported: str
    # What the linter names as the forbidden end, where that is further away than the import itself.
    reached: str = ""

    def told(self) -> tuple[str, str]:
        end = self.reached or self.imported
        return f"{self.importer} -> {end} ", f"{self.importer} is not allowed to import {end}"


def layer_violations() -> list[Violation]:
    """In every app, each layer imports one above it and one beside it. Layers an app has not got yet are planted."""
    layers = [[part.strip(" ()") for part in layer.split("|")] for layer in CONTRACTS["inside"]["layers"]]
    violations = []
    for app in CONTRACTS["inside"]["containers"]:
        for upper, lower in itertools.pairwise(layers):
            violations.append(Violation("inside", f"{app}.{lower[0]}.planted", f"{app}.{upper[0]}.planted"))
        violations.append(Violation("inside", f"{app}.events.planted", f"{app}.policy.planted"))
    return violations


VIOLATIONS = [
    Violation("apps", "chatserver.core.planted", "people.planted"),
    Violation("apps", "people.planted", "rooms.planted"),
    Violation("apps", "rooms.planted", "triage.planted"),
    Violation("apps", "signaling.planted", "triage.planted"),
    Violation("apps", "visits.planted", "insight.planted"),
    Violation("shell", "chatserver.core.planted", "chatserver.settings"),
    Violation("shell", "rooms.planted", "chatserver.wiring"),
    Violation("pure", "rooms.planted", "django.db", reached="django"),
    Violation("pure", "triage.planted", "channels"),
    Violation("pure", "signaling.planted", "redis"),
    Violation("pure", "people.planted", "people.models"),
    Violation("pure", "insight.planted", "chatserver.core.models", reached="django"),
    Violation("media", "rooms.planted", "aiortc"),
    Violation("tests", "triage.planted", "hypothesis"),
    *layer_violations(),
]


def copy_tree(tree: Path) -> None:
    for name in [*PACKAGES, "tools"]:
        shutil.copytree(
            REPOSITORY / name, tree / name, ignore=shutil.ignore_patterns("__pycache__", "*.json", "*.yaml")
        )
    shutil.copy(REPOSITORY / "pyproject.toml", tree)


def plant(tree: Path, module: str, line: str = "") -> None:
    """Adds `line` to the module; makes it, and a package of the module file it would stand in, where need be."""
    path = tree.joinpath(*module.split(".")).with_suffix(".py")
    beside = path.parent.with_suffix(".py")
    if beside.exists():
        path.parent.mkdir()
        beside.rename(path.parent / "__init__.py")
    path.parent.mkdir(exist_ok=True)
    (path.parent / "__init__.py").touch()
    with path.open("a") as text:
        text.write(f"{line}\n")


def linted(tree: Path, *contracts: str) -> str:
    chosen = [part for contract in contracts for part in ("--contract", contract)]
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache", "--no-logo", *chosen],
        cwd=tree,
        env={"PYTHONPATH": str(tree), "PATH": "", "COLUMNS": "1000"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert bool(done.returncode) != (" 0 broken" in done.stdout), done.stdout + done.stderr
    return done.stdout


def test_every_contract_has_a_violation_here() -> None:
    assert {violation.contract for violation in VIOLATIONS} == set(CONTRACTS)


def test_every_app_is_under_contract() -> None:
    apps = {path.parent.name for path in REPOSITORY.glob("*/apps.py")} - {"chatserver"}
    assert apps == set(PACKAGES) - {"chatserver"}
    assert apps == set(CONTRACTS["pure"]["apps"]) == set(CONTRACTS["shell"]["apps"])
    assert apps == set(CONTRACTS["inside"]["containers"])


@pytest.mark.parametrize("contract", CONTRACTS)
def test_a_violation_is_reported(contract: str, tmp_path: Path) -> None:
    copy_tree(tmp_path)
    assert " 0 broken" in linted(tmp_path, contract)
    mine = [violation for violation in VIOLATIONS if violation.contract == contract]
    for violation in mine:
        if violation.imported.endswith("planted"):
            plant(tmp_path, violation.imported)
        plant(tmp_path, violation.importer, f"import {violation.imported}")
    report = linted(tmp_path, contract)
    assert not [violation for violation in mine if not any(words in report for words in violation.told())], report
