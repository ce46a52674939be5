"""Names, file names and lines of the work list that would do harm, or turn what stands beside them, on both sides and
in both browsers: nothing is run, nothing is lost, and what stands beside a name stays beside it.

They are put into the rows: no door lets them in. By design a name is shown without the signs that turn directions
(`frontend/src/core/text/direction.ts`), so that both sides are compared without them.
"""

import json
import os
import re
import subprocess
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser import hostile
from tests.browser.chromium import PATIENCE_MS
from tests.browser.conftest import House
from tests.browser.firefox import Firefox
from tests.browser.hostile import CORPORA, OWN
from tests.browser.wanderers import DRAWN_SECONDS, Four, begin, wait_for
from tests.support.processes import REPOSITORY
from tests.support.servers import PYTHON, Deployment

pytestmark = [
    pytest.mark.browser,
    pytest.mark.needs("chromium", "firefox-esr"),
    pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora are not beside the repository"),
]

# As long as the columns are: a name in two halves, a file's, a reason.
MOST_NAME, MOST_FILE, MOST_LINE = 160, 100, 200
# A longer one is packed with no other, and there are many of them: file names and lines have them too.
LONGEST_OF_A_NAME = 60
# Each so-and-so-many-th string is a name, a file or a line, beside all of ours: a desk draws every row of its list, and
# `test_hostile_text` has each of them as a message. VARDRUM_TEST_HOSTILE=all takes every one that fits.
EVERY = os.environ.get("VARDRUM_TEST_HOSTILE") == "all"
NAME_EACH, FILE_EACH, LINE_EACH, MOST_LINES = (1, 1, 1, None) if EVERY else (4, 4, 12, 20)
TURNING = [
    "\u202eanna lind",
    "Anna \u2067Lind",
    "Anna\u2069\u202e Lind",
    "مريم حداد",
    "שרה \u2066\u202eכהן",
]
TURNS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")

# All that is drawn, page by page of the conversation and row by row of the list, with what became markup in it.
READ = """async () => {
  const turn = () => new Promise((resolve) => setTimeout(resolve, 60))
  const seen = { names: {}, files: {}, rows: {}, markup: [] }
  const only = (box, allowed) => {
    const found = [...box.querySelectorAll("*")].filter((one) => !one.matches(allowed))
    seen.markup.push(...found.map((one) => one.outerHTML.slice(0, 200)))
  }
  const SVG = "svg, svg *"
  const look = () => {
    for (const line of document.querySelectorAll("[role=log] li[data-message]")) {
      const file = line.querySelector(".document__name")
      if (!file) continue
      seen.files[line.dataset.message] = file.textContent
      seen.names[line.dataset.message] = line.textContent
      only(file, ".hidden-visually")
    }
    for (const row of document.querySelectorAll("button.row")) {
      seen.rows[row.textContent] = true
      only(row, "span, time, strong, bdi, p, " + SVG)
    }
  }
  const buttons = () => [...document.querySelectorAll("[role=log] button, .room__scroll button")]
  const older = () => buttons().find((one) => one.textContent === "Visa äldre meddelanden")
  // A page that comes takes its time; without a way to older ones for a while there are none.
  for (let tries = 0, without = 0; tries < 400 && without < 10; tries++) {
    look()
    const button = older()
    without = button ? 0 : without + 1
    if (button && button.ariaBusy !== "true") button.click()
    await turn()
  }
  look()
  return { ...seen, rows: Object.keys(seen.rows) }
}"""

# Where a name and what follows it on the same line are drawn: what follows must be to its right.
BESIDE = """(names) => {
  const turns = /[\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]/
  const wrong = []
  let seen = 0
  const boxes = [...document.querySelectorAll("button.row *, [role=log] li *, h1, h2, p")]
  for (const name of names) {
    const holds = (box) => [...box.textContent].filter((one) => !turns.test(one)).join("").includes(name + ", ")
    for (const box of boxes.filter((one) => holds(one) && ![...one.children].some(holds))) {
      if (!box.getClientRects().length || box.closest(".hidden-visually")) continue
      const letters = []
      const nodes = document.createTreeWalker(box, NodeFilter.SHOW_TEXT)
      for (let node = nodes.nextNode(); node; node = nodes.nextNode())
        for (let at = 0; at < node.data.length; at++) if (!turns.test(node.data[at])) letters.push([node, at])
      const from = letters.map(([node, at]) => node.data[at]).join("").indexOf(name + ", ")
      const drawn = (first, last) => {
        const range = document.createRange()
        range.setStart(...letters[first])
        range.setEnd(letters[last][0], letters[last][1] + 1)
        return range.getBoundingClientRect()
      }
      const own = drawn(from, from + name.length - 1)
      const after = from + name.length + 2
      const end = Math.min(letters.length - 1, after + 1)
      if (after > end) continue
      const next = drawn(after, end)
      if (Math.abs(own.bottom - next.bottom) > 4) continue
      seen++
      if (next.left < own.right - 1) wrong.push(box.textContent)
    }
  }
  return { seen, wrong }
}"""


