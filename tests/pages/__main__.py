"""`make pages`. Lighthouse as on a telephone with a slow network, in the browser of a resident who is logged in.

Each page is fetched anew `--runs` times and its medians are kept. Figures move with what else the machine does; the
lines before the last name every audit that cost points. Ends with an error when a figure misses its limit.
"""

import argparse
import json
import statistics
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from tests.browser.axe import violations
from tests.browser.chromium import NODE
from tests.browser.database import open_around_the_clock
from tests.browser.windows import PHONE
from tests.pages import long_room
from tests.pages.limits import missed
from tests.pages.telephone import Stop, Telephone, telephone
from tests.support.processes import REPOSITORY
from tests.support.servers import embedded
from tools import weigh

DIST = REPOSITORY / "frontend" / "dist"
WEIGHED = {"start": "start", "form": "form", "waiting": "room", "room": "room"}
FIGURES = ("performance", "accessibility", "best_practices", "lcp_ms", "tbt_ms", "cls", "fcp_ms")
LONG_ROOM = "long-room"
LIGHTHOUSE = REPOSITORY / "frontend" / "scripts" / "lighthouse.mjs"
RUN_SECONDS = 120


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make pages")
    parser.add_argument("--runs", type=int, default=3, help="runs of each page; the median is kept")
    parser.add_argument("--page", choices=[*WEIGHED, LONG_ROOM], action="append", help="only these pages")
    return parser.parse_args()


def say(text: str) -> None:
    print(text, flush=True)


def lighthouse(phone: Telephone, stop: Stop) -> dict[str, Any]:
    phone.forget_files()
    done = subprocess.run(
        [str(NODE), str(LIGHTHOUSE), phone.origin + stop.path, str(phone.port)],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
        timeout=RUN_SECONDS,
    )
    if done.returncode:
        raise SystemExit(f"{stop.page}: Lighthouse ended with {done.returncode}.\n{done.stderr[-2000:]}")
    found: dict[str, Any] = json.loads(done.stdout)
    say(f"  {stop.page}: " + ", ".join(f"{name} {found[name]:.4g}" for name in FIGURES))
    return found


def measure(phone: Telephone, stop: Stop, runs: int) -> dict[str, Any]:
    results = [lighthouse(phone, stop) for _ in range(runs)]
    for note in sorted({note for result in results for note in result["costs"] + result["warnings"]}):
        say(f"    {note}")
    # Axe looks once at the page as it is when it works, in light and dark.
    phone.go(stop)
    objections = violations(phone.page, (PHONE,))
    for objection in objections:
        say(f"    axe: {objection}")
    page = next(page for page in weigh.PAGES if page.name == WEIGHED[stop.page])
    weight = weigh.weigh(DIST, page)
    medians = {name: statistics.median(result[name] for result in results) for name in FIGURES}
    return {
        "page": stop.page,
        **{name: round(value, 3 if name == "cls" else 0) for name, value in medians.items()},
        "critical_kb": round(weight.total / 1000, 1),
        "js_kb": round(weight.script / 1000, 1),
        "transferred_kb": round(statistics.median(result["bytes"] for result in results) / 1000, 1),
        "axe_violations": len(objections),
    }


def of_long_room(runs: int) -> dict[str, Any]:
    """In a clinic of its own, since its many messages would slow down the others."""
    with tempfile.TemporaryDirectory(prefix="vardrum-pages-") as folder, embedded(Path(folder)) as clinic:
        open_around_the_clock(clinic)
        found = long_room.measure(clinic, runs)
    for who in ("resident", "staff"):
        say(f"  {LONG_ROOM}, {who}: opens in {found[who]['opens_ms']} ms, {found[who]['nodes']} nodes")
    return found


def of_pages(names: list[str], runs: int) -> list[dict[str, Any]]:
    if not names:
        return []
    with tempfile.TemporaryDirectory(prefix="vardrum-pages-") as folder, embedded(Path(folder)) as clinic:
        open_around_the_clock(clinic)
        with telephone(clinic, Path(folder) / "profile") as (phone, stops):
            return [measure(phone, stop, runs) for stop in stops if stop.page in names]


def main() -> int:
    wanted = options()
    names: list[str] = wanted.page or [*WEIGHED, LONG_ROOM]
    pages = of_pages([name for name in names if name != LONG_ROOM], wanted.runs)
    long = of_long_room(wanted.runs) if LONG_ROOM in names else None
    failures = [line for page in pages for line in missed(page)]
    if long is not None:
        failures += long_room.missed(long)
    for line in failures:
        say(line)
    say("http://127.0.0.1 counts as secure, so what Lighthouse asks of https and HSTS is not asked here.")
    say(json.dumps({"pages": pages, "long_room": long}))
    return 1 if failures else 0


if __name__ == "__main__":
    raise SystemExit(main())
