"""A machine that lacks something is told so in one sentence, with exit code 1."""

import os
import stat
import subprocess
from pathlib import Path

import pytest

from tests.support.processes import REPOSITORY


def diagnosis(python: str) -> tuple[int, list[str]]:
    done = subprocess.run(
        ["tools/doctor.sh"],
        cwd=REPOSITORY,
        env={"PATH": os.environ["PATH"], "PYTHON": python},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, (done.stdout + done.stderr).splitlines()


def pretended_python(folder: Path, script: str) -> str:
    program = folder / "python"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return str(program)


def test_a_fit_machine_is_silent() -> None:
    assert diagnosis("python3") == (0, [])


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ('case "$1" in --version) echo "Python 3.9.2";; *) exit 1;; esac', "Python 3.9.2 is too old"),
        ('case "$2" in *venv*) exit 1;; esac', "has no venv module"),
    ],
)
def test_an_unfit_python_is_one_sentence(script: str, words: str, tmp_path: Path) -> None:
    code, lines = diagnosis(pretended_python(tmp_path, script))
    assert (code, len(lines)) == (1, 1)
    assert words in lines[0]


def test_a_missing_python_is_one_sentence(tmp_path: Path) -> None:
    code, lines = diagnosis(str(tmp_path / "nowhere"))
    assert (code, len(lines)) == (1, 1)
    assert "is missing" in lines[0]
