"""A room in which two thousand messages have been said, and what a page makes of it."""

from playwright.sync_api import Locator, Page

from tests.browser.database import run_beside
from tests.browser.forms import ask_urgently
from tests.browser.people import Nurse, Resident
from tests.support.servers import Deployment

MESSAGES = 2_000
NEWEST, OLDEST = f"meddelande nummer {MESSAGES - 1},", "meddelande nummer 0,"
NODES = "document.querySelectorAll('*').length"
# From the press on the way in until the newest message has been drawn.
OPENS = """
(way, words) => new Promise((resolve) => {
  const begun = performance.now()
  const look = () => {
    const there = [...document.querySelectorAll('[role=log] li')].some((line) => line.textContent.includes(words))
    requestAnimationFrame(there ? () => resolve(performance.now() - begun) : look)
  }
  way.click()
  look()
})
"""


def long_room(resident: Resident, nurse: Nurse, clinic: Deployment, name: str) -> str:
    """The two have a room, which nobody has open while it grows."""
    case_id = ask_urgently(resident)
    nurse.claim(name)
    nurse.pane(name).wait_for()
    nurse.press(f"Stäng rutan {name}", nurse.pane(name))
    resident.window.go("/cases")
    fill(clinic, case_id, MESSAGES)
    return case_id


def fill(clinic: Deployment, case_id: str, count: int) -> None:
    """The two say so much, one after the other."""
    run_beside(clinic, "tests.browser.fill_room", case_id, str(count))


def way_in(person: Resident | Nurse, name: str) -> Locator:
    if isinstance(person, Nurse):
        return person.page.get_by_role("region", name="Mina rum").get_by_role("button").filter(has_text=name)
    return person.page.get_by_role("link", name="Ont i bröstet").first


def opened_ms(person: Resident | Nurse, name: str) -> float:
    way = way_in(person, name)
    way.wait_for()
    return float(way.evaluate(OPENS, NEWEST))


def nodes(page: Page) -> int:
    return int(page.evaluate(NODES))
