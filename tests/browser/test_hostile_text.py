"""What is written to do harm, and what is merely odd, shown in Chromium and Firefox on both sides of a conversation: it
comes back as it was written, and nothing of it is run, asked or fetched."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext

from rooms.texts import first_line
from tests.browser import hostile
from tests.browser.conftest import House
from tests.browser.database import messages
from tests.browser.firefox import Firefox, firefox
from tests.browser.forms import ask_urgently
from tests.browser.hostile import CORPORA, OWN, Page, Sent, batches, sender
from tests.browser.people import Nurse, Resident
from tests.support.servers import Deployment

pytestmark = [
    pytest.mark.browser,
    pytest.mark.needs("chromium", "firefox-esr"),
    pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora are not beside the repository"),
]

SAMIRA = "Samira Haddad"
NOTES_TOGETHER = 16
DRAWN_SECONDS = 120.0
TICK_SECONDS = 0.25
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


class Wanderer:
    """One of the four pages, and what each browser tells of it from outside."""

    def __init__(self, name: str, page: Page) -> None:
        self.name = name
        self.page = page

    def noted(self) -> dict[str, Any]:
        found: dict[str, Any] = self.page.evaluate("() => window.hostile")
        return found

    def until_drawn(self, messages_sent: int, notes: int) -> dict[str, Any]:
        """All that was sent has stood on this page."""
        deadline = time.monotonic() + DRAWN_SECONDS
        while True:
            noted = self.noted()
            if len(noted["said"]) >= messages_sent and len(noted["notes"]) >= notes:
                return noted
            if time.monotonic() > deadline:
                drawn = f"{len(noted['said'])} of {messages_sent} messages and {len(noted['notes'])} of {notes} notes"
                raise AssertionError(f"{self.name} drew {drawn}")
            time.sleep(TICK_SECONDS)


@pytest.fixture
def fox(tmp_path: Path) -> Iterator[Firefox]:
    with firefox(tmp_path, hostile.WATCH) as running:
        yield running


def cookie_of(context: BrowserContext, audience: str) -> str:
    return next(one["value"] for one in context.cookies() if one["name"] == f"vardrum_{audience}")


def watch(context: BrowserContext, outside: list[str]) -> None:
    """From now on in every page of the context, Playwright's own half of what Firefox tells by itself."""
    context.add_init_script(f"({hostile.WATCH})()")
    context.on("dialog", lambda dialog: outside.append(f"dialog {dialog.type}"))
    context.on("request", lambda request: outside.append(request.url))


def is_foreign(address: str, origin: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme not in ("data", "blob", "about") and parts.netloc != urlsplit(origin).netloc


def test_every_hostile_string_is_shown_as_written_in_both_browsers(
    at_clinic: House, clinic: Deployment, fox: Firefox
) -> None:
    resident, nurse, case_id = begin(at_clinic)
    cookies = {
        "resident": cookie_of(resident.window.context, "resident"),
        "staff": cookie_of(nurse.window.context, "staff"),
    }
    outside: list[str] = []
    for person in (resident, nurse):
        watch(person.window.context, outside)
        person.page.reload()
    nurse.open(SAMIRA)
    pages = [Wanderer("Chromium, resident", resident.page), Wanderer("Chromium, staff", nurse.page)]
    pages += open_in_firefox(fox, at_clinic.origin, case_id, cookies)

    naughty, fixtures = hostile.naughty_strings(), hostile.fixtures()
    texts = [text for text in [*OWN, *naughty, *fixtures] if "\x00" not in text]
    sent = send_all(clinic, case_id, cookies, texts)

    drawn = {
        page.name: page.until_drawn(len(sent.texts), len(sent.notes) if "staff" in page.name else 0) for page in pages
    }
    found = {page.name: search_in(page) for page in pages}
    foreign = [address for address in outside if address.startswith("dialog") or is_foreign(address, at_clinic.origin)]
    foreign += told_by_firefox(fox, at_clinic.origin)
    stored = messages(clinic, case_id)
    different = differing(drawn, sent) + differing_finds(found, sent)
    different += [text for text in sent.texts.values() if text not in set(stored)]
    ran = {name: noted["ran"] for name, noted in drawn.items() if noted["ran"]}
    planted = {name: noted["planted"] for name, noted in drawn.items() if noted["planted"]}
    violations = {name: noted["violations"] for name, noted in drawn.items() if noted["violations"]}
    print(  # noqa: T201 - the counts are what this shows
        f"\nhostile strings: {len(OWN)} own, {len(naughty)} blns, {len(fixtures)} dompurify; "
        f"{len(sent.texts)} messages of both sides with {len(sent.answered)} quotes, {len(sent.notes)} notes, "
        f"{sum(map(len, found.values()))} lines found, in {len(pages)} pages of Chromium and Firefox: "
        f"script run {len(ran)}, elements planted {len(planted)}, dialogs and foreign requests {len(foreign)}, "
        f"policy violations {len(violations)}, text that came back different {len(different)}"
    )
    assert (ran, planted, violations, foreign, different) == ({}, {}, {}, [], [])


def begin(house: House) -> tuple[Resident, Nurse, str]:
    resident = house.resident(SAMIRA)
    case_id = ask_urgently(resident)
    nurse = house.nurse("sara.holm")
    nurse.claim(SAMIRA)
    return resident, nurse, case_id


def open_in_firefox(fox: Firefox, origin: str, case_id: str, cookies: dict[str, str]) -> list[Wanderer]:
    for audience, cookie in cookies.items():
        fox.set_cookie(f"vardrum_{audience}", cookie, "127.0.0.1")
    resident, staff = fox.open(f"{origin}/cases/{case_id}"), fox.open(f"{origin}/staff")
    wait_for(resident, "() => document.querySelector('[role=log]') !== null")
    press = """(name) => {
      const row = [...document.querySelectorAll("button.row")].find((one) => one.textContent.includes(name))
      row?.click()
      return row !== undefined
    }"""
    wait_for(staff, press, SAMIRA)
    wait_for(staff, "() => document.querySelector('[role=log]') !== null")
    return [Wanderer("Firefox, resident", resident), Wanderer("Firefox, staff", staff)]


def wait_for(page: Page, condition: str, *given: Any) -> None:
    deadline = time.monotonic() + DRAWN_SECONDS
    while not page.evaluate(condition, *given):
        assert time.monotonic() < deadline, condition
        time.sleep(TICK_SECONDS)


def send_all(clinic: Deployment, case_id: str, cookies: dict[str, str], texts: list[str]) -> Sent:
    """The resident writes them, staff answer with them, and note them down."""
    port = clinic.server(0).port
    # Other strings come first in the messages of staff.
    turned = [*texts[hostile.TOGETHER // 2 :], *texts[: hostile.TOGETHER // 2]]
    with ExitStack() as sockets, ThreadPoolExecutor(3) as pool:
        resident, staff, noting = (
            sockets.enter_context(sender(port, audience, cookies[audience], case_id))
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


def told_by_firefox(fox: Firefox, origin: str) -> list[str]:
    asked = [told["request"]["url"] for told in fox.told("network.beforeRequestSent") if told["context"]]
    prompts = [f"dialog {told['type']}" for told in fox.told("browsingContext.userPromptOpened")]
    return prompts + [address for address in asked if is_foreign(address, origin)]
