"""Resolves requirements*.in into lock files with hashes, for every platform at once.

The package index is the one pip is configured with, so that its address never has to be written down here.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOOLS = Path(sys.executable).parent
OPTIONS = [
    "--quiet",
    "--no-config",
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--only-binary=:all:",
    # What web push is encrypted with: pure Python, and published as source alone.
    "--no-binary=http-ece",
    "--no-emit-index-url",
    "--no-header",
    "--no-annotate",
]


def configured_index() -> dict[str, str]:
    asked = subprocess.run(
        [TOOLS / "python", "-m", "pip", "config", "get", "global.index-url"],
        capture_output=True,
        text=True,
        check=False,
    )
    address = os.environ.get("PIP_INDEX_URL") or asked.stdout.strip()
    return {"UV_DEFAULT_INDEX": address} if address else {}


def compile_lock(source: str, target: str, *more: str) -> None:
    command = [str(TOOLS / "uv"), "pip", "compile", *OPTIONS, *more, source, "-o", target, *sys.argv[1:]]
    subprocess.run(command, cwd=ROOT, env={**os.environ, **configured_index()}, check=True)


if __name__ == "__main__":
    compile_lock("requirements-dev.in", "requirements-dev.lock")
    # What is deployed must be what was tested.
    compile_lock("requirements.in", "requirements.lock", "--constraint", "requirements-dev.lock")
