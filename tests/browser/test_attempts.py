"""A resident who does not answer is sought by telephone: recorded in the case, told to them neutrally; only enough
of it ends the case as "no answer"."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import House
from tests.browser.forms import ask_urgently
from tests.browser.people import Nurse

pytestmark = [pytest.mark.browser, pytest.mark.needs("chromium")]

SAMIRA = "Samira Haddad"


def ring_in_vain(nurse: Nurse, how: str) -> Locator:
    """Records it, and gives the case's panel."""
    panel = nurse.case(SAMIRA)
    nurse.press(how, panel)
    expect(nurse.told("Försöket att nå Samira Haddad är uppskrivet.").first).to_be_visible()
    return panel


def begin_to_end(nurse: Nurse) -> Locator:
    dialog = nurse.choose_of_menu(SAMIRA, "Avsluta ärendet")
    dialog.get_by_label("Uteblivet svar", exact=True).check()
    nurse.press("Ta med hur man kommer tillbaka", dialog)
    return dialog


def test_who_does_not_answer_is_sought_and_the_case_ends_only_after_enough(at_clinic: House) -> None:
    samira, sara = at_clinic.resident(SAMIRA), at_clinic.nurse("sara.holm")
    ask_urgently(samira)
    sara.claim(SAMIRA)
    expect(sara.case(SAMIRA).get_by_role("heading", name="Sök på telefon")).to_have_count(0)
    sara.write(SAMIRA, "Hur är det nu?")
    panel = ring_in_vain(sara, "Inget svar")
    expect(panel).to_contain_text("1 av 3 försök. Nästa räknas tidigast")
    expect(panel).to_contain_text("Sara Holm ringde, inget svar")
    expect(samira.page.get_by_role("main")).to_contain_text("Mottagningen har försökt nå dig")
    dialog = begin_to_end(sara)
    expect(dialog.get_by_label("Sammanfattning till")).to_have_value(re.compile("svara här inom sju dagar"))
    sara.press("Avsluta ärendet", dialog)
    expect(sara.told("Uteblivet svar kräver 3 försök på telefon")).to_be_visible()
