"""Runs named commands side by side, a lane a core, and prints one line for each as it ends."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"


@dataclass(frozen=True)
class Step:
    name: str
    command: Sequence[str]
    environment: dict[str, str] = field(default_factory=dict)
    # What a step prints is shown when it fails; some are worth reading when they pass too.
    always_show: bool = False


@dataclass(frozen=True)
class Result:
    step: Step
    code: int
    output: str
    seconds: float


def program(name: str) -> str:
    return str(BIN / name)


def run_step(step: Step) -> Result:
    started = time.monotonic()
    environment = {**os.environ, "NO_COLOR": "1", "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", **step.environment}
    done = subprocess.run(
        list(step.command),
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    result = Result(step, done.returncode, done.stdout, time.monotonic() - started)
    show(result)
    return result


def show(result: Result) -> None:
    verdict = "ok    " if result.code == 0 else "FAILED"
    text = f"{verdict} {result.seconds:6.1f} s  {result.step.name}\n"
    if result.code or result.step.always_show:
        text += "".join(f"    {line}\n" for line in result.output.splitlines())
    # One write, so that lines of two lanes do not mix.
    sys.stdout.write(text)
    sys.stdout.flush()


def run_lanes(*lanes: Sequence[Step]) -> list[Result]:
    """Steps of one lane run in order, lanes side by side; a failed step does not stop those after it."""
    with ThreadPoolExecutor(max_workers=len(lanes)) as pool:
        done = pool.map(lambda lane: [run_step(step) for step in lane], lanes)
        return [result for lane in done for result in lane]
