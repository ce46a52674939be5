"""Four pages that look at one case: both sides of a conversation in Chromium and in Firefox, and what each browser
tells of them from outside the page."""

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext

from tests.browser import hostile
from tests.browser.conftest import House
from tests.browser.firefox import Firefox
from tests.browser.forms import ask_urgently
from tests.browser.hostile import Page
from tests.browser.people import Nurse, Resident

SAMIRA = "Samira Haddad"
DRAWN_SECONDS = 120.0
TICK_SECONDS = 0.25


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


def begin(house: House, before_staff: Callable[[str], None] = lambda _case_id: None) -> tuple[Resident, Nurse, str]:
    """`before_staff` is done with the case while nobody at the desk looks on."""
    resident = house.resident(SAMIRA)
    case_id = ask_urgently(resident)
    before_staff(case_id)
    nurse = house.nurse("sara.holm")
    nurse.claim(SAMIRA)
    return resident, nurse, case_id


class Four:
    """The case, the logins that its pages have, the pages, and every dialog and foreign request of theirs."""

    def __init__(self, house: House, fox: Firefox, resident: Resident, nurse: Nurse, case_id: str) -> None:
        self.case_id = case_id
        self.cookies = {
            "resident": cookie_of(resident.window.context, "resident"),
            "staff": cookie_of(nurse.window.context, "staff"),
        }
        self._fox = fox
        self._origin = house.origin
        self._outside: list[str] = []
        for person in (resident, nurse):
            watch(person.window.context, self._outside)
            person.page.set_default_timeout(DRAWN_SECONDS * 1_000)
            person.page.reload()
        nurse.open(SAMIRA)
        self.pages = [Wanderer("Chromium, resident", resident.page), Wanderer("Chromium, staff", nurse.page)]
        self.pages += open_in_firefox(fox, house.origin, case_id, self.cookies)

    def went_outside(self) -> list[str]:
        dialogs_or_foreign = [one for one in self._outside if one.startswith("dialog") or is_foreign(one, self._origin)]
        return dialogs_or_foreign + told_by_firefox(self._fox, self._origin)


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


def told_by_firefox(fox: Firefox, origin: str) -> list[str]:
    asked = [told["request"]["url"] for told in fox.told("network.beforeRequestSent") if told["context"]]
    prompts = [f"dialog {told['type']}" for told in fox.told("browsingContext.userPromptOpened")]
    return prompts + [address for address in asked if is_foreign(address, origin)]
