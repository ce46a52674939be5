"""Messages that are corrected, taken away and answered, and links in them, as people do it: by name and by key."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import House
from tests.browser.forms import ask_urgently
from tests.browser.people import Nurse, Resident

pytestmark = [pytest.mark.browser, pytest.mark.needs("chromium")]

SAMIRA = "Samira Haddad"
WRONG, BETTER = "Jag har feber 39,5 grader sedan i går", "Jag har feber 38,5 grader sedan i går"
SECRET = "Min granne Åke tar också Waran"
LINK = "Läs på https://www.1177.se/halsont innan."


def choices(within: Locator, text: str) -> Locator:
    """The three dots of a message."""
    return within.get_by_role("listitem").filter(has_text=text).get_by_role("button", name=re.compile("^Val för"))


def test_a_message_is_corrected_answered_and_taken_away(house: House) -> None:
    resident = house.resident(SAMIRA)
    ask_urgently(resident)
    nurse = house.nurse("sara.holm")
    nurse.claim(SAMIRA)
    for text in (WRONG, SECRET):
        resident.write(text)
        expect(nurse.pane(SAMIRA).get_by_text(text)).to_be_visible()
    correct_by_keyboard(resident)
    look_at_what_stood_there(nurse)
    answer(nurse, resident)
    ask_before_a_link_opens(resident)
    take_away(nurse, resident)


def correct_by_keyboard(resident: Resident) -> None:
    expect(resident.message(SECRET)).to_contain_text(re.compile("Framme|Öppnat"))
    choices(resident.log, SECRET).focus()
    for key in ("ArrowUp", "Enter", "Tab", "Tab", "Enter"):
        resident.page.keyboard.press(key)
    dialog = resident.page.get_by_role("dialog", name="Ändra meddelandet")
    dialog.get_by_label("Meddelande", exact=True).fill(BETTER)
    resident.press("Spara ändringen", dialog)
    expect(dialog).to_have_count(0)


def look_at_what_stood_there(nurse: Nurse) -> None:
    pane = nurse.pane(SAMIRA)
    expect(pane.get_by_role("listitem").filter(has_text=BETTER)).to_contain_text("Ändrat")
    expect(pane.get_by_text(WRONG)).to_have_count(0)
    expect(pane.get_by_role("status").filter(has_text=f"ändrade ett meddelande: {BETTER}")).to_have_count(1)
    choices(pane, BETTER).click()
    nurse.press("Vad som stod tidigare", pane)
    dialog = nurse.page.get_by_role("dialog", name="Vad som stod tidigare")
    expect(dialog.get_by_text(WRONG)).to_be_visible()
    nurse.page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def answer(nurse: Nurse, resident: Resident) -> None:
    """It quotes what it answers, and leads there."""
    pane = nurse.pane(SAMIRA)
    choices(pane, SECRET).click()
    nurse.press("Svara", pane)
    expect(nurse.composer(SAMIRA)).to_be_focused()
    nurse.write(SAMIRA, LINK)
    quote = resident.message("1177.se").get_by_role("button", name=re.compile("^Svar till"))
    expect(quote).to_contain_text(SECRET)
    quote.press("Enter")
    expect(resident.message(SECRET).first).to_be_focused()


def ask_before_a_link_opens(resident: Resident) -> None:
    resident.page.get_by_role("button", name="https://www.1177.se/halsont").press("Enter")
    question = resident.page.get_by_role("dialog", name="Gå till www.1177.se?")
    way = question.get_by_role("link", name="Öppna www.1177.se")
    expect(way).to_have_attribute("rel", "noopener noreferrer")
    expect(way).to_have_attribute("href", "https://www.1177.se/halsont")
    resident.page.keyboard.press("Escape")
    expect(question).to_have_count(0)


def take_away(nurse: Nurse, resident: Resident) -> None:
    """It is gone from both screens, also for whoever comes back."""
    pane = nurse.pane(SAMIRA)
    choices(pane, SECRET).first.click()
    nurse.press("Ta bort för alla", pane)
    dialog = nurse.page.get_by_role("dialog", name=re.compile("^Ta bort meddelandet"))
    nurse.press("Ta bort meddelandet", dialog)
    expect(dialog.get_by_text("Välj varför")).to_be_visible()
    dialog.get_by_label("Gäller en annan person").check()
    nurse.press("Ta bort meddelandet", dialog)
    for person, there in ((resident, resident.log), (nurse, pane)):
        expect(there.get_by_text("Sara Holm tog bort meddelandet")).to_be_visible()
        expect(there.get_by_text("Meddelandet är borttaget")).to_be_visible()
        assert SECRET not in person.page.content()
    resident.page.reload()
    expect(resident.log.get_by_text("Det gällde någon annan")).to_be_visible()
    assert SECRET not in resident.page.content()
