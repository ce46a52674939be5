"""`make test` after `make check`: every test there is, then what passed, what failed and what could not run.

The unit, action and protocol tests run on SQLite. Beside them the front end's own run, and what uses the database once
more on PostgreSQL. The browser tests come last, in two lanes: they start whole servers, but mostly wait for pages.
"""

import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from xml.etree import ElementTree

from tools.lanes import ROOT, Result, Step, program, run_lanes

REPORTS = ROOT / ".build" / "reports"
APART = ("house", "browser", "bench", "support")
# Those that go through all screens and all strings, beside those that walk with several people, calls and killed
# servers. Both halves take about as long.
SCREEN_BY_SCREEN = (
    "test_album",
    "test_bad_line",
    "test_connection_check",
    "test_guests",
    "test_hostile_text",
    "test_keyboard",
    "test_keyboard_staff",
    "test_switches",
)
# On SQLite in the half that has PostgreSQL, so that both halves take about as long.
SECOND_HALF = ("triage",)
MISSING = "missing system tool: "


def pytest_step(name: str, *options: str, database: str = "sqlite") -> Step:
    command = [program("pytest"), "-q", f"--junitxml={REPORTS / name}.xml", *options]
    return Step(f"pytest, {name}", command, {"VARDRUM_TEST_DATABASE": database}, always_show=True)


def server_steps() -> tuple[list[Step], list[Step]]:
    elsewhere = [f"--ignore=tests/{folder}" for folder in APART]
    vitest = [
        program("npm"),
        "--prefix",
        "frontend",
        "--silent",
        "test",
        "--",
        "--reporter=default",
        "--reporter=junit",
    ]
    return (
        [pytest_step("sqlite", *elsewhere, *(f"--ignore=tests/{folder}" for folder in SECOND_HALF))],
        [
            Step("front end (vitest)", [*vitest, f"--outputFile.junit={REPORTS / 'vitest.xml'}"]),
            pytest_step("postgres", *elsewhere, database="postgres"),
            pytest_step("sqlite, second half", *(f"tests/{folder}" for folder in SECOND_HALF)),
        ],
    )


def browser_steps() -> tuple[list[Step], list[Step]]:
    screens = [f"tests/browser/{name}.py" for name in SCREEN_BY_SCREEN]
    return (
        [pytest_step("browser screens", *screens)],
        [pytest_step("browser walks", "tests/browser", *(f"--ignore={file}" for file in screens))],
    )


@dataclass
class Counts:
    """Over all reports: totals, by missing tool the tests that could not run, and a line for each that failed."""

    total: Counter[str] = field(default_factory=Counter)
    not_run: dict[str, list[str]] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)


def counts() -> Counts:
    found = Counts()
    for report in sorted(REPORTS.glob("*.xml")):
        for case in ElementTree.parse(report).iter("testcase"):  # noqa: S314 - our own runners wrote it
            outcome = {child.tag for child in case}
            skipped = case.find("skipped")
            if outcome & {"failure", "error"}:
                found.total["failed"] += 1
                found.failed.append(f"{report.stem}: {case.get('classname')}::{case.get('name')}: {reason_of(case)}")
            elif skipped is None:
                found.total["passed"] += 1
            else:
                found.total["skipped"] += 1
                reason = skipped.get("message") or ""
                if MISSING in reason:
                    found.not_run.setdefault(reason.split(MISSING, 1)[1], []).append(case.get("name", ""))
    return found


def reason_of(case: ElementTree.Element) -> str:
    """The first line of what a failed test said."""
    told = next((child.get("message") or child.text or "" for child in case if child.tag in ("failure", "error")), "")
    return next(iter(told.strip().splitlines()), "")[:200]


def conclude(results: list[Result], seconds: float) -> int:
    counted = counts()
    failed = [result.step.name for result in results if result.code]
    print()
    for result in results:
        print(f"{'failed' if result.code else 'passed'} {result.seconds:6.0f} s  {result.step.name}")
    for line in counted.failed:
        print(f"FAILED {line}")
    for tool, names in sorted(counted.not_run.items()):
        print(f"NOT RUN: {len(names)} for want of {tool}: {', '.join(names)}")
    if not counted.not_run:
        print("NOT RUN: none; every system tool was there")
    print(f"make test: {'failed: ' + ', '.join(failed) if failed else 'all is well'} ({seconds / 60:.1f} min)")
    total = counted.total
    print(f"{total['passed']} passed, {total['failed']} failed, {total['skipped']} skipped")
    return 1 if failed or total["failed"] else 0


def main() -> int:
    started = time.monotonic()
    REPORTS.mkdir(parents=True, exist_ok=True)
    for old in REPORTS.glob("*.xml"):
        old.unlink()
    results = run_lanes(*server_steps())
    results += run_lanes(*browser_steps())
    return conclude(results, time.monotonic() - started)


if __name__ == "__main__":
    sys.exit(main())
