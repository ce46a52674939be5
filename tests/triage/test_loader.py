"""A package that is wrong is refused whole, and each error names the file and the line."""

import shutil
from pathlib import Path

import pytest
import yaml

from chatserver.core.yaml_source import ContentError
from triage import library
from triage.engine.loader import load_release

SPOILED = yaml.safe_load((Path(__file__).parent / "spoiled.yaml").read_text(encoding="utf-8"))
SHIPPED = library.FOLDER / library.CURRENT


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "package"))


def spoil(package: Path, file: str, old: str, new: str) -> None:
    path = package / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def line_of(package: Path, file: str, needle: str) -> int:
    lines = (package / file).read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, start=1) if needle in line)


def refused(package: Path) -> list[str]:
    with pytest.raises(ContentError) as refusal:
        load_release(package)
    return str(refusal.value).splitlines()


THROAT, CHEST = "sore_throat.yaml", "chest_pain.yaml"


@pytest.mark.parametrize("spoiled", SPOILED, ids=lambda one: f"{one['file']}-{one['by']}")
def test_an_error_names_file_and_line(package: Path, spoiled: dict[str, str | None]) -> None:
    file, at, says = str(spoiled["file"]), spoiled["at"], spoiled["says"]
    spoil(package, file, str(spoiled["replace"]), str(spoiled["by"]))
    place = f"{file}:{line_of(package, file, at)}: " if at is not None else ""
    problems = [problem for problem in refused(package) if problem.startswith(place)]
    assert problems
    assert says is None or any(says in problem for problem in problems), problems


def test_every_problem_is_told_at_once(package: Path) -> None:
    spoil(package, THROAT, "has: one_sided }", "has: two_sided }")
    spoil(package, CHEST, "scope: [chest_pain]", "scope: [cheese]")
    files = {problem.split(":")[0] for problem in refused(package)}
    assert files == {THROAT, CHEST}


def test_an_outcome_without_texts_is_found(package: Path) -> None:
    text = (package / "outcomes.yaml").read_text(encoding="utf-8")
    kept = text[: text.index("  - id: administrative")]
    (package / "outcomes.yaml").write_text(kept, encoding="utf-8")
    assert "outcomes.yaml:1: the outcome 'administrative' has no texts" in refused(package)


def test_a_red_flag_without_a_rule_of_its_own_is_found(package: Path) -> None:
    alone = "{ question: throat_saliva, is: yes }"
    spoil(package, THROAT, f"condition: {alone}", f"condition: {{ all: [{alone}, {{ fact: age, above: 3 }}] }}")
    line = line_of(package, THROAT, "- id: throat_saliva")
    message = "no rule of class red_flag fires in 'sore_throat' on 'throat_saliva' alone"
    assert f"{THROAT}:{line}: {message}" in refused(package)


def test_the_hash_is_of_the_content_and_not_of_its_files(package: Path) -> None:
    before = load_release(package).sha256
    (package / "deeper").mkdir()
    (package / THROAT).rename(package / "deeper" / "a_throat.yaml")
    spoil(package, "package.yaml", "# A draft", "# Another draft")
    assert load_release(package).sha256 == before
    spoil(package, CHEST, "Svimmat", "Har svimmat")
    assert load_release(package).sha256 != before


def test_an_approval_is_of_one_content(package: Path) -> None:
    sha256 = load_release(package).sha256
    approval = f"  approvals:\n    - {{ name: Eva Ek, title: Medical director, on: 2026-11-21, sha256: {sha256} }}\n"
    spoil(package, "package.yaml", "  state: draft\n", "  state: approved\n" + approval)
    release = load_release(package)
    assert release.is_approved
    assert release.sha256 == sha256
    spoil(package, CHEST, "Svimmat", "Har svimmat")
    assert [problem.split(": ", 1)[1] for problem in refused(package)] == ["this approval is of another content"]


def test_an_approved_release_names_who_approved_it(package: Path) -> None:
    spoil(package, "package.yaml", "  state: draft\n", "  state: approved\n")
    assert "an approved release names who approved it and when" in refused(package)[0]


def test_a_file_may_be_empty(package: Path) -> None:
    (package / "later.yaml").write_text("# Nothing yet.\n", encoding="utf-8")
    assert load_release(package).sha256
