"""Which files the house rules are about."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.support.processes import REPOSITORY

GENERATED = ("requirements.lock", "requirements-dev.lock", "package-lock.json", "wire.ts", "schema.json", "messages.ts")
NODE = Path(sys.executable).with_name("node")
PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".ico", ".woff2", ".gif")


def files(*endings: str) -> list[str]:
    """Files that are committed or would be by `git add`, relative to the repository."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=REPOSITORY,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.splitlines()
    return sorted(name for name in set(listed) if name.endswith(endings) and (REPOSITORY / name).is_file())


def written_by_hand(*endings: str) -> Iterator[tuple[str, str]]:
    for name in files(*endings):
        if not name.endswith(GENERATED) and "/migrations/" not in name and not name.endswith(PICTURES):
            yield name, (REPOSITORY / name).read_text()
