"""Words are looked for in one conversation and in all of one's cases, and what is found leads to its message."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import House
from tests.browser.forms import ask_urgently

pytestmark = [pytest.mark.browser, pytest.mark.needs("chromium")]

SAMIRA = "Samira Haddad"
EARLY = "Jag tar Waran sedan 2019"


def test_what_is_found_leads_to_its_message(at_clinic: House) -> None:
    resident = at_clinic.resident(SAMIRA)
    ask_urgently(resident)
    nurse = at_clinic.nurse("sara.holm")
    nurse.claim(SAMIRA)
    resident.write(EARLY)
    for number in range(12):
        resident.write(f"Rad {number}, så att det första hamnar högt upp på en liten skärm")
    expect(resident.message("Rad 11")).to_contain_text(re.compile("Framme|Öppnat"))

    resident.press("Sök i samtalet")
    dialog = resident.page.get_by_role("dialog", name="Sök i samtalet")
    expect(dialog.get_by_label("Vad letar du efter?")).to_be_focused()
    resident.page.keyboard.type("wáran")
    resident.page.keyboard.press("Enter")
    expect(dialog.get_by_role("status")).to_have_text("1 meddelande")
    dialog.get_by_role("button", name=re.compile("Jag tar Waran")).press("Enter")
    expect(resident.message(EARLY)).to_be_focused()
    expect(resident.message(EARLY)).to_be_in_viewport()

    resident.page.goto(f"{at_clinic.origin}/cases")
    resident.press("Sök i dina ärenden")
    resident.page.keyboard.type("2019 waran")
    resident.page.keyboard.press("Enter")
    found = resident.page.get_by_role("dialog").get_by_role("button", name=re.compile("Jag tar Waran"))
    expect(found).to_contain_text("Ärende")
    found.click()
    expect(resident.message(EARLY)).to_be_focused()

    # At the desk by keys alone: in the room, and from anywhere.
    nurse.page.get_by_role("log").focus()
    for keys in ("f", "gm"):
        for key in keys:
            nurse.page.keyboard.press(key)
        everywhere = nurse.page.get_by_role("dialog", name=re.compile("^Sök i"))
        expect(everywhere.get_by_label("Vad letar du efter?")).to_be_focused()
        nurse.page.keyboard.type("ingen skrev detta")
        nurse.page.keyboard.press("Enter")
        expect(everywhere.get_by_role("status")).to_have_text("Inget meddelande med de orden.")
        everywhere.get_by_label("Vad letar du efter?").fill("waran")
        nurse.page.keyboard.press("Enter")
        everywhere.get_by_role("button", name=re.compile("Jag tar Waran")).click()
        expect(nurse.pane(SAMIRA).get_by_role("listitem").filter(has_text=EARLY)).to_be_focused()