@pytest.fixture
def patient() -> Iterator[None]:
    """A desk of hundreds of rows is waited for longer than others."""
    expect.set_options(timeout=DRAWN_SECONDS * 1_000)
    yield
    expect.set_options(timeout=PATIENCE_MS)


@pytest.mark.usefixtures("patient")
def test_names_files_and_lines_do_no_harm(at_clinic: House, clinic: Deployment, fox: Firefox) -> None:
    texts = [
        one for one in [*OWN, *hostile.naughty_strings(), *hostile.fixtures()] if one.strip() and "\x00" not in one
    ]
    names = [*TURNING, *packed([one for one in some(texts, NAME_EACH) if len(one) <= LONGEST_OF_A_NAME], MOST_NAME)]
    files, lines = packed(some(texts, FILE_EACH), MOST_FILE), packed(some(texts, LINE_EACH), MOST_LINE)[:MOST_LINES]
    # Hundreds of new cases within a minute are more than a desk is made to draw one by one.
    begun = begin(at_clinic, before_staff=lambda case_id: put(clinic, case_id, names, files, lines))
    four = Four(at_clinic, fox, *begun)
    different: list[str] = []
    turned: dict[str, list[str]] = {}
    measured = 0
    for page in four.pages:
        wait_for(page.page, "() => document.querySelector('[role=log] li[data-message]') !== null")
        beside = page.page.evaluate(BESIDE, [without_turns(one) for one in TURNING])
        seen = page.page.evaluate(READ)
        measured += beside["seen"]
        turned |= {page.name: beside["wrong"]} if beside["wrong"] else {}
        different += [f"{page.name}: {one}" for one in lost(seen, names, files, lines, staff="staff" in page.name)]
    noted = {page.name: page.noted() for page in four.pages}
    outside = four.went_outside()
    ran = {name: one["ran"] for name, one in noted.items() if one["ran"]}
    violations = {name: one["violations"] for name, one in noted.items() if one["violations"]}
    print(  # noqa: T201 - the counts are what this shows
        f"\nhostile names: {len(names)} names, {len(files)} files, {len(lines)} lines of {len(texts)} strings in "
        f"{len(four.pages)} pages of Chromium and Firefox: script run {len(ran)}, "
        f"dialogs and foreign requests {len(outside)}, policy violations {len(violations)}, "
        f"text lost or markup {len(different)}, {measured} places beside a name measured, turned {len(turned)}"
    )
    assert (ran, violations, outside, different, turned) == ({}, {}, [], [], {})
    assert measured >= len(four.pages)


def put(clinic: Deployment, case_id: str, names: list[str], files: list[str], lines: list[str]) -> None:
    done = subprocess.run(
        [PYTHON, "-m", "tests.browser.hostile_rows", case_id],
        input=json.dumps({"names": names, "files": files, "lines": lines}),
        cwd=REPOSITORY, env=clinic.environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])


def packed(texts: Sequence[str], most: int) -> list[str]:
    """As few as hold all of them that are no longer than that, a space between two."""
    found: list[str] = []
    for text in texts:
        one = " ".join(text.split("\n"))
        if len(one) > most:
            continue
        if found and len(found[-1]) + 1 + len(one) <= most:
            found[-1] += f" {one}"
        else:
            found.append(one)
    return found


def some(texts: list[str], each: int) -> list[str]:
    return [*OWN, *texts[len(OWN) :: each]]


def without_turns(text: str) -> str:
    return TURNS.sub("", text)


def lost(seen: dict[str, Any], names: list[str], files: list[str], lines: list[str], *, staff: bool) -> list[str]:
    """What is drawn nowhere as it is in the rows, and what became markup."""
    wrong = [f"markup: {one}" for one in seen["markup"]]
    said = [without_turns(one) for one in seen["names"].values()]
    drawn = [without_turns(one) for one in seen["files"].values()]
    wrong += [f"file {one!r}" for one in files if not any(without_turns(one) in text for text in drawn)]
    wrong += [f"writer {one!r}" for one in names if not any(without_turns(one).rstrip() in text for text in said)]
    if staff:
        rows = [without_turns(one) for one in seen["rows"]]
        wrong += [
            f"name {one!r}"
            for one in names[: len(lines)]
            if not any(without_turns(row_name(one)) in text for text in rows)
        ]
        wrong += [f"line {one!r}" for one in lines if not any(without_turns(one) in text for text in rows)]
    return wrong


def row_name(name: str) -> str:
    """As `people.models.written_name` puts the two halves together."""
    return f"{name[:80]} {name[80:160]}".rstrip()
