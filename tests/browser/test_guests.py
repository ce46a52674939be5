"""A guest's whole way: invited, in the waiting place, let in, named on what they say, shown out in mid-sentence; and
whoever else has the link."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import House
from tests.browser.forms import YES, renewal
from tests.browser.people import Nurse, Resident
from tests.browser.windows import Window

pytestmark = [pytest.mark.browser, pytest.mark.needs("chromium")]

OSKAR, AMIRA = "Oskar Wallin", "Amira Said"
CUT_MILLISECONDS = 5_000


@pytest.fixture
def two(at_clinic: House) -> tuple[House, Resident, Nurse]:
    oskar = at_clinic.resident(OSKAR)
    oskar.begin("Förnya recept", errand=True)
    oskar.describe(*renewal(vital=YES))
    oskar.send_form()
    oskar.case_id()
    sara = at_clinic.nurse("sara.holm")
    sara.claim(OSKAR)
    return at_clinic, oskar, sara


def invite(sara: Nurse) -> tuple[str, str]:
    """The path of the link, and the code."""
    sara.press("Bjud in tolk eller närstående", sara.pane(OSKAR))
    dialog = sara.page.get_by_role("dialog")
    dialog.get_by_label("Namn").fill(AMIRA)
    dialog.get_by_label("Språk", exact=True).fill("arabiska")
    sara.press("Skapa inbjudan", dialog)
    link = sara.page.get_by_role("dialog").locator(".guests__link").inner_text()
    code = sara.page.get_by_role("dialog").locator(".guests__code").inner_text()
    sara.press("Klar")
    return link[link.index("/guest#") :], code


def come(house: House, path: str) -> Window:
    window = house.windows.open(AMIRA, house.origin, phone=True)
    window.go(path)
    return window


def go_in(page: Page) -> None:
    page.get_by_label("Jag lovar att inte berätta").check()
    page.get_by_role("button", name="Det är jag – gå in").click()
    expect(page.get_by_role("heading", name="Vänta här")).to_be_visible()


def test_the_whole_way_of_a_guest(two: tuple[House, Resident, Nurse], tmp_path: Path) -> None:
    house, oskar, sara = two
    sara.write(OSKAR, "Före tolken")
    path, code = invite(sara)
    guest = come(house, path)
    page = guest.page
    expect(page.get_by_role("heading", name=f"Hej {AMIRA}")).to_be_visible()
    assert violations(page) == []
    page.screenshot(path=tmp_path / "guest-greeted.png")
    go_in(page)
    assert "#" not in page.url
    page.screenshot(path=tmp_path / "guest-waiting.png")

    forwarded = come(house, path).page
    expect(forwarded.get_by_role("heading", name="Inbjudan är redan använd")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="Vänta här")).to_be_visible()

    expect(sara.pane(OSKAR).get_by_text("Tolk: Amira Said, arabiska väntar på att komma in")).to_be_visible()
    sara.page.screenshot(path=tmp_path / "staff-knocks.png")
    sara.pane(OSKAR).get_by_role("button", name=f"Släpp in {AMIRA}").press("Enter")
    expect(page.get_by_text("Det som skrivs från och med nu visas här.")).to_be_visible()
    expect(oskar.page.get_by_text("Tolk: Amira Said, arabiska är med i samtalet")).to_be_visible()
    page.get_by_label("Skriv ett meddelande").fill("Jag tolkar nu")
    page.get_by_role("button", name="Skicka").click()
    expect(oskar.log.get_by_text("Jag tolkar nu")).to_be_visible()
    expect(oskar.log.get_by_text(re.compile(f"{AMIRA} ·|{AMIRA}")).first).to_be_visible()
    sara.write(OSKAR, "Välkommen")
    expect(page.get_by_role("log").get_by_text("Välkommen")).to_be_visible()
    expect(page.get_by_text("Före tolken")).to_have_count(0)
    assert violations(page) == []
    page.screenshot(path=tmp_path / "guest-room.png")
    oskar.page.screenshot(path=tmp_path / "resident-room.png")

    other = page.evaluate("fetch('/api/guest/rooms/' + crypto.randomUUID() + '/messages').then(a => a.status)")
    assert other == 404

    page.get_by_label("Skriv ett meddelande").fill("Mitt i en")
    sara.press(f"Ta bort {AMIRA} ur samtalet", sara.pane(OSKAR))
    expect(page.get_by_role("heading", name="Du är inte längre med i samtalet")).to_be_visible(timeout=CUT_MILLISECONDS)
    expect(page.get_by_text("Mitt i en")).to_be_visible()
    expect(page.get_by_text("Mottagningen har tagit bort dig ur samtalet.")).to_be_visible()
    page.screenshot(path=tmp_path / "guest-over.png")
    again = come(house, "/guest").page
    again.get_by_label("Kod").fill(code)
    again.get_by_role("button", name="Fortsätt").click()
    expect(again.get_by_text("Mottagningen har tagit bort dig ur samtalet.")).to_be_visible()
