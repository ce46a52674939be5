"""Guests who join a call: let into the room, asked, and seen by the others."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import House
from tests.browser.guests import come, go_in, let_in
from tests.browser.people import Nurse

SAMIRA = "Samira Haddad"
PATIENCE_MS = 60_000
# Twelve pictures at once are more than the cores of a small machine carry at full size; the ladder would give up.
SMALL_CAMERA = """
() => {
  const devices = navigator.mediaDevices;
  const take = devices.getUserMedia.bind(devices);
  devices.getUserMedia = (wanted) => take({
    ...wanted, video: wanted.video ? { width: 160, height: 120, frameRate: 10 } : false,
  });
}
"""


def guest_in(house: House, sara: Nurse, path: str, name: str) -> Page:
    page = come(house, path, name).page
    go_in(page)
    let_in(sara, SAMIRA, page, name)
    return page


def join(page: Page) -> None:
    page.get_by_role("button", name="Gå med", exact=True).click()
    page.get_by_role("button", name="Gå med med video").click()


def in_call_with(page: Page, *names: str) -> None:
    people = page.get_by_role("list", name="De som är med")
    for name in names:
        expect(people.get_by_text(name, exact=True)).to_be_visible(timeout=PATIENCE_MS)
