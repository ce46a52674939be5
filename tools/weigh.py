"""What the pages weigh before they work: HTML, styles and scripts, compressed as they are served.

`python -m tools.weigh` builds the resident's and the staff's entry into a temporary folder and fails when a page is
heavier than its limit (docs/limits.md). Fonts, icons and pictures come after the first paint and are not counted.
"""

import gzip
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from chatserver.entries import files
from tools.lanes import ROOT, program

FIRST_PAGE_BYTES = 60_000
FIRST_PAGE_SCRIPT_BYTES = 40_000
ROOM_BYTES = 110_000
STAFF_BYTES = 280_000


@dataclass(frozen=True)
class Page:
    name: str
    entry: str
    # What the address needs beyond the entry.
    code: str | None
    limit: int
    script_limit: int | None = None


@dataclass(frozen=True)
class Weight:
    """In bytes."""

    total: int
    script: int


PAGES = (
    Page("start", "resident", None, FIRST_PAGE_BYTES, FIRST_PAGE_SCRIPT_BYTES),
    Page("form", "resident", "src/resident/form/FormPage.tsx", ROOM_BYTES),
    Page("room", "resident", "src/resident/room/CasePage.tsx", ROOM_BYTES),
    Page("staff", "staff", None, STAFF_BYTES),
)


def weigh(dist: Path, page: Page) -> Weight:
    chunks = json.loads((dist / f"{page.entry}.manifest.json").read_text())
    html = f"{page.entry}.html"
    names = dict.fromkeys([html, *files(chunks, html)])
    if page.code is not None:
        if page.code not in chunks:
            raise SystemExit(f"{page.name}: the build has no {page.code}")
        names.update(dict.fromkeys(files(chunks, page.code)))
    weights = {name: len(gzip.compress((dist / name).read_bytes(), 9)) for name in names}
    return Weight(sum(weights.values()), sum(size for name, size in weights.items() if name.endswith(".js")))


def too_heavy(page: Page, weight: Weight) -> list[str]:
    found = []
    if weight.total > page.limit:
        found.append(f"{page.name} weighs {weight.total} bytes compressed; its limit is {page.limit}.")
    if page.script_limit is not None and weight.script > page.script_limit:
        found.append(f"{page.name} has {weight.script} bytes of script compressed; its limit is {page.script_limit}.")
    return found


def build(folder: Path, entries: Sequence[str] = ("resident", "staff")) -> None:
    vite = ROOT / "frontend" / "node_modules" / "vite" / "bin" / "vite.js"
    for entry in entries:
        command = [program("node"), str(vite), "build", "--mode", entry, "--outDir", str(folder), "--logLevel", "error"]
        done = subprocess.run(
            [*command, "--emptyOutDir", "false"],
            cwd=ROOT / "frontend",
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise SystemExit(f"{done.stdout}{done.stderr}\nThe {entry} entry could not be built.")


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="vardrum-weigh-") as folder:
        build(Path(folder))
        weights = {page: weigh(Path(folder), page) for page in PAGES}
    for page, weight in weights.items():
        script = f", script {weight.script / 1000:.1f} kB" + (
            f" of {page.script_limit // 1000}" if page.script_limit else ""
        )
        print(f"{page.name}: {weight.total / 1000:.1f} kB of {page.limit // 1000}{script}")
    heavy = [line for page, weight in weights.items() for line in too_heavy(page, weight)]
    for line in heavy:
        print(line, file=sys.stderr)
    return 1 if heavy else 0


if __name__ == "__main__":
    sys.exit(main())
