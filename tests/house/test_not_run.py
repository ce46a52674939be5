"""What cannot run for a missing system tool is counted and named at the end, by pytest and by `make test`."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.processes import REPOSITORY
from tools import test as make_test

TOOL = "a-tool-nobody-has"
SUITE = f"""
import pytest

@pytest.mark.needs("sh", "{TOOL}")
def test_with_the_tool():
    raise AssertionError("must not be started")

def test_without():
    pass
"""


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    tmp_path = tmp_path_factory.mktemp("planted")
    (tmp_path / "test_planted.py").write_text(SUITE)
    report = tmp_path / "report.xml"
    options = f"-c {REPOSITORY}/pyproject.toml --rootdir {tmp_path} -p tests.conftest -p no:cacheprovider".split()
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, f"--junitxml={report}", tmp_path / "test_planted.py"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr, report


def test_pytest_names_it(run: tuple[str, Path]) -> None:
    output, _ = run
    assert "1 passed, 1 skipped" in output
    assert f"NOT RUN: 1 for want of {TOOL}\n  test_planted.py::test_with_the_tool" in output


def test_make_test_names_it(
    run: tuple[str, Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _, report = run
    monkeypatch.setattr(make_test, "REPORTS", report.parent)
    assert make_test.conclude([], 1.0) == 0
    last = capsys.readouterr().out.splitlines()
    assert f"NOT RUN: 1 for want of {TOOL}: test_with_the_tool" in last
    assert last[-1] == "1 passed, 0 failed, 1 skipped"
