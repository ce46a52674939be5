"""What is written to do harm, and what is merely odd, shown in Chromium and Firefox on both sides of a conversation: it
comes back as it was written, and nothing of it is run, asked or fetched."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import Any

import pytest

from rooms.texts import first_line
from tests.browser import hostile
from tests.browser.conftest import House
from tests.browser.database import messages
from tests.browser.firefox import Firefox
from tests.browser.hostile import CORPORA, OWN, Sent, batches, sender
from tests.browser.wanderers import Four, Wanderer, begin
from tests.support.servers import Deployment

pytestmark = [
    pytest.mark.browser,
    pytest.mark.needs("chromium", "firefox-esr"),
    pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora are not beside the repository"),
]

NOTES_TOGETHER = 16
SEARCHED = ("script", "alert", "onerror", "src", "a")

# Opens the search of the conversation by its button or key, looks for words and gives what the lines say.
SEARCH = """async ([words, staff]) => {
  const turn = () => new Promise((resolve) => setTimeout(resolve, 50))
  const until = async (found) => {
    for (let tries = 0; tries < 200; tries++) {
      const it = found()
      if (it) return it
      await turn()
    }
    throw new Error("not there: " + found)
  }
  const log = document.querySelector("[role=log]")
  const named = (one) => (one.ariaLabel || one.textContent).trim() === "Sök i samtalet"
  const button = [...document.querySelectorAll("button")].find(named)
  if (!document.querySelector("#search-words")) {
    if (staff) {
      log.focus()
      log.dispatchEvent(new KeyboardEvent("keydown", { key: "f", bubbles: true, cancelable: true }))
    } else button.click()
  }
  const field = await until(() => document.querySelector("#search-words"))
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(field, words)
  field.dispatchEvent(new Event("input", { bubbles: true }))
  await turn()
  field.form.requestSubmit()
  await turn()
  await until(() => document.querySelector("[role=dialog] .search__found, dialog .search__found"))
  await turn()
  const lines = [...document.querySelectorAll(".search__line")]
  return lines.map((line) => [line.textContent, line.querySelectorAll(":not(mark)").length])
}"""


def test_every_hostile_string_is_shown_as_written_in_both_browsers(
    at_clinic: House, clinic: Deployment, fox: Firefox
) -> None:
    four = Four(at_clinic, fox, *begin(at_clinic))
    naughty, fixtures = hostile.naughty_strings(), hostile.fixtures()
    texts = [text for text in [*OWN, *naughty, *fixtures] if "\x00" not in text]
    sent = send_all(clinic, four, texts)

    drawn = {
        page.name: page.until_drawn(len(sent.texts), len(sent.notes) if "staff" in page.name else 0)
        for page in four.pages
    }
    found = {page.name: search_in(page) for page in four.pages}
    foreign = four.went_outside()
    stored = messages(clinic, four.case_id)
    different = differing(drawn, sent) + differing_finds(found, sent)
    different += [text for text in sent.texts.values() if text not in set(stored)]
    ran = {name: noted["ran"] for name, noted in drawn.items() if noted["ran"]}
    planted = {name: noted["planted"] for name, noted in drawn.items() if noted["planted"]}
    violations = {name: noted["violations"] for name, noted in drawn.items() if noted["violations"]}
    print(  # noqa: T201 - the counts are what this shows
        f"\nhostile strings: {len(OWN)} own, {len(naughty)} blns, {len(fixtures)} dompurify; "
        f"{len(sent.texts)} messages of both sides with {len(sent.answered)} quotes, {len(sent.notes)} notes, "
        f"{sum(map(len, found.values()))} lines found, in {len(four.pages)} pages of Chromium and Firefox: "
        f"script run {len(ran)}, elements planted {len(planted)}, dialogs and foreign requests {len(foreign)}, "
        f"policy violations {len(violations)}, text that came back different {len(different)}"
    )
    assert (ran, planted, violations, foreign, different) == ({}, {}, {}, [], [])


def send_all(clinic: Deployment, four: Four, texts: list[str]) -> Sent:
    """The resident writes them, staff answer with them, and note them down."""
    port = clinic.server(0).port
    # Other strings come first in the messages of staff.
    turned = [*texts[hostile.TOGETHER // 2 :], *texts[: hostile.TOGETHER // 2]]
    with ExitStack() as sockets, ThreadPoolExecutor(3) as pool:
        resident, staff, noting = (
            sockets.enter_context(sender(port, audience, four.cookies[audience], four.case_id))
            for audience in ("resident", "staff", "staff")
        )
        tasks = [
            pool.submit(resident.say_all, batches(texts)),
            pool.submit(staff.say_all, batches(turned), lambda: next(reversed(resident.sent.texts), None)),
            pool.submit(noting.note_all, batches(texts, NOTES_TOGETHER)),
        ]
        for task in tasks:
            task.result()
        assert [resident.refused(text) for text in ("a\x00b", " \n ")] == ["bad_request"] * 2
    both = {**resident.sent.texts, **staff.sent.texts}
    for heard in (resident.sent.heard, staff.sent.heard):
        assert all(both[one] == text for one, text in heard.items())
    return Sent(both, staff.sent.answered, noting.sent.notes)


def differing(drawn: dict[str, dict[str, Any]], sent: Sent) -> list[str]:
    """A message, quote or note that stands on a page otherwise than it was sent, by page and id."""
    wrong = []
    for name, noted in drawn.items():
        said = noted["said"]
        wrong += [
            f"{name}: {parting(text, said.get(one))}" for one, text in sent.texts.items() if said.get(one) != text
        ]
        quotes = {one: first_line(sent.texts[answered]) for one, answered in sent.answered.items()}
        wrong += [f"{name}: quote in {one}" for one, line in quotes.items() if noted["quotes"].get(one) != line]
        if "staff" in name:
            wrong += [f"{name}: note {text[:20]}" for text in sent.notes if text not in noted["notes"]]
    return wrong


def parting(sent: str, shown: str | None) -> str:
    """Where the two part ways, a few letters before and after."""
    if shown is None:
        return f"not shown: {sent[:40]!r}"
    at = next(
        (place for place, (a, b) in enumerate(zip(sent, shown, strict=False)) if a != b), min(len(sent), len(shown))
    )
    return f"{sent[max(0, at - 10) : at + 20]!r} stands as {shown[max(0, at - 10) : at + 20]!r}"


def search_in(page: Wanderer) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    for words in SEARCHED:
        found += page.page.evaluate(SEARCH, [words, "staff" in page.name])
    return found


def differing_finds(found: dict[str, list[tuple[str, int]]], sent: Sent) -> list[str]:
    whole = "\x00".join(sent.texts.values())
    lines = [(name, line, planted) for name, lines in found.items() for line, planted in lines]
    assert lines
    return [f"{name}: {line}" for name, line, planted in lines if planted or line.strip("…") not in whole]
